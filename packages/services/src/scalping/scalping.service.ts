import { engineConfig } from '@fyntrix/analysis'
import { atIst, type Calendar, dateOfDay, dayNumber, istDate } from '@fyntrix/calendar'
import type { Database, Repositories } from '@fyntrix/db/shared'
import {
  type ActiveScalp,
  type LatestScalping,
  lookbackHours,
  type ScalpingCycle,
  type ScalpingDay,
  type ScalpingDayQuery,
  type ScalpingExit,
  type ScalpingExitQuery,
  type ScalpingOccupancy,
  type ScalpingQuery,
  type ScalpingStats,
  type ScalpingStatsQuery,
  watchedPicks,
} from '@fyntrix/domain/scalping'
import { type Instant, type Lane, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import type { Candles } from '../candles/index.ts'
import { type Clock, createLastSeen, instantOf, type Log } from '../shared/index.ts'
import type { scalpingProjection } from './scalping.cache.ts'
import { summaryOf } from './summary.ts'
import { type Watched, watchScalps } from './watch.ts'

/** Scalps: watching those that are open, and what became of the others. Looks at one lane. */
export interface Scalping {
  /**
   * Looks at all open scalps as of `asOf`, by default now, and records the exits that nobody told before. However many look at once, each exit is told
   * once; looking again at an instant adds nothing and answers what was seen first. Throws `refused` for an instant in the future.
   */
  monitor(query?: ScalpingQuery): Promise<ScalpingCycle>
  /**
   * What was seen last, from Redis where it is, else from PostgreSQL, which then fills Redis again. Says whether it is out of date, and why. With `asOf`,
   * what was seen last at that instant or before. Throws `not-found` when nobody looked.
   */
  latest(query?: ScalpingQuery): Promise<LatestScalping>
  /** The scalps that nothing has ended at `asOf`, by default now, priced with source and age. Records nothing. */
  positions(query?: ScalpingQuery): Promise<ActiveScalp[]>
  /** A page of exits, newest first. */
  exits(query: ScalpingExitQuery): Promise<ScalpingExit[]>
  /** The exits of an exchange date, counted. */
  dailySummary(query?: ScalpingDayQuery): Promise<ScalpingDay>
  /** The exits of the last exchange dates, counted. */
  stats(query: ScalpingStatsQuery): Promise<ScalpingStats>
  /** How many scalps were active at once, cycle by cycle of an exchange date. */
  occupancy(query?: ScalpingDayQuery): Promise<ScalpingOccupancy>
}

interface Dependencies {
  readonly db: Database
  readonly redis: Redis
  readonly projection: ReturnType<typeof scalpingProjection>
  readonly candles: Candles
  readonly calendar: Calendar
  readonly clock: Clock
  readonly wall: Now
  readonly lane: Lane
  readonly log: Log
}

/** Sessions whose scalps are looked at for exits that nobody told, because nobody looked or their bars came late. */
const sessionsBack = 5
/** Bars of so many sessions, with room to spare. */
const barsRead = sessionsBack * 80
const minute = 60_000
const day = 24 * 60 * minute

export const createScalping = (deps: Dependencies): Scalping => {
  const { db, redis, projection, candles, calendar, clock, wall, lane, log } = deps

  // what is signalled in the last minutes of a session is entered in the next one
  const signalledAfter = (at: Date, sessions: number): Instant => {
    const session = calendar.sessionOnDayOf(at.getTime()) ?? calendar.lastSessionAt(at.getTime())
    return toInstant(new Date(calendar.addSessions(session.date, -sessions).close - 10 * minute))
  }

  const look = async (facts: Repositories, at: Date): Promise<Watched> => {
    const [from, to] = [signalledAfter(at, sessionsBack), toInstant(at)]
    const scalps = await facts.scalping.watched({ lane, from, to, picks: watchedPicks })
    const symbols = [...new Set(scalps.map(({ symbol }) => symbol))]
    if (symbols.length === 0) return { active: [], ended: [] }
    const [series, prices] = await Promise.all([
      candles.many(symbols, engineConfig.modes.scalping.interval, at, barsRead),
      candles.lastPrices(symbols, at),
    ])
    const { active, ended } = watchScalps(scalps, { lane, asOf: at, calendar, candles: series, prices })
    // nobody holds a scalp over night: one of an earlier session is open for want of its bars only
    const ofSession = signalledAfter(at, 1)
    return { active: active.filter(({ signalAt }) => signalAt > ofSession), ended }
  }

  const record = async (tx: Repositories, at: Date): Promise<ScalpingCycle> => {
    const asOf = toInstant(at)
    await tx.scalping.lock(lane)
    const before = await tx.scalping.cycleAt(lane, asOf)
    if (before) return before
    const { active, ended } = await look(tx, at)
    const told = await tx.scalping.insertExits(ended)
    const sources = await tx.scalping.sources(
      lane,
      toInstant(new Date(at.getTime() - lookbackHours * 60 * minute)),
      asOf,
    )
    const exits = ended.filter(({ recommendationId }) => told.has(recommendationId))
    const cycle: ScalpingCycle = { lane, asOf, active: [...active], exits, sources }
    await tx.scalping.insertCycle(cycle)
    await tx.outbox.append({ topic: 'scalping.monitored', lane, asOf }, newId(wall()))
    return cycle
  }

  const lastSeen = createLastSeen({
    noun: 'scalping',
    projection,
    load: (at) => db.repositories().scalping.newestCycle(lane, at),
    redis,
    calendar,
    clock,
    lane,
    log,
  })

  const today = (date: string | undefined): string => date ?? istDate(clock.now().getTime())

  return {
    async monitor({ asOf } = {}) {
      const at = instantOf(clock, asOf)
      const cycle = await db.transaction((tx) => record(tx, at))
      clock.advanceTo(at)
      return cycle
    },
    async latest({ asOf } = {}) {
      const { value: cycle, ...about } = await lastSeen(asOf)
      return { cycle, ...about }
    },
    async positions({ asOf } = {}) {
      return [...(await look(db.repositories(), instantOf(clock, asOf))).active]
    },
    exits: (query) => db.repositories().scalping.exits(lane, query),
    async dailySummary({ date } = {}) {
      const wanted = today(date)
      const days = await db.repositories().scalping.days(lane, wanted, wanted)
      return { lane, date: wanted, ...summaryOf(days) }
    },
    async stats({ to, days }) {
      const last = today(to)
      const first = dateOfDay(dayNumber(last) - days + 1)
      const found = await db.repositories().scalping.days(lane, first, last)
      return { lane, from: first, to: last, total: summaryOf(found), days: found }
    },
    async occupancy({ date } = {}) {
      const wanted = today(date)
      const start = atIst(wanted, '00:00')
      const cycles = await db.repositories().scalping.occupancy(lane, new Date(start), new Date(start + day - 1))
      const active = cycles.map((cycle) => cycle.active)
      const total = active.reduce((sum, count) => sum + count, 0)
      const none = cycles.length === 0
      return {
        lane,
        date: wanted,
        cycles: [...cycles],
        busiest: none ? null : Math.max(...active),
        mean: none ? null : total / cycles.length,
      }
    },
  }
}
