/**
 * The value below which the share `q` (0–1) of `sorted` lies, by straight lines between the two nearest values, as
 * numpy.quantile does unless told otherwise. `sorted` is finite and in ascending order. Null of nothing; throws
 * RangeError unless 0 ≤ q ≤ 1.
 */
export const quantile = (sorted: ArrayLike<number>, q: number): number | null => {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`a quantile lies between 0 and 1, not at ${q}`)
  const place = q * (sorted.length - 1)
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return null
  return below + (above - below) * (place - Math.floor(place))
}
