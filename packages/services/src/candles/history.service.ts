import { type Cache, LoadFailedError } from '@fyntrix/cache'
import { type Calendar, istDate } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import {
  type CandleColumns,
  type CandleHistory,
  type CandleHistoryCounts,
  type CandleHistoryQuery,
  CandleInterval,
  type CandleSource,
  concatCandles,
  emptyCandles,
} from '@fyntrix/domain/candles'
import { DomainError, type SessionDate } from '@fyntrix/domain/shared'
import { type Clock, lastSettledSession, redisAway } from '../shared/index.ts'
import { historyFamily, historyFrame } from './history.cache.ts'
import { type HistoryBars, type HistoryWindow, readHistory } from './history.read.ts'
import type { HistoryTally } from './history.tally.ts'
import { seriesOf } from './series-of.ts'

/** Candles between two dates, through the cache. Of the one source that this installation reads. */
export interface CandleHistories {
  /**
   * The bars of the sessions from one date to another that were known at `asOf`, by default now. Sessions that have ended come through the cache; what may
   * still change is read each time and never kept. With `asOf`, and in a replay, everything is read. Empty where the source has nothing.
   */
  between(query: CandleHistoryQuery): Promise<CandleHistory>
  /** How often windows were found in the cache, in all processes. Throws `unavailable` while Redis is away. */
  counts(): Promise<CandleHistoryCounts>
}

interface Dependencies {
  readonly db: Database
  readonly cache: Cache
  readonly tally: HistoryTally
  readonly calendar: Calendar
  readonly source: CandleSource
  readonly clock: Clock
}

interface Found extends HistoryBars {
  readonly servedFrom: CandleHistory['servedFrom']
}

const servedFrom = { process: 'process', redis: 'redis', source: 'postgresql' } as const

export const createCandleHistories = ({ db, cache, tally, calendar, source, clock }: Dependencies): CandleHistories => {
  const read = readHistory({ db, source, calendar })

  /** Whether the last session of a window has a bar: until it has, the window is not kept for long. */
  const reachesEnd = ({ from, to }: HistoryWindow, { ts }: CandleColumns): boolean => {
    const last = calendar.sessionsBetween(from, to).at(-1)
    return last === undefined || istDate(ts.at(-1) ?? 0) >= last.date
  }

  const family = cache.family({
    ...historyFamily,
    async load(window, { freshFor }) {
      const { candles, derivedFrom } = await read(window, clock.now())
      if (candles.ts.length === 0) return undefined
      if (!reachesEnd(window, candles)) freshFor('5m')
      tally.count('writes')
      return historyFrame(candles, { source, derived_from: derivedFrom ?? '' })
    },
  })

  /** Bars of sessions that have ended. */
  const settled = async (window: HistoryWindow): Promise<Found> => {
    const { value, level } = await family.read(window).catch((error: unknown) => {
      if (error instanceof LoadFailedError && error.cause instanceof DomainError) throw error.cause
      throw error
    })
    tally.count(level === 'source' ? 'misses' : 'hits')
    if (value === undefined) return { candles: emptyCandles(), derivedFrom: null, servedFrom: 'postgresql' }
    // another installation's, that shares our keys: its prices are adjusted differently
    if (value.metadata['source'] !== source) return { ...(await read(window, clock.now())), servedFrom: 'postgresql' }
    const derivedFrom = CandleInterval.safeParse(value.metadata['derived_from']).data ?? null
    return { candles: value.columns, derivedFrom, servedFrom: servedFrom[level] }
  }

  const throughCache = async (window: HistoryWindow, now: Date): Promise<Found> => {
    const last: SessionDate = lastSettledSession(now.getTime(), calendar)
    if (window.to <= last) return settled(window)
    if (window.from > last) return { ...(await read(window, now)), servedFrom: 'postgresql' }
    const before = await settled({ ...window, to: last })
    const tail = { ...window, from: calendar.nextSession(last).date }
    const { candles, derivedFrom } = await read(
      tail,
      now,
      before.candles.ts.length > 0 ? before.derivedFrom : undefined,
    )
    const basis = before.candles.ts.length > 0 ? before.derivedFrom : derivedFrom
    return { candles: concatCandles(before.candles, candles), derivedFrom: basis, servedFrom: before.servedFrom }
  }

  return {
    async between({ symbol, interval, from, to, asOf }) {
      const window = { symbol, interval, from, to }
      const at = asOf === undefined ? clock.now() : new Date(asOf)
      const found =
        asOf !== undefined || clock.standing
          ? { ...(await read(window, at)), servedFrom: 'postgresql' as const }
          : await throughCache(window, at)
      const { candles, derivedFrom, servedFrom: store } = found
      return { ...seriesOf({ source, symbol, interval, asOf: at, candles }), from, to, derivedFrom, servedFrom: store }
    },
    async counts() {
      const counted = await tally.read().catch((error: unknown) => Promise.reject(redisAway(error)))
      const reads = counted.hits + counted.misses
      return { ...counted, hitRate: reads === 0 ? null : counted.hits / reads }
    },
  }
}
