import { mean } from '../shared/numbers.ts'
import { standardDeviation } from '../shared/returns.ts'
import { quantile } from './quantile.ts'

/** What a list of numbers looks like, in the unit of its values. */
export interface Summary {
  /** How many values there are, at least 1. */
  readonly n: number
  readonly mean: number
  /** The middle value; of an even number of values, halfway between the two in the middle. */
  readonly median: number
  /** Of a sample (n − 1); null where there is one value only. */
  readonly standardDeviation: number | null
  readonly minimum: number
  readonly maximum: number
}

/**
 * Count, mean, median, standard deviation and extremes, as pandas.Series.mean, median, std, min and max. Null where
 * there are no values, and where one of them is NaN or infinite.
 */
export const summary = (values: ArrayLike<number>): Summary | null => {
  const sorted = Float64Array.from(values).sort()
  const [minimum, maximum, median] = [sorted[0], sorted.at(-1), quantile(sorted, 0.5)]
  const middle = mean(sorted)
  // a value that is not finite makes the mean so, and no value makes it NaN
  if (!Number.isFinite(middle) || minimum === undefined || maximum === undefined || median === null) return null
  return {
    n: sorted.length,
    mean: middle,
    median,
    standardDeviation: sorted.length > 1 ? standardDeviation(sorted) : null,
    minimum,
    maximum,
  }
}
