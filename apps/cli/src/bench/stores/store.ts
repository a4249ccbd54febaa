/** A place for values by key. Values are JSON; reading gives them parsed. */
export interface Store extends AsyncDisposable {
  /** The value, or a promise of it: SQLite needs none. */
  readonly read: (key: string) => unknown
  /** Returns when it is stored, or a promise of that. */
  readonly write: (key: string, value: unknown) => unknown
}

/** Where the stores of one run are. */
export interface Places {
  readonly folder: string
  readonly databaseUrl: string
  readonly redisUrl: string
}

/** Something that is opened by each process that uses it. */
export interface StoreKind {
  readonly name: string
  readonly configured: string
  readonly open: (places: Places) => Promise<Store>
}
