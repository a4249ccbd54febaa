/** A distribution, milliseconds; the percentiles are values that occurred. */
export interface Figures {
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** The figures of some durations; zeros for none. */
export const figuresOf = (values: readonly number[]): Figures => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}
