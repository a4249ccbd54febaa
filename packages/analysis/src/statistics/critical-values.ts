import { compiled, ndtri, stdtri } from '#cephes'
import { upperTail } from './interval.ts'

// compiles code that the package carries in itself; reads nothing from outside
await compiled

/** Half the width of a two-sided interval in standard errors, by the normal distribution: 1.96 at level 0.95. */
export const normalCritical = (level: number): number => ndtri(upperTail(level))

/** Like {@link normalCritical} by Student's t distribution with `degrees` ≥ 1 degrees of freedom: 2.26 at level 0.95 and 9 degrees. */
export const studentCritical = (level: number, degrees: number): number => stdtri(degrees, upperTail(level))
