import type { Counts, ImportedReject, ImportedRow } from '@fyntrix/db/imported'

/** What a reader is to read: one table of a database, by the rule of the table's name. */
export interface Reading {
  /** Of the database's file. */
  readonly file: string
  /** Of the database relative to the installation, as its source is known. */
  readonly path: string
  readonly table: string
  /** Number of the source that encoded rows carry. */
  readonly sourceId: number
  /** Whether rows are to be written, or compared. */
  readonly purpose: 'write' | 'compare'
}

/** Rows of a table in the order of their numbers, as its rule maps them. */
export interface ReadStretch {
  /** The number of the last row. */
  readonly last: bigint
  /** The numbers of all rows where they were asked for by number; else none. */
  readonly numbers: readonly bigint[]
  /** How many are imported; the others are `rejects`. */
  readonly rows: number
  readonly rejects: readonly ImportedReject[]
  readonly counts: Counts
  /** The rows that are imported, as `RowEncoder` writes them; empty where they are compared. */
  readonly encoded: Uint8Array
  /** Their SHA-256, as `RowHash` has it; empty where they are written. */
  readonly hash: string
}

/** Rows above `after`, up to `upTo`; null for no bound. */
export interface ReadSpan {
  readonly after: bigint | null
  readonly upTo: bigint | null
}

/** Rows one by one, for the few that need a look. */
export interface ReadDetail {
  readonly rows: readonly ImportedRow[]
  readonly rejects: readonly ImportedReject[]
  /** JSON of the cells of all of them, by number. */
  readonly cells: ReadonlyMap<bigint, string>
}

/** What a reader is asked. */
export type ReadRequest =
  | { readonly ask: 'stretch'; readonly span: ReadSpan; readonly used?: ArrayBuffer | undefined }
  | { readonly ask: 'detail'; readonly span: ReadSpan }
  | { readonly ask: 'encode'; readonly numbers: readonly bigint[] }

/** What it answers; `failed` with a message, and the code where it is a `DomainError`. */
export type ReadAnswer =
  | { readonly answer: 'stretch'; readonly stretch: ReadStretch | null }
  | { readonly answer: 'detail'; readonly detail: ReadDetail }
  | { readonly answer: 'failed'; readonly code: string; readonly message: string }
