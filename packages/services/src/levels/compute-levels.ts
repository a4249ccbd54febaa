import { engineConfig, pivotsOf } from '@fyntrix/analysis'
import { type Calendar, istDate } from '@fyntrix/calendar'
import { type CandleColumns, type CandleSource, selectCandles } from '@fyntrix/domain/candles'
import { type LevelsScope, type SymbolLevels, scopeSessions } from '@fyntrix/domain/levels'
import { type SessionDate, toInstant } from '@fyntrix/domain/shared'
import { dailyKnownAt } from '@fyntrix/market-data'

/** Levels, or why there are none: bars are missing, or prices break within them, so that levels of before say nothing. */
export type ComputedLevels =
  | { readonly levels: SymbolLevels }
  | { readonly levels: null; readonly why: 'too-few' | 'break'; readonly reason: string }

/** Daily bars that may still change, and those of sessions whose close is not official at `asOf`, are left out. */
export const finalBars = (bars: CandleColumns, asOf: Date, calendar: Calendar): CandleColumns =>
  selectCandles(bars, (i) => {
    const session = calendar.sessionOn(istDate(bars.ts[i] ?? 0))
    return bars.provisional[i] === 0 && session !== null && dailyKnownAt(calendar, session) <= asOf.getTime()
  })

interface Inputs {
  readonly symbol: string
  readonly scope: LevelsScope
  /** Final daily bars that were known at `asOf`, oldest first. */
  readonly bars: CandleColumns
  readonly source: CandleSource
  readonly asOf: Date
  readonly calendar: Calendar
}

/** Levels from the newest final bars of a span. Sessions that have none between the first and the last are counted, not made up. */
export const computeLevels = ({ symbol, scope, bars, source, asOf, calendar }: Inputs): ComputedLevels => {
  const span = scopeSessions[scope]
  const found = pivotsOf(bars, span, engineConfig)
  if (found.pivots === null) return { levels: null, why: found.why, reason: found.reason }
  const dateAt = (i: number): SessionDate => istDate(bars.ts.at(i) ?? 0)
  const [from, session] = [dateAt(-span), dateAt(-1)]
  return {
    levels: {
      ...found.pivots,
      symbol,
      scope,
      source,
      simulated: source === 'simulated',
      from,
      session,
      missing: calendar.sessionsBetween(from, session).length - span,
      asOf: toInstant(asOf),
    },
  }
}
