import type { Stored } from '../local/store.ts'
import type { ServerClock } from '../remote/server-clock.ts'
import type { Meta } from '../stored/trailer.ts'
import type { TagRef } from '../tags.ts'

/** A value as it lies in the process. Times without `meta` are monotonic milliseconds of this process. */
export interface Entry<Value> extends Stored {
  readonly value: Value
  readonly meta: Meta
  readonly freshUntil: number
  readonly staleUntil: number
  readonly holdUntil: number
  /** From here on, one of many readers may refresh it before it ends. */
  readonly earlyFrom: number
  /** The coherence's trust while it was read. */
  trust: number
  /** Somebody changed it: of use only in order to ask whether it changed. */
  dead: boolean
  /** Written by this process, and the server's word of that write has not come yet. */
  own: boolean
  readonly tags: readonly TagRef[]
}

/** How believable a value is by its age alone. */
export type Age = 'fresh' | 'stale' | 'held' | 'over'

/** The age of an entry at a monotonic time. */
export const ageOf = (entry: Entry<unknown>, now: number): Age => {
  if (now < entry.freshUntil) return 'fresh'
  if (now < entry.staleUntil) return 'stale'
  return now < entry.holdUntil ? 'held' : 'over'
}

// exp(-10): earlier than this, chance would not choose anybody
const earlyCosts = 10

/** Makes an entry; `clock` translates the server's instants. */
export const entryOf = <Value>(
  key: string,
  value: Value,
  meta: Meta,
  facts: { bytes: number; trust: number; tags: readonly TagRef[]; clock: Pick<ServerClock, 'toMonotonic'> },
): Entry<Value> => {
  const freshUntil = facts.clock.toMonotonic(meta.freshUntil)
  const span = meta.freshUntil - meta.loadedAt
  return {
    key,
    value,
    meta,
    freshUntil,
    staleUntil: facts.clock.toMonotonic(meta.staleUntil),
    holdUntil: facts.clock.toMonotonic(meta.holdUntil),
    earlyFrom: freshUntil - Math.min(earlyCosts * meta.cost, span / 2),
    bytes: facts.bytes,
    trust: facts.trust,
    dead: false,
    own: false,
    tags: facts.tags,
    visited: false,
    newer: undefined,
    older: undefined,
  }
}

/**
 * Whether a reader should refresh a value before it ends: with the probability that optimal early recomputation gives for its cost and the time that is
 * left (Vattani, Chierichetti, Lowenstein: Optimal Probabilistic Cache Stampede Prevention, VLDB 2015, with β = 1).
 */
export const chosenEarly = (entry: Entry<unknown>, now: number, random: () => number): boolean =>
  now >= entry.earlyFrom && now - entry.meta.cost * Math.log(1 - random()) >= entry.freshUntil
