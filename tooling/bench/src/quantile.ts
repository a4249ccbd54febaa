/** The value below which a share `q` (0 to 1) of the values lies, interpolated between neighbours; NaN of nothing. */
export const quantile = (values: Iterable<number>, q: number): number => {
  const sorted = Float64Array.from(values).sort()
  const at = (sorted.length - 1) * q
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

/** The middle value; NaN of nothing. */
export const median = (values: Iterable<number>): number => quantile(values, 0.5)
