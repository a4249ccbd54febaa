/**
 * The deepest fall of what 1 becomes from its highest value so far, a fraction from −1 to 0: the minimum of equity ÷
 * running maximum − 1, as quantstats defines it for prices. `periodReturns` are fractions (0.01 is 1 %), oldest first,
 * and compound; the 1 at the start counts as a maximum. 0 where it never fell. Null without returns, and where one is
 * not finite or below −1: more than everything cannot be lost, so nothing follows from it.
 */
export const equityDrawdown = (periodReturns: ArrayLike<number>): number | null => {
  // what is left of the highest value so far: equity itself would run out of range
  let [left, deepest] = [1, 0]
  for (let i = 0; i < periodReturns.length; i++) {
    const periodReturn = periodReturns[i] ?? Number.NaN
    if (!Number.isFinite(periodReturn) || periodReturn < -1) return null
    left = Math.min(1, left * (1 + periodReturn))
    deepest = Math.min(deepest, left - 1)
  }
  return periodReturns.length > 0 ? deepest : null
}
