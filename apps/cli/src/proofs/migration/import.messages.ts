/** What a process that imports is told. */
export interface ImportTask {
  readonly databaseUrl: string
  /** The legacy installation. */
  readonly root: string
  /** Folder for files. */
  readonly folder: string
  /** Of the plan. */
  readonly hash: string
}

/** What it says: how many rows it has done with so far, and at its end what it took. */
export type ImportSaid =
  | { readonly rows: number }
  | { readonly rows?: undefined; readonly importMs: number; readonly peakBytes: number | null }
