import type { Interval } from '@fyntrix/domain/analyses'
import { studentCritical } from './critical-values.ts'

/**
 * Interval of the mean behind `n` independent values with this mean and standard deviation (of a sample, n − 1): mean ±
 * t · deviation ÷ √n with the quantile of Student's t distribution with n − 1 degrees of freedom, as
 * scipy.stats.t.interval. In the unit of the mean. Null below two values and where the mean or the deviation is not
 * finite. Throws RangeError unless 0 < level < 1, and if `n` is not a whole number.
 */
export const meanInterval = (mean: number, standardDeviation: number, n: number, level = 0.95): Interval | null => {
  if (!Number.isInteger(n)) throw new RangeError(`the number of values must be whole, not ${n}`)
  if (n < 2 || !Number.isFinite(mean) || !Number.isFinite(standardDeviation)) return null
  const reach = (studentCritical(level, n - 1) * standardDeviation) / Math.sqrt(n)
  return { low: mean - reach, high: mean + reach, level }
}
