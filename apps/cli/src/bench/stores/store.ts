/** A place for values by key. Values are JSON; reading gives them parsed. */
export interface Store extends AsyncDisposable {
  read(key: string): Promise<unknown> | unknown
  write(key: string, value: unknown): Promise<unknown> | unknown
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
