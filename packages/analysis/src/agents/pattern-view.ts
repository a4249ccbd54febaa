import { type CandleColumns, candlesOf } from '@fyntrix/domain/candles'
import { at } from '../indicators/index.ts'
import { mean } from '../shared/numbers.ts'

/**
 * A series as the pattern definitions read it. Every definition is written once, for its bullish form; the bearish form is the same definition on
 * the mirrored series, so neither side can be easier to meet.
 */
export interface PatternView {
  readonly length: number
  open(index: number): number
  high(index: number): number
  low(index: number): number
  close(index: number): number
  volume(index: number): number
  /** close − open, in the view's units. */
  body(index: number): number
  /** high − low. */
  range(index: number): number
  /** Mean range of the 20 bars before `index`: the yardstick that makes definitions independent of the price level. */
  typicalRange(index: number): number
  /** Mean volume of the 20 bars before `index`. */
  typicalVolume(index: number): number
  /** `distance` as a fraction of the price at `index`. */
  fraction(distance: number, index: number): number
  /** Change of the close over the five bars before `index`, in typical ranges; negative is a decline. */
  approach(index: number): number
}

/** A view of candles as they are. */
export const patternView = (candles: CandleColumns): PatternView => {
  const { open, high, low, close, volume, ts } = candles
  const ranges = high.map((value, i) => value - at(low, i))
  const view: PatternView = {
    length: ts.length,
    open: (i) => at(open, i),
    high: (i) => at(high, i),
    low: (i) => at(low, i),
    close: (i) => at(close, i),
    volume: (i) => at(volume, i),
    body: (i) => at(close, i) - at(open, i),
    range: (i) => at(ranges, i),
    typicalRange: (i) => mean(ranges.subarray(Math.max(0, i - 20), i)),
    typicalVolume: (i) => mean(volume.subarray(Math.max(0, i - 20), i)),
    fraction: (distance, i) => distance / Math.abs(at(close, i)),
    approach: (i) => (at(close, i - 1) - at(close, i - 6)) / view.typicalRange(i),
  }
  return view
}

/** The same bars upside down: prices change sign, and with it highs become lows. Volumes stay. */
export const mirrorCandles = (candles: CandleColumns): CandleColumns => {
  const length = candles.ts.length
  const mirrored = candlesOf(length)
  for (let i = 0; i < length; i++) {
    mirrored.open[i] = -at(candles.open, i)
    mirrored.high[i] = -at(candles.low, i)
    mirrored.low[i] = -at(candles.high, i)
    mirrored.close[i] = -at(candles.close, i)
  }
  return { ...mirrored, ts: candles.ts, volume: candles.volume, provisional: candles.provisional }
}
