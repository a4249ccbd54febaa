import type { CandleColumns } from '@fyntrix/domain/candles'
import { at } from '../indicators/index.ts'
import { mean } from './numbers.ts'

/** Natural logarithms of close over previous close; one fewer than there are closes. */
export const logReturns = (closes: ArrayLike<number>): Float64Array => {
  const returns = new Float64Array(Math.max(0, closes.length - 1))
  for (let i = 0; i < returns.length; i++) {
    returns[i] = Math.log((closes[i + 1] ?? Number.NaN) / (closes[i] ?? Number.NaN))
  }
  return returns
}

/** Closes of two series at the times that both have, oldest first, at most the newest `limit` of them. */
export const commonCloses = (
  a: CandleColumns,
  b: CandleColumns,
  limit: number,
): { readonly a: readonly number[]; readonly b: readonly number[] } => {
  const closes: [a: number, b: number][] = []
  let [i, j] = [a.ts.length - 1, b.ts.length - 1]
  while (i >= 0 && j >= 0 && closes.length < limit) {
    const difference = at(a.ts, i) - at(b.ts, j)
    if (difference === 0) closes.push([at(a.close, i--), at(b.close, j--)])
    else if (difference > 0) i--
    else j--
  }
  closes.reverse()
  return { a: closes.map(([close]) => close), b: closes.map(([, close]) => close) }
}

/** Standard deviation of a sample (n − 1); NaN below two values. */
export const standardDeviation = (values: ArrayLike<number>): number => {
  const middle = mean(values)
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += ((values[i] ?? Number.NaN) - middle) ** 2
  return Math.sqrt(squares / (values.length - 1))
}

/** Least-squares line of `y` on `x`: slope (for returns on a benchmark's: beta) and share of the variance that it explains. */
export interface Regression {
  readonly slope: number
  readonly rSquared: number
}

/** Ordinary least squares with intercept: slope = Σ(x − x̄)(y − ȳ) / Σ(x − x̄)². Null where `x` does not vary. */
export const regress = (x: Float64Array, y: Float64Array): Regression | null => {
  const [middleX, middleY] = [mean(x), mean(y)]
  let [xx, xy, yy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [at(x, i) - middleX, at(y, i) - middleY]
    xx += dx * dx
    xy += dx * dy
    yy += dy * dy
  }
  if (!(xx > 0)) return null
  return { slope: xy / xx, rSquared: yy > 0 ? (xy * xy) / (xx * yy) : 0 }
}
