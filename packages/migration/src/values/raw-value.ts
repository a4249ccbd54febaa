/** Bytes of a legacy store, with where they lie and how long they are good for. */
export interface RawValue {
  readonly place: string
  /** The key of a Redis, where it is text; the path of a file; undefined for a row, and a key that is no UTF-8. */
  readonly key: string | undefined
  readonly origin: 'redis' | 'file' | 'row'
  readonly form: 'value' | 'redis-dump' | 'json'
  readonly bytes: Uint8Array | null
  readonly size: number
  /** `performance.now()` at which it is over, at the latest; null for what never is. */
  readonly until: number | null
  /** Why it cannot be read at all. */
  readonly refused?: string
}

/** Most bytes of one value: twenty times the largest real one. What is larger is named, and stays where it is. */
export const largestValue = 32 * 1024 * 1024
