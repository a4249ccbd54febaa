import { randomUUID } from 'node:crypto'
import { Cache, type CacheEvent, type RedisClient, type SessionClock } from '@fyntrix/cache'
import { type Calendar, CalendarRangeError, sessionClock } from '@fyntrix/calendar'
import type { Now } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'

export interface CacheSettings {
  /** Name of the process. */
  readonly name: string
  readonly redis: RedisClient
  readonly prefix: string
  readonly calendar: Calendar
  readonly wall: Now
  readonly log: Log
  /** Milliseconds that any one operation on Redis may take; 50 by default. */
  readonly deadline?: number
}

const hour = 3_600_000

/** Trading hours that never fail: where the calendar's dates end, the market counts as open, so that values age as fast as they can. */
export const careful = (clock: SessionClock): SessionClock => {
  const known = <T>(look: () => T, otherwise: T): T => {
    try {
      return look()
    } catch (error) {
      if (error instanceof CalendarRangeError) return otherwise
      throw error
    }
  }
  return {
    isOpen: (at) => known(() => clock.isOpen(at), true),
    nextOpen: (at) => known(() => clock.nextOpen(at), at + hour),
    nextClose: (at) => known(() => clock.nextClose(at), at + hour),
  }
}

const messages: Readonly<Record<CacheEvent['type'], string>> = {
  corrupt: 'a cached value could not be read; it is loaded again',
  'load-failed': 'a value could not be loaded',
  'store-failed': 'a loaded value could not be stored in Redis',
  'coherence-failed': 'invalidations can not be heard; each read asks Redis until they can',
}

/** The cache of a process, on its Redis connection and one more that it opens for invalidations. */
export const openCache = ({ name, redis, prefix, calendar, wall, log, deadline }: CacheSettings): Cache =>
  new Cache({
    client: redis,
    instance: `${name}:${process.pid}:${randomUUID().slice(0, 8)}`,
    clock: { monotonic: () => performance.now(), wall: () => wall().getTime() },
    random: Math.random,
    token: randomUUID,
    sessionClock: careful(sessionClock(calendar)),
    prefix,
    ...(deadline !== undefined && { deadline }),
    onEvent: ({ type, error, ...facts }) => log.warn({ ...facts, err: error }, messages[type]),
  })
