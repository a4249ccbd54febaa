import { DomainError } from '@fyntrix/domain/shared'
import type pg from 'pg'
import { copyIn } from '../shared/copy-in.ts'
import type { ConnectionPool } from '../shared/pool.ts'
import {
  copyDocuments,
  documentSql,
  encodeDocuments,
  type HashedItem,
  type ImportedDocument,
  type ItemSpan,
  rejectSql,
} from './imported.documents.ts'
import { keepRejects } from './imported.store.ts'
import type { ImportedReject } from './imported.tables.ts'

/** How far a file was read. */
export interface DocumentCheckpoint {
  /** Relative to the legacy installation. */
  readonly path: string
  /** Up to where: the end of the last line that had one, or of the file. */
  readonly bytes: number
  /** Items, or lines, up to there. */
  readonly items: number
  /** By which the file is known again as one that was only added to. */
  readonly tail: string
}

/** What is written of a file at once. */
export interface DocumentChanges {
  readonly documents: readonly ImportedDocument[]
  readonly rejects: readonly ImportedReject[]
  /** Numbers of items that something else is kept under. */
  readonly forget: readonly number[]
}

/** The part of a source that its rejected items stand under. */
const part = 'documents'
const ofSource = `source_id = (select id from imported.sources where path = $1 and part = '${part}')`
const within = (column: string) => `${column} > $2::bigint and ($3::bigint is null or ${column} <= $3::bigint)`
const documents = `imported.documents where path = $1 and ${within('item')}`
const rejects = `imported.quarantine where ${ofSource} and ${within('source_row')}`

/** Items of a legacy system's files of JSON, by file and number, and how far each file was read. Each call is a transaction of its own. */
export class ImportedDocumentsRepository {
  readonly #pool: ConnectionPool

  constructor(pool: ConnectionPool) {
    this.#pool = pool
  }

  /** How far each file was read, by path. */
  checkpoints(): Promise<readonly DocumentCheckpoint[]> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<DocumentCheckpoint & { readonly bytes: string }>(
        'select path, bytes, items, tail from imported.document_files order by path',
      )
      return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }))
    })
  }

  /** SHA-256, as `hashItems` has it, of the items that are kept of a span, those in quarantine included, and how many they are. */
  hash(path: string, { after, upTo }: ItemSpan): Promise<{ readonly hash: string; readonly items: number }> {
    return this.#unlimited(async (client) => {
      const { rows } = await client.query<{ hash: string; items: number }>(
        `select encode(sha256(convert_to(
             coalesce((select string_agg(${documentSql}, '' order by item) from ${documents}), '')
             || coalesce((select string_agg(${rejectSql}, '' order by source_row) from ${rejects}), ''), 'UTF8')), 'hex') as hash,
           (select count(*) from ${documents})::int + (select count(*) from ${rejects})::int as items`,
        [path, after, upTo],
      )
      return rows[0] ?? { hash: '', items: 0 }
    })
  }

  /** The items that are kept of a span, one by one. */
  kept(path: string, { after, upTo }: ItemSpan): Promise<readonly HashedItem[]> {
    const hashed = (sql: string) => `encode(sha256(convert_to(${sql}, 'UTF8')), 'hex') as hash`
    return this.#unlimited(async (client) => {
      const { rows } = await client.query<HashedItem>(
        `select item, ${hashed(documentSql)}, false as aside from ${documents}
         union all select source_row::int, ${hashed(rejectSql)}, true from ${rejects} order by 1`,
        [path, after, upTo],
      )
      return rows
    })
  }

  /** How many items of a file stand in quarantine. */
  quarantined(path: string): Promise<number> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from imported.quarantine where ${ofSource}`,
        [path],
      )
      return rows[0]?.n ?? 0
    })
  }

  /**
   * Writes items of a file and how far it was read, both or neither. Throws `conflict` when somebody else wrote items of the file since `known` was read: read that again, and go on from there.
   */
  write(known: DocumentCheckpoint, next: DocumentCheckpoint, changes: DocumentChanges): Promise<void> {
    const { path } = known
    return this.#unlimited(async (client) => {
      // may be lost with the server's last moments, whole: then it is read again; `settle` waits for all of it
      await client.query('set local synchronous_commit = off')
      await this.#hold(client, known)
      if (changes.forget.length > 0) {
        const numbers = [path, changes.forget]
        await client.query('delete from imported.documents where path = $1 and item = any($2::int[])', numbers)
        await client.query(
          `delete from imported.quarantine where ${ofSource} and source_row = any($2::bigint[])`,
          numbers,
        )
      }
      if (changes.documents.length > 0) await copyIn(client, copyDocuments, encodeDocuments(path, changes.documents))
      if (changes.rejects.length > 0) await keepRejects(client, await this.#source(client, path), changes.rejects)
      await client.query(
        'update imported.document_files set bytes = $2, items = $3, tail = $4, updated_at = clock_timestamp() where path = $1',
        [path, next.bytes, next.items, next.tail],
      )
    })
  }

  /** Waits until all that was written is on the disk. */
  settle(): Promise<void> {
    return this.#unlimited(async (client) => {
      // a commit that waits for its own record waits for all before it
      await client.query('set local synchronous_commit = on')
      await client.query(
        'update imported.document_files set updated_at = updated_at where path = (select min(path) from imported.document_files)',
      )
    })
  }

  async #hold(client: pg.ClientBase, { path, bytes, items }: DocumentCheckpoint): Promise<void> {
    await client.query('insert into imported.document_files (path) values ($1) on conflict do nothing', [path])
    const { rows } = await client.query<{ bytes: string; items: number }>(
      'select bytes, items from imported.document_files where path = $1 for update',
      [path],
    )
    const [now] = rows
    if (now === undefined || Number(now.bytes) !== bytes || now.items !== items)
      throw new DomainError('conflict', `somebody else imports ${path}: wait for it, then try again`)
  }

  async #source(client: pg.ClientBase, path: string): Promise<number> {
    const place = [path, part]
    await client.query('insert into imported.sources (path, part) values ($1, $2) on conflict do nothing', place)
    const { rows } = await client.query<{ id: number }>(
      'select id from imported.sources where path = $1 and part = $2',
      place,
    )
    if (rows[0] === undefined) throw new DomainError('internal', `the source ${path} was not kept`)
    return rows[0].id
  }

  #unlimited<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    return this.#pool.transaction(async (client) => {
      await client.query('set local statement_timeout = 0')
      return work(client)
    })
  }
}
