import type { Log } from './log.ts'

interface Serving<T> {
  /** What it is, for the log. */
  readonly what: string
  readonly log: Log
  /** Reads it from Redis; undefined where it is not there, or is another lane's. */
  readonly read: () => Promise<T | undefined>
  /** Reads it from PostgreSQL. */
  readonly load: () => Promise<T>
  /** Puts it into Redis again. */
  readonly fill: (value: T) => Promise<unknown>
}

/** A value, and the store that answered. */
export interface Served<T> {
  readonly value: T
  readonly servedFrom: 'redis' | 'postgresql'
}

/** The newest value from Redis where it is, else from PostgreSQL, which then fills Redis again. With Redis away the answer is only slower. */
export const served = async <T>({ what, log, read, load, fill }: Serving<T>): Promise<Served<T>> => {
  try {
    const value = await read()
    if (value !== undefined) return { value, servedFrom: 'redis' }
  } catch (cause) {
    log.warn({ err: cause }, `${what} could not be read from Redis; answering from PostgreSQL`)
  }
  const value = await load()
  try {
    await fill(value)
  } catch (cause) {
    log.warn({ err: cause }, `${what} could not be put back into Redis`)
  }
  return { value, servedFrom: 'postgresql' }
}
