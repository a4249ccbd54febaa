import { type CandleColumns, sliceCandles } from '@fyntrix/domain/candles'
import type { PivotLevels } from '@fyntrix/domain/levels'
import type { EngineConfig } from '../config/index.ts'
import { at } from '../indicators/index.ts'
import { describeBreak, findBreak } from '../shared/window.ts'
import { floorPivots } from './levels.ts'

/** Pivots, or why there are none: bars are missing, or the ones there are can not be compared. */
export type Pivots =
  | { readonly pivots: PivotLevels }
  | { readonly pivots: null; readonly why: 'too-few' | 'break'; readonly reason: string }

/**
 * Floor pivots of the newest `span` bars: the highest high, the lowest low, the last close. None where there are fewer bars, or where prices break within
 * them: levels of before a split say nothing of prices after it. Every bar has to be final.
 */
export const pivotsOf = (
  bars: CandleColumns,
  span: number,
  { breakThreshold }: Pick<EngineConfig, 'breakThreshold'>,
): Pivots => {
  const length = bars.ts.length
  if (length < span) return { pivots: null, why: 'too-few', reason: `needs ${span} final daily bars and has ${length}` }
  const window = sliceCandles(bars, length - span, length)
  const found = findBreak(window, breakThreshold)
  if (found) {
    const reason = `${describeBreak(found)}, within the ${span} bars that it reads`
    return { pivots: null, why: 'break', reason }
  }
  const { high, low, close } = window
  const [s3 = 0, s2 = 0, s1 = 0, p = 0, r1 = 0, r2 = 0, r3 = 0] = floorPivots(
    Math.max(...high),
    Math.min(...low),
    at(close, span - 1),
  )
  return { pivots: { p, r1, r2, r3, s1, s2, s3 } }
}

/**
 * Where a price lies among levels, from the top: at or above R3 10, R2 25, R1 40, the pivot 55, S1 70, S2 85, else 95. The higher, the nearer to where
 * buyers have been.
 */
export const levelScore = ({ p, r1, r2, r3, s1, s2 }: PivotLevels, price: number): number => {
  const steps: readonly (readonly [number, number])[] = [
    [r3, 10],
    [r2, 25],
    [r1, 40],
    [p, 55],
    [s1, 70],
    [s2, 85],
  ]
  return steps.find(([level]) => price >= level)?.[1] ?? 95
}
