import { type CandleColumns, candlesOf, sliceCandles } from '@fyntrix/domain/candles'
import type { Bar } from './bar.ts'

/** Bars as equally long columns, with the line (from 1) that each came from. */
export interface BarColumns {
  readonly candles: CandleColumns
  /** Exchange date, days since 1970-01-01. */
  readonly session: Int32Array
  /** Epoch milliseconds UTC. */
  readonly knownAt: Float64Array
  readonly line: Int32Array
}

/** Columns of `length` bars, all zero. */
export const barColumnsOf = (length: number): BarColumns => ({
  candles: candlesOf(length),
  session: new Int32Array(length),
  knownAt: new Float64Array(length),
  line: new Int32Array(length),
})

/** Writes a bar into a row. */
export const putBar = ({ candles, session, knownAt, line }: BarColumns, row: number, bar: Bar, from: number): void => {
  candles.ts[row] = bar.ts
  candles.open[row] = bar.open
  candles.high[row] = bar.high
  candles.low[row] = bar.low
  candles.close[row] = bar.close
  candles.volume[row] = bar.volume
  candles.provisional[row] = bar.provisional
  session[row] = bar.day
  knownAt[row] = bar.knownAt
  line[row] = from
}

/** The first `length` rows, as views on the same memory. */
export const firstRows = ({ candles, session, knownAt, line }: BarColumns, length: number): BarColumns => ({
  candles: sliceCandles(candles, 0, length),
  session: session.subarray(0, length),
  knownAt: knownAt.subarray(0, length),
  line: line.subarray(0, length),
})

/** A copy of some rows, in the order given. */
export const pickRows = ({ candles, session, knownAt, line }: BarColumns, rows: readonly number[]): BarColumns => ({
  candles: pickCandles(candles, rows),
  session: Int32Array.from(rows, (row) => session[row] ?? 0),
  knownAt: pick(knownAt, rows),
  line: Int32Array.from(rows, (row) => line[row] ?? 0),
})

/** The bars of these rows, in their order, copied. */
export const pickCandles = (candles: CandleColumns, rows: readonly number[]): CandleColumns => ({
  ts: pick(candles.ts, rows),
  open: pick(candles.open, rows),
  high: pick(candles.high, rows),
  low: pick(candles.low, rows),
  close: pick(candles.close, rows),
  volume: pick(candles.volume, rows),
  provisional: Uint8Array.from(rows, (row) => candles.provisional[row] ?? 0),
})

/** The values of these rows, in their order, copied. */
export const pick = (column: Float64Array, rows: readonly number[]): Float64Array => {
  const picked = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at++) picked[at] = column[rows[at] ?? 0] ?? Number.NaN
  return picked
}

/** The rows of several columns, one after the other, copied. */
export const concatBars = (parts: readonly BarColumns[]): BarColumns => {
  const whole = barColumnsOf(parts.reduce((length, part) => length + part.line.length, 0))
  let at = 0
  for (const { candles, session, knownAt, line } of parts) {
    whole.candles.ts.set(candles.ts, at)
    whole.candles.open.set(candles.open, at)
    whole.candles.high.set(candles.high, at)
    whole.candles.low.set(candles.low, at)
    whole.candles.close.set(candles.close, at)
    whole.candles.volume.set(candles.volume, at)
    whole.candles.provisional.set(candles.provisional, at)
    whole.session.set(session, at)
    whole.knownAt.set(knownAt, at)
    whole.line.set(line, at)
    at += line.length
  }
  return whole
}

/** True if two rows say the same about a bar: prices, volume and whether they are final. */
export const sameBar = (
  { open, high, low, close, volume, provisional }: CandleColumns,
  a: number,
  b: number,
): boolean =>
  close[a] === close[b] &&
  volume[a] === volume[b] &&
  high[a] === high[b] &&
  low[a] === low[b] &&
  open[a] === open[b] &&
  provisional[a] === provisional[b]
