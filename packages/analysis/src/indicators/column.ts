import type { CandleColumns } from '@fyntrix/domain/candles'

/** The value of a column at `index`, NaN outside of it. */
export const at = (column: Float64Array, index: number): number => column[index] ?? Number.NaN

/** The newest value of a column, NaN if it is empty. */
export const last = (column: Float64Array): number => at(column, column.length - 1)

/** A column of `length` values; what `next` cannot say (null) is NaN. Calls it once an index, in order. */
export const columnOf = (length: number, next: (index: number) => number | null): Float64Array => {
  const column = new Float64Array(length)
  for (let i = 0; i < length; i++) column[i] = next(i) ?? Number.NaN
  return column
}

/** Like {@link columnOf} over the values of another column, whose NaN (its warm-up) stays NaN and is never shown to `next`. */
export const mapColumn = (values: Float64Array, next: (value: number) => number | null): Float64Array =>
  columnOf(values.length, (i) => {
    const value = at(values, i)
    return Number.isNaN(value) ? null : next(value)
  })

/** One bar in the form that the indicator library reads. */
export interface Bar {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/** The bar at `index`. */
export const barAt = (candles: CandleColumns, index: number): Bar => ({
  open: at(candles.open, index),
  high: at(candles.high, index),
  low: at(candles.low, index),
  close: at(candles.close, index),
  volume: at(candles.volume, index),
})

/** A column with one value a bar, from an indicator that reads bars. */
export const columnOfBars = (candles: CandleColumns, next: (bar: Bar, index: number) => number | null): Float64Array =>
  columnOf(candles.ts.length, (i) => next(barAt(candles, i), i))
