import type { CandleColumns } from '@fyntrix/domain/candles'
import { adx, atr, last, macd, rsi, sma } from '../indicators/index.ts'
import { clamp, squash } from '../shared/numbers.ts'
import { logReturns, standardDeviation } from '../shared/returns.ts'

/**
 * The state of one series. Scores 0–100; `strength` is ADX14, null where its window began without any range; `volatility` the standard deviation of
 * the last 20 log returns per bar.
 */
export interface Regime {
  readonly score: number
  readonly trend: number
  readonly momentum: number
  readonly strength: number | null
  readonly volatility: number
}

/**
 * Regime of a series at its newest bar, or null where it moves too little to have one. Trend: close against SMA 20 and SMA 20 against SMA 50, in
 * ATR14. Momentum: RSI 14 and the side of MACD. 70 % trend and 30 % momentum; a daily deviation above 2 % pulls the score towards 50, by up to a
 * fifth at 4 %, as a trend in a wild market is worth less.
 */
export const regimeOf = (candles: CandleColumns): Regime | null => {
  const range = last(atr(candles))
  const [short, long] = [last(sma(candles.close.subarray(-20), 20)), last(sma(candles.close.subarray(-50), 50))]
  const trend = 0.5 * squash((last(candles.close) - short) / range / 2) + 0.5 * squash((short - long) / range / 3)
  const momentum =
    0.5 * squash((last(rsi(candles.close)) - 50) / 15) + 0.5 * squash(last(macd(candles.close).macd) / range)
  const volatility = standardDeviation(logReturns(candles.close.subarray(-21)))
  const pull = 0.2 * clamp((volatility - 0.02) / 0.02, 0, 1)
  const score = 50 + (1 - pull) * (0.7 * trend + 0.3 * momentum - 50)
  if (!Number.isFinite(score)) return null
  const strength = last(adx(candles).adx)
  return { score, trend, momentum, strength: Number.isFinite(strength) ? strength : null, volatility }
}
