/** Two decimals, as paise and as scores are shown. NSE ticks are 0.05 for many but not for all instruments, so none is assumed. Never −0. */
export const round2 = (value: number): number => Math.round(value * 100) / 100 + 0

/** Four decimals, for ratios. Never −0. */
export const round4 = (value: number): number => Math.round(value * 10_000) / 10_000 + 0

/** `value`, but at least `low` and at most `high`. */
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Arithmetic mean; NaN of nothing. */
export const mean = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] ?? Number.NaN
  return sum / values.length
}

/** A quantity that is zero at neutral → a score: 50 at 0, 88 at 1, 98 at 2, and the mirror image below; never outside 0–100. */
export const squash = (value: number): number => 50 + 50 * Math.tanh(value)

/** Straight lines through points sorted by x; beyond the ends, the score of the end. */
export const interpolate = (points: readonly (readonly [x: number, y: number])[], x: number): number => {
  if (Number.isNaN(x)) return Number.NaN
  let previous: readonly [x: number, y: number] | undefined
  for (const point of points) {
    if (x <= point[0]) {
      if (previous === undefined) return point[1]
      return previous[1] + ((x - previous[0]) / (point[0] - previous[0])) * (point[1] - previous[1])
    }
    previous = point
  }
  return previous?.[1] ?? Number.NaN
}
