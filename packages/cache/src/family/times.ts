import type { Meta } from '../stored/trailer.ts'
import type { FamilyContext } from './context.ts'

/** What the times of a new value are made from. */
export interface NewValue<Value> {
  readonly value: Value
  readonly etag: string
  /** Milliseconds that loading took. */
  readonly cost: number
  /** Milliseconds; undefined for the family's own rule. */
  readonly freshFor: number | undefined
  /** Epochs of the key's tags, from before it was loaded. */
  readonly tagEpochs: readonly number[]
}

type Times = Pick<Meta, 'loadedAt' | 'freshUntil' | 'staleUntil' | 'holdUntil' | 'cost'>

/** The times of a value that is there from now on; `texts` are the parameters as they stand in its key. */
export const timesFrom = <Value>(
  { spec, remote, sessionClock, random }: FamilyContext<Value>,
  texts: Readonly<Record<string, string>>,
  { value, freshFor, cost }: Pick<NewValue<Value>, 'value' | 'freshFor' | 'cost'>,
): Times => {
  const loadedAt = remote.clock.now()
  const own = value === null ? (spec.negative ?? freshFor) : freshFor
  const freshUntil =
    own === undefined
      ? spec.freshness({ at: loadedAt, clock: sessionClock, random, parameters: texts })
      : loadedAt + own
  const staleUntil = freshUntil + spec.stale
  return { loadedAt, freshUntil, staleUntil, holdUntil: staleUntil + spec.hold, cost }
}

/**
 * Milliseconds for which Redis keeps a value: at least twice as long as it is fresh, for what may no longer be served still tells the loader what it
 * replaces.
 */
export const lifetimeOf = ({ loadedAt, freshUntil, holdUntil }: Omit<Times, 'cost' | 'staleUntil'>): number =>
  Math.max(1, Math.ceil(Math.max(holdUntil - loadedAt, 2 * (freshUntil - loadedAt))))
