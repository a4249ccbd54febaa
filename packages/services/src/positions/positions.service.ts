import type { Calendar } from '@fyntrix/calendar'
import type { Database, Repositories } from '@fyntrix/db/shared'
import type {
  LatestPositions,
  PositionSnapshot,
  PositionsHistoryQuery,
  PositionsQuery,
  PositionsSeen,
} from '@fyntrix/domain/positions'
import { type Lane, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import type { Candles } from '../candles/index.ts'
import { type Clock, createLastSeen, instantOf, type Log } from '../shared/index.ts'
import { lookAtPositions } from './look.ts'
import type { positionsProjection } from './positions.cache.ts'

/** The picks of all runs as positions, until their horizons have ended. Looks at one lane. */
export interface Positions {
  /**
   * Looks at them as of `asOf`, by default now, and records one snapshot a universe and mode. Looking again at an instant adds nothing and answers what
   * was seen first. Throws `refused` for an instant in the future.
   */
  monitor(query?: PositionsQuery): Promise<PositionsSeen>
  /**
   * What was seen last, from Redis where it is, else from PostgreSQL, which then fills Redis again. Says whether it is out of date, and why. With `asOf`,
   * what was seen last at that instant or before. Throws `not-found` when nobody looked.
   */
  latest(query?: PositionsQuery): Promise<LatestPositions>
  /** Past snapshots of a universe and mode, newest first. */
  history(query: PositionsHistoryQuery): Promise<PositionSnapshot[]>
}

interface Dependencies {
  readonly db: Database
  readonly redis: Redis
  readonly projection: ReturnType<typeof positionsProjection>
  readonly candles: Candles
  readonly calendar: Calendar
  readonly clock: Clock
  readonly wall: Now
  readonly lane: Lane
  readonly log: Log
}

export const createPositions = (deps: Dependencies): Positions => {
  const { db, redis, projection, candles, calendar, clock, wall, lane, log } = deps

  const record = async (tx: Repositories, at: Date): Promise<PositionsSeen> => {
    const asOf = toInstant(at)
    await tx.positions.lock(lane)
    const before = await tx.positions.seenAt(lane, asOf)
    if (before) return before
    const seen = await lookAtPositions({ facts: tx, candles, calendar, lane, asOf: at })
    await tx.positions.insert(seen)
    await tx.outbox.append({ topic: 'positions.monitored', lane, asOf }, newId(wall()))
    return seen
  }

  const lastSeen = createLastSeen({
    noun: 'positions',
    projection,
    load: (at) => db.repositories().positions.newest(lane, at),
    redis,
    calendar,
    clock,
    lane,
    log,
  })

  return {
    async monitor({ asOf } = {}) {
      const at = instantOf(clock, asOf)
      const seen = await db.transaction((tx) => record(tx, at))
      clock.advanceTo(at)
      return seen
    },
    async latest({ asOf } = {}) {
      const { value: seen, ...about } = await lastSeen(asOf)
      return { seen, ...about }
    },
    history: (query) => db.repositories().positions.list(lane, query),
  }
}
