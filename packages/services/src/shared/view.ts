import type { Repositories } from '@fyntrix/db/shared'
import type { ViewName } from '@fyntrix/domain/cache'
import { DomainError } from '@fyntrix/domain/shared'

/** What Redis holds of a noun's facts. It may be lost at any time. */
export interface View {
  readonly name: ViewName
  /** Patterns of all its keys. */
  readonly patterns: readonly string[]
  /** Writes all of it from the facts; answers how many keys it wrote. What somebody wrote meanwhile who knew more stays. */
  rebuild(facts: Repositories): Promise<number>
}

/** What somebody who asked for something that needs Redis is told when it failed. */
export const redisAway = (cause: unknown): DomainError =>
  new DomainError('unavailable', 'Redis does not answer: look at ./fyntrix status, then try again', { cause })

/**
 * Writes to Redis; answers how many of the writes were taken, since one that would replace what is newer is not. When one fails it throws `unavailable`:
 * whoever relays it tries again. A mistake of ours stays what it is, so that its message is parked where it is seen, instead of being tried for ever.
 */
export const intoRedis = async (what: string, writes: () => readonly Promise<boolean>[]): Promise<number> => {
  try {
    return (await Promise.all(writes())).filter(Boolean).length
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof TypeError) throw cause
    throw new DomainError('unavailable', `Redis did not take ${what}`, { cause })
  }
}

/** Parts of a list, each of at most `size`, in order. */
export const chunksOf = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

/** The text fields of a hash: numbers in full, what is null is left out. */
export const fieldsOf = (
  values: Readonly<Record<string, string | number | boolean | null>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])))
