/**
 * A series of candles inside the process: equally long typed columns, oldest first.
 * `ts` is the start of the bar in epoch milliseconds UTC (a daily bar starts at midnight in Asia/Kolkata of its session); prices in INR;
 * `provisional` is 1 where the bar may still change.
 */
export interface CandleColumns {
  readonly ts: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
  readonly provisional: Uint8Array
}

/** A series without bars. */
export const emptyCandles = (): CandleColumns => candlesOf(0)

/** Columns of `length` bars, all zero, to be filled by a reader. */
export const candlesOf = (length: number): CandleColumns => ({
  ts: new Float64Array(length),
  open: new Float64Array(length),
  high: new Float64Array(length),
  low: new Float64Array(length),
  close: new Float64Array(length),
  volume: new Float64Array(length),
  provisional: new Uint8Array(length),
})

/** Bars `from` (inclusive) to `to` (exclusive) as views on the same memory. */
export const sliceCandles = (candles: CandleColumns, from: number, to: number): CandleColumns => ({
  ts: candles.ts.subarray(from, to),
  open: candles.open.subarray(from, to),
  high: candles.high.subarray(from, to),
  low: candles.low.subarray(from, to),
  close: candles.close.subarray(from, to),
  volume: candles.volume.subarray(from, to),
  provisional: candles.provisional.subarray(from, to),
})

/** The bars for whose index `keep` answers true, copied. */
export const selectCandles = (candles: CandleColumns, keep: (index: number) => boolean): CandleColumns => {
  const kept = Array.from(candles.ts, (_, i) => i).filter(keep)
  const of = (column: Float64Array) => Float64Array.from(kept, (i) => column[i] ?? Number.NaN)
  return {
    ts: of(candles.ts),
    open: of(candles.open),
    high: of(candles.high),
    low: of(candles.low),
    close: of(candles.close),
    volume: of(candles.volume),
    provisional: Uint8Array.from(kept, (i) => candles.provisional[i] ?? 1),
  }
}

/** One series after another, copied where both have bars. */
export const concatCandles = (before: CandleColumns, after: CandleColumns): CandleColumns => {
  if (before.ts.length === 0) return after
  if (after.ts.length === 0) return before
  const all = candlesOf(before.ts.length + after.ts.length)
  const names = ['ts', 'open', 'high', 'low', 'close', 'volume', 'provisional'] as const
  for (const name of names) {
    all[name].set(before[name])
    all[name].set(after[name], before.ts.length)
  }
  return all
}
