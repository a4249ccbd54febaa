import type { Interval } from '@fyntrix/domain/analyses'
import { normalCritical } from './critical-values.ts'

/**
 * Wilson's score interval, without correction for continuity, of the probability behind `successes` of `n` trials: as
 * scipy.stats.binomtest(successes, n).proportion_ci(level, 'wilson'). A fraction, always within 0 and 1. Null without
 * trials. Throws RangeError unless both are integers with 0 ≤ successes ≤ n, and unless 0 < level < 1.
 */
export const wilson = (successes: number, n: number, level = 0.95): Interval | null => {
  if (!Number.isInteger(n) || !Number.isInteger(successes) || successes < 0 || successes > n) {
    throw new RangeError(`successes must be a whole number from 0 to the number of trials, not ${successes} of ${n}`)
  }
  const z = normalCritical(level)
  if (n === 0) return null
  const share = successes / n
  const scale = 1 + z ** 2 / n
  const middle = (share + z ** 2 / (2 * n)) / scale
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
  return {
    // exactly 0 and 1 at the ends, where the difference of two roundings is left otherwise
    low: successes === 0 ? 0 : middle - reach,
    high: successes === n ? 1 : middle + reach,
    level,
  }
}
