import type { Entry } from './entry.ts'

/** Where a value came from. */
export type Level = 'process' | 'redis' | 'source'

/**
 * How far a value may be believed. `fresh`: within its freshness. `stale`: beyond it, while a refresh is under way. `fallback`: what was there when
 * neither a fresher value nor a check of this one could be had.
 */
export type State = 'fresh' | 'stale' | 'fallback'

/** A value with where it came from. Instants are epoch milliseconds of the Redis server's clock. */
export interface Reading<Value> {
  /** Undefined when there is none. */
  readonly value: Value | undefined
  readonly state: State
  readonly level: Level
  readonly loadedAt: number
  readonly freshUntil: number
  readonly staleUntil: number
  /** Grows with each write of the key; 0 for a value that Redis does not have. */
  readonly version: number
}

export interface ReadOptions {
  /** Ends the wait of this caller. Loading ends when the last caller has gone. */
  readonly signal?: AbortSignal
  /** False refuses a stale value: waits for the refresh. */
  readonly stale?: boolean
}

/** A reading of an entry. */
export const readingOf = <Value>({ value, meta }: Entry<Value>, state: State, level: Level): Reading<Value> => {
  const { loadedAt, freshUntil, staleUntil, version } = meta
  return { value, state, level, loadedAt, freshUntil, staleUntil, version }
}

/** The reading of a source that has no value, at an instant of the server's. */
export const readingOfNothing = <Value>(at: number): Reading<Value> => ({
  value: undefined,
  state: 'fresh',
  level: 'source',
  loadedAt: at,
  freshUntil: at,
  staleUntil: at,
  version: 0,
})
