import { levelScore } from '@fyntrix/analysis'
import type { Calendar } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import {
  type LevelsAnswer,
  type LevelsQuery,
  type LevelsRefresh,
  LevelsScope,
  type LevelsScore,
  type LevelsScoreQuery,
  type PriceScores,
  type SymbolLevels,
  scopeSessions,
} from '@fyntrix/domain/levels'
import { DomainError, type SessionDate, toInstant } from '@fyntrix/domain/shared'
import { Universe } from '@fyntrix/domain/universes'
import type { Candles } from '../candles/index.ts'
import { type Clock, intoRedis, lastSettledSession } from '../shared/index.ts'
import type { Universes } from '../universes/index.ts'
import { type ComputedLevels, computeLevels, finalBars } from './compute-levels.ts'
import type { LevelsStore } from './levels.store.ts'
import { isFresh, staleReason } from './staleness.ts'

/** Support and resistance of symbols, from the candles of this installation's source. */
export interface Levels {
  /**
   * The levels of each symbol over each span, symbol by symbol: from Redis while they are fresh, else from the candles known now. Where those give none, the
   * last good value, labelled stale; where there never was one, null with the reason. With `asOf`, from what was known then and nothing else.
   */
  latest(query: LevelsQuery): Promise<LevelsAnswer[]>
  /** Where a price lies among the levels of a symbol, by default its newest price. Null with a reason where there is no price or there are no levels. */
  score(query: LevelsScoreQuery): Promise<PriceScores>
  /** Computes the levels of every stock of every universe, and keeps them. Throws `unavailable` while Redis is away. */
  refresh(): Promise<LevelsRefresh>
}

interface Dependencies {
  readonly db: Database
  readonly store: LevelsStore
  readonly candles: Candles
  readonly universes: Universes
  readonly calendar: Calendar
  readonly clock: Clock
}

interface Wanted {
  readonly symbol: string
  readonly scope: LevelsScope
}

type Found = Wanted & ComputedLevels

/** Bars that are read beyond the longest span: so many may be provisional. */
const spare = 40

const fromCandles = ({ symbol, scope, ...found }: Found, settled: SessionDate): LevelsAnswer => {
  const about = { symbol, scope, levels: found.levels, servedFrom: 'postgresql' } as const
  if (found.levels === null) return { ...about, reason: found.reason, staleReason: null }
  return { ...about, reason: null, staleReason: staleReason(found.levels, settled) }
}

const fromRedis = (levels: SymbolLevels, staleReason: string | null): LevelsAnswer => {
  const { symbol, scope } = levels
  return { symbol, scope, levels, reason: null, staleReason, servedFrom: 'redis' }
}

/** What candles give, or the last good value where they are missing. */
const renewed = (found: Found, stored: SymbolLevels | undefined, settled: SessionDate): LevelsAnswer =>
  found.levels === null && found.why === 'too-few' && stored
    ? fromRedis(stored, `computed ${stored.asOf} from candles up to ${stored.session}; now: ${found.reason}`)
    : fromCandles(found, settled)

export const createLevels = ({ db, store, candles, universes, calendar, clock }: Dependencies): Levels => {
  const compute = async (wanted: readonly Wanted[], asOf: Date): Promise<Found[]> => {
    const { source } = candles
    const limit = Math.max(...wanted.map(({ scope }) => scopeSessions[scope])) + spare
    const read = await candles.many([...new Set(wanted.map(({ symbol }) => symbol))], 'day', asOf, limit)
    const final = new Map([...read].map(([symbol, bars]) => [symbol, finalBars(bars, asOf, calendar)]))
    return wanted.map(({ symbol, scope }) => {
      const bars = final.get(symbol)
      const reason = `${source} has no daily candles of ${symbol}`
      if (bars === undefined) return { symbol, scope, levels: null, why: 'too-few', reason }
      return { symbol, scope, ...computeLevels({ symbol, scope, bars, source, asOf, calendar }) }
    })
  }

  /** Computes what is due and keeps it, in the order of `due`. */
  const renew = async (due: readonly Wanted[], now: Date): Promise<Found[]> => {
    if (due.length === 0) return []
    // taken before the candles are read: whoever has a higher one has seen at least as much
    const version = await db.repositories().views.takeVersion()
    const found = await compute(due, now)
    await store.keep(found, version)
    return found
  }

  const latest: Levels['latest'] = async ({ symbols, scopes, asOf }) => {
    const wanted = symbols.flatMap((symbol) => scopes.map((scope) => ({ symbol, scope })))
    const now = asOf === undefined ? clock.now() : new Date(asOf)
    const settled = lastSettledSession(now.getTime(), calendar)
    if (asOf !== undefined) return (await compute(wanted, now)).map((found) => fromCandles(found, settled))
    const stored = await store.read(wanted, now)
    const isDue = (levels: SymbolLevels | undefined) => !(levels && isFresh(levels, now, settled))
    const found = (
      await renew(
        wanted.filter((_, i) => isDue(stored[i])),
        now,
      )
    ).values()
    return stored.map((levels) => {
      if (levels && !isDue(levels)) return fromRedis(levels, null)
      const { value } = found.next()
      if (value === undefined) throw new DomainError('internal', 'levels that were due were not computed')
      return renewed(value, levels, settled)
    })
  }

  const scoreOf = (answer: LevelsAnswer, price: number | null): LevelsScore => {
    if (answer.levels === null) return { ...answer, score: null }
    if (price === null) return { ...answer, score: null, reason: `there is no price of ${answer.symbol}` }
    return { ...answer, score: levelScore(answer.levels, price) }
  }

  return {
    latest,
    async score({ symbol, price: given, ...query }) {
      const at = query.asOf === undefined ? clock.now() : new Date(query.asOf)
      const last = given === undefined ? (await candles.lastPrices([symbol], at)).get(symbol) : undefined
      const price = given ?? last?.price ?? null
      const answers = await latest({ symbols: [symbol], ...query })
      return { symbol, price, priceAt: last?.at ?? null, scores: answers.map((answer) => scoreOf(answer, price)) }
    },
    async refresh() {
      const now = clock.now()
      const symbols = [...new Set(Universe.options.flatMap((universe) => universes.members(universe, now).symbols))]
      const wanted = symbols.flatMap((symbol) => LevelsScope.options.map((scope) => ({ symbol, scope })))
      const version = await db.repositories().views.takeVersion()
      const found = await compute(wanted, now)
      const written = await intoRedis('the levels', () => store.writes(found, version))
      const without = found.flatMap(({ symbol, scope, ...result }) =>
        result.levels === null ? [{ symbol, scope, reason: result.reason }] : [],
      )
      return { asOf: toInstant(now), symbols: symbols.length, written, without }
    },
  }
}
