import { type CandleColumns, sliceCandles } from '@fyntrix/domain/candles'
import { SwingHigh, SwingLow } from 'trading-signals'
import { at, barAt } from '../indicators/index.ts'

/** A price at which sellers or buyers have been, or by convention look. In INR. */
export interface Level {
  readonly price: number
  readonly kind: 'pivot' | 'swing'
}

/**
 * Floor pivots of a range: P = (H + L + C) ÷ 3, R1 = 2P − L, S1 = 2P − H, R2 = P + (H − L), S2 = P − (H − L), R3 = H + 2(P − L), S3 = L − 2(H − P).
 * Lowest first.
 */
export const floorPivots = (high: number, low: number, close: number): number[] => {
  const pivot = (high + low + close) / 3
  const height = high - low
  return [
    low - 2 * (high - pivot),
    pivot - height,
    2 * pivot - high,
    pivot,
    2 * pivot - low,
    pivot + height,
    high + 2 * (pivot - low),
  ]
}

/** Highs and lows that three bars to either side leave standing. The newest three bars cannot have one yet. */
export const swingPrices = (candles: CandleColumns): number[] => {
  const indicators = [new SwingHigh({ lookback: 3 }), new SwingLow({ lookback: 3 })]
  const prices: number[] = []
  for (let i = 0; i < candles.ts.length; i++) {
    const bar = barAt(candles, i)
    for (const indicator of indicators) {
      const price = indicator.add(bar)
      if (price !== null) prices.push(price)
    }
  }
  return prices
}

// a session, a week and a month of sessions
const pivotSpans = [1, 5, 22]

/**
 * Levels of a symbol, lowest first: floor pivots of the newest 1, 5 and 22 daily bars, and swing highs and lows of the mode's bars. Spans with fewer
 * daily bars than they need give none.
 */
export const levelsOf = (candles: CandleColumns, day: CandleColumns): Level[] => {
  const length = day.ts.length
  const pivots = pivotSpans
    .filter((span) => span <= length)
    .flatMap((span) => {
      const { high, low, close } = sliceCandles(day, length - span, length)
      return floorPivots(Math.max(...high), Math.min(...low), at(close, span - 1))
    })
  return [
    ...pivots.map((price): Level => ({ price, kind: 'pivot' })),
    ...swingPrices(candles).map((price): Level => ({ price, kind: 'swing' })),
  ].toSorted((a, b) => a.price - b.price)
}
