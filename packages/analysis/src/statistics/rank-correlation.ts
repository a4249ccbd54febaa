import { averageRanks } from './average-ranks.ts'

/**
 * Spearman's rank correlation, −1 to 1, of the pairs (x[i], y[i]): as scipy.stats.spearmanr, Pearson's correlation of
 * the average ranks. Null below three pairs, where one side does not vary, and where a value is NaN. Throws RangeError
 * unless both sides are of one length.
 */
export const rankCorrelation = (x: ArrayLike<number>, y: ArrayLike<number>): number | null => {
  if (x.length !== y.length) throw new RangeError(`pairs need as many x as y, not ${x.length} and ${y.length}`)
  if (x.length < 3) return null
  const [ranksX, ranksY] = [averageRanks(x), averageRanks(y)]
  // ties keep the sum of the ranks, and so their mean; halves add exactly, so the order of the pairs has no influence
  const middle = (x.length + 1) / 2
  let [xx, xy, yy] = [0, 0, 0]
  for (let i = 0; i < ranksX.length; i++) {
    const [dx, dy] = [(ranksX[i] ?? Number.NaN) - middle, (ranksY[i] ?? Number.NaN) - middle]
    xx += dx * dx
    xy += dx * dy
    yy += dy * dy
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null
}
