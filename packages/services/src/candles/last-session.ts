import { istDate } from '@fyntrix/calendar'
import type { CandleColumns } from '@fyntrix/domain/candles'
import type { SessionDate } from '@fyntrix/domain/shared'

/** Share of the symbols that must have a candle for a session to count as present. */
export const sessionQuorum = 0.8

/**
 * The newest session in which at least 80 % of the series that have candles at all have one; null when there is none. A last day for which the
 * vendor delivered two symbols out of fifty is not a session to pick stocks from.
 */
export const lastSession = (series: Iterable<CandleColumns>): SessionDate | null => {
  const counts = new Map<SessionDate, number>()
  let present = 0
  for (const { ts } of series) {
    if (ts.length === 0) continue
    present += 1
    const dates = new Set<SessionDate>()
    // a session more than two weeks behind the newest bar cannot be the last one of a series that goes on
    for (let i = ts.length - 1; i >= 0 && dates.size < 10; i -= 1) dates.add(istDate(ts[i] ?? 0))
    for (const date of dates) counts.set(date, (counts.get(date) ?? 0) + 1)
  }
  const complete = [...counts].filter(([, count]) => count >= sessionQuorum * present).map(([date]) => date)
  return complete.sort().at(-1) ?? null
}
