/**
 * The rank of each value, 1 for the smallest; equal values share the mean of their ranks. In the order of `values`. As
 * scipy.stats.rankdata with its method 'average'. Empty of nothing; all NaN where one value is NaN, because then
 * nothing has a place.
 */
export const averageRanks = (values: ArrayLike<number>): Float64Array => {
  const column = Float64Array.from(values)
  const ranks = new Float64Array(column.length)
  if (column.some(Number.isNaN)) return ranks.fill(Number.NaN)
  const valueAt = (index: number): number => column[index] ?? Number.NaN
  const order = Uint32Array.from(column.keys()).sort((a, b) => valueAt(a) - valueAt(b))
  for (let first = 0; first < order.length; ) {
    let next = first + 1
    while (next < order.length && valueAt(order[next] ?? -1) === valueAt(order[first] ?? -1)) next++
    // the ranks first + 1 … next
    for (const index of order.subarray(first, next)) ranks[index] = (first + 1 + next) / 2
    first = next
  }
  return ranks
}
