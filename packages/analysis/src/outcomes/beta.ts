import type { CandleColumns } from '@fyntrix/domain/candles'
import { sliceCandles } from '@fyntrix/domain/candles'
import type { EngineConfig } from '../config/index.ts'
import { at } from '../indicators/index.ts'
import { commonCloses, logReturns, regress } from '../shared/returns.ts'
import { sessionOf, sessionStart } from '../shared/session.ts'
import { windowOf } from '../shared/window.ts'

const before = (candles: CandleColumns, ts: number): CandleColumns => {
  let end = candles.ts.length
  while (end > 0 && at(candles.ts, end - 1) >= ts) end--
  return sliceCandles(candles, 0, end)
}

/**
 * Beta of a stock at a signal: the slope of its daily log returns on the benchmark's over the sessions before the signal's date, with the window of
 * the risk agent. Null where there are too few in common, where prices break within them, or where the benchmark did not move.
 */
export const betaAt = (
  signalAt: number,
  day: CandleColumns,
  benchmarkDay: CandleColumns,
  config: EngineConfig,
): number | null => {
  const bounds = config.windows.risk
  const date = sessionStart(sessionOf(signalAt))
  const [own, market] = [
    windowOf(before(day, date), bounds, config),
    windowOf(before(benchmarkDay, date), bounds, config),
  ]
  if (!own.usable || !market.usable) return null
  const closes = commonCloses(own.candles, market.candles, bounds.maximum)
  if (closes.a.length < bounds.minimum) return null
  return regress(logReturns(closes.b), logReturns(closes.a))?.slope ?? null
}
