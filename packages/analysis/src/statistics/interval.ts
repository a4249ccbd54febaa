import { compiled, ndtri, stdtri } from '#cephes'

// compiles code that the package carries in itself, 10 ms; reads nothing from outside
await compiled

/**
 * An interval that covers the true value in `level` (such as 0.95) of all samples. In the unit of the value that it is
 * about.
 */
export interface Interval {
  readonly low: number
  readonly high: number
  /** Share of samples whose interval covers the true value, between 0 and 1. */
  readonly level: number
}

/**
 * The probability below the upper end of a two-sided interval: 0.975 at level 0.95. Throws RangeError unless 0 < level
 * < 1.
 */
export const upperTail = (level: number): number => {
  if (!(level > 0 && level < 1)) throw new RangeError(`the level must lie between 0 and 1, not ${level}`)
  return (1 + level) / 2
}

/** Half the width of a two-sided interval in standard errors, by the normal distribution: 1.96 at level 0.95. */
export const normalCritical = (level: number): number => ndtri(upperTail(level))

/**
 * Like {@link normalCritical} by Student's t distribution with `degrees` ≥ 1 degrees of freedom: 2.26 at level 0.95 and
 * 9 degrees.
 */
export const studentCritical = (level: number, degrees: number): number => stdtri(degrees, upperTail(level))
