import type { PatternDefinition } from './pattern.candlesticks.ts'
import type { PatternView } from './pattern-view.ts'

// a low is a turning point when it is the lowest of three bars to either side
const reach = 3

/** Indices of the turning points below, oldest first, that were confirmed at bar `index`. */
const turningLows = (view: PatternView, index: number, bars: number): number[] => {
  const found: number[] = []
  for (let i = Math.max(reach, index - bars); i <= index - reach; i++) {
    let lowest = true
    for (let j = i - reach; j <= i + reach && lowest; j++) lowest = j === i || view.low(j) > view.low(i)
    if (lowest) found.push(i)
  }
  return found
}

const highestBetween = (view: PatternView, from: number, to: number): number => {
  let highest = Number.NEGATIVE_INFINITY
  for (let i = from + 1; i < to; i++) highest = Math.max(highest, view.high(i))
  return highest
}

const crosses = (view: PatternView, index: number, line: number): boolean =>
  view.close(index) > line && view.close(index - 1) <= line

const doubleBottom = (v: PatternView, i: number): number => {
  const lows = turningLows(v, i, 60)
  const [first, second] = lows.slice(-2)
  if (first === undefined || second === undefined || second - first < 8) return 0
  const neck = highestBetween(v, first, second)
  const spread = Math.abs(v.fraction(v.low(second) - v.low(first), i))
  const depth = v.fraction(neck - Math.max(v.low(first), v.low(second)), i)
  // unequal lows count less: five points a percent of spread
  return spread <= 0.02 && depth >= 0.03 && crosses(v, i, neck) ? 70 - 500 * spread : 0
}

const inverseHeadAndShoulders = (v: PatternView, i: number): number => {
  const [left, head, right] = turningLows(v, i, 80).slice(-3)
  if (left === undefined || head === undefined || right === undefined) return 0
  const shoulders = Math.abs(v.fraction(v.low(left) - v.low(right), i))
  const prominence = v.fraction(Math.min(v.low(left), v.low(right)) - v.low(head), i)
  const neck = Math.max(highestBetween(v, left, head), highestBetween(v, head, right))
  // asymmetry costs confidence
  return prominence >= 0.02 && shoulders <= 0.03 && crosses(v, i, neck) ? 75 - 500 * shoulders : 0
}

const flag = (v: PatternView, i: number): number => {
  // the pole's top: the highest bar of 5 to 15 bars before
  let top = i - 15
  for (let j = top + 1; j <= i - 5; j++) if (v.high(j) > v.high(top)) top = j
  let base = top
  for (let j = Math.max(0, top - 10); j < top; j++) if (v.low(j) < v.low(base)) base = j
  const pole = v.high(top) - v.low(base)
  let lowest = Number.POSITIVE_INFINITY
  for (let j = top + 1; j < i; j++) lowest = Math.min(lowest, v.low(j))
  const shallow = v.high(top) - lowest <= 0.4 * pole
  // the high of the flag includes the pole's top: a close above a lower bounce has broken nothing
  return v.fraction(pole, i) >= 0.08 && shallow && crosses(v, i, v.high(top)) ? 60 : 0
}

/** Shapes of several weeks, reported at the close that confirms them. */
export const shapes: readonly PatternDefinition[] = [
  { bullish: 'double bottom', bearish: 'double top', confidence: doubleBottom },
  { bullish: 'inverse head and shoulders', bearish: 'head and shoulders', confidence: inverseHeadAndShoulders },
  { bullish: 'bull flag', bearish: 'bear flag', confidence: flag },
]
