import type { Projection } from '@fyntrix/cache'
import type { Calendar } from '@fyntrix/calendar'
import { DomainError, type Instant, type Lane } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { type Served, served } from './served.ts'
import { outOfDate } from './staleness.ts'

interface Sight {
  readonly lane: Lane
  readonly asOf: Instant
}

interface Dependencies<T extends Sight> {
  /** What the monitor looks at, as its command is named. */
  readonly noun: 'positions' | 'scalping'
  readonly projection: Projection<string, T>
  /** Reads from PostgreSQL what was seen last, at an instant or before, by default at all; null before the first time. */
  readonly load: (asOf: Instant | null) => Promise<T | null>
  readonly redis: Redis
  readonly calendar: Calendar
  readonly clock: Clock
  readonly lane: Lane
  readonly log: Log
}

/** What a monitor saw last, the store that answered, and why it is out of date if it is. */
export interface LastSeen<T> extends Served<T> {
  readonly staleReason: string | null
}

/** What decides which of two sights of a monitor is newer, in PostgreSQL and in Redis. */
export const versionOf = ({ asOf }: Sight): number => Date.parse(asOf)

/**
 * Answers what a monitor of a lane saw last, from Redis where it is, else from PostgreSQL, which then fills Redis again; as of an instant always from
 * PostgreSQL. Throws `not-found` when nobody looked.
 */
export const createLastSeen = <T extends Sight>({
  noun,
  projection,
  load,
  redis,
  calendar,
  clock,
  lane,
  log,
}: Dependencies<T>) => {
  const stored = async (asOf: Instant | null): Promise<T> => {
    const seen = await load(asOf)
    if (seen) return seen
    const when = asOf === null ? 'yet' : `at ${asOf} or before`
    throw new DomainError('not-found', `nobody has looked at ${noun} ${when}: ./fyntrix ${noun} monitor`)
  }

  const newest = (): Promise<Served<T>> =>
    served({
      what: `what the monitor of ${noun} saw`,
      log,
      read: async () => {
        const found = await projection.read(redis, {})
        return found?.lane === lane ? found : undefined
      },
      load: () => stored(null),
      fill: (seen) => projection.write(redis, {}, seen, versionOf(seen)),
    })

  return async (asOf?: Instant): Promise<LastSeen<T>> => {
    const answer: Served<T> =
      asOf === undefined ? await newest() : { value: await stored(asOf), servedFrom: 'postgresql' }
    const now = asOf === undefined ? clock.now() : new Date(asOf)
    const staleReason = outOfDate(answer.value.asOf, projection.definition.fresh, now, calendar)
    return { ...answer, staleReason }
  }
}
