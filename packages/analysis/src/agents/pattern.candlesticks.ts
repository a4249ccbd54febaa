import type { PatternView } from './pattern-view.ts'

/** A pattern by its bullish definition. `confidence` 0–100 is the weight that the engine's specification gives it. */
export interface PatternDefinition {
  readonly bullish: string
  readonly bearish: string
  /** Confidence if the pattern completes exactly at bar `index`, else 0. */
  readonly confidence: (view: PatternView, index: number) => number
}

const when = (met: boolean, confidence: number): number => (met ? confidence : 0)

// a reversal needs something to reverse: the five bars before lost more than one typical range
const afterDecline = (view: PatternView, index: number): boolean => view.approach(index) <= -1
const longBody = (view: PatternView, index: number): boolean =>
  Math.abs(view.body(index)) >= 0.6 * view.typicalRange(index)
const middleOfBody = (view: PatternView, index: number): number => (view.open(index) + view.close(index)) / 2

/** Japanese candlesticks of one to three bars, measured against the typical range of the 20 bars before. */
export const candlesticks: readonly PatternDefinition[] = [
  {
    bullish: 'bullish engulfing',
    bearish: 'bearish engulfing',
    confidence: (v, i) =>
      when(
        v.body(i - 1) < 0 &&
          v.open(i) <= v.close(i - 1) &&
          v.close(i) > v.open(i - 1) &&
          v.body(i) >= 0.5 * v.typicalRange(i) &&
          afterDecline(v, i),
        65,
      ),
  },
  {
    bullish: 'hammer',
    bearish: 'shooting star',
    confidence: (v, i) => {
      const bodyLow = Math.min(v.open(i), v.close(i))
      const bodyHigh = Math.max(v.open(i), v.close(i))
      const met =
        v.range(i) >= 0.8 * v.typicalRange(i) &&
        bodyLow - v.low(i) >= 0.6 * v.range(i) &&
        bodyLow - v.low(i) >= 2 * (bodyHigh - bodyLow) &&
        v.high(i) - bodyHigh <= 0.15 * v.range(i)
      return when(met && afterDecline(v, i), 55)
    },
  },
  {
    bullish: 'morning star',
    bearish: 'evening star',
    confidence: (v, i) =>
      when(
        v.body(i - 2) < 0 &&
          longBody(v, i - 2) &&
          Math.abs(v.body(i - 1)) <= 0.3 * Math.abs(v.body(i - 2)) &&
          Math.max(v.open(i - 1), v.close(i - 1)) < middleOfBody(v, i - 2) &&
          v.body(i) > 0 &&
          v.close(i) > middleOfBody(v, i - 2) &&
          afterDecline(v, i - 1),
        74,
      ),
  },
  {
    bullish: 'piercing line',
    bearish: 'dark cloud cover',
    confidence: (v, i) =>
      when(
        v.body(i - 1) < 0 &&
          longBody(v, i - 1) &&
          v.open(i) < v.close(i - 1) &&
          v.close(i) > middleOfBody(v, i - 1) &&
          v.close(i) <= v.open(i - 1) &&
          afterDecline(v, i),
        71,
      ),
  },
  {
    bullish: 'bullish harami',
    bearish: 'bearish harami',
    confidence: (v, i) =>
      when(
        v.body(i - 1) < 0 &&
          longBody(v, i - 1) &&
          v.body(i) > 0 &&
          v.open(i) > v.close(i - 1) &&
          v.close(i) < v.open(i - 1) &&
          v.body(i) <= 0.5 * Math.abs(v.body(i - 1)) &&
          afterDecline(v, i),
        68,
      ),
  },
  {
    bullish: 'three white soldiers',
    bearish: 'three black crows',
    confidence: (v, i) => {
      const solid = [i - 2, i - 1, i].every(
        (j) => v.body(j) >= 0.5 * v.range(j) && v.body(j) >= 0.4 * v.typicalRange(i - 2),
      )
      const climbing = [i - 1, i].every(
        (j) => v.close(j) > v.close(j - 1) && v.open(j) >= v.open(j - 1) && v.open(j) <= v.close(j - 1),
      )
      return when(solid && climbing, 78)
    },
  },
  {
    bullish: 'tweezer bottom',
    bearish: 'tweezer top',
    confidence: (v, i) =>
      when(
        v.body(i - 1) < 0 &&
          longBody(v, i - 1) &&
          v.body(i) > 0 &&
          longBody(v, i) &&
          Math.abs(v.fraction(v.low(i) - v.low(i - 1), i)) <= 0.001 &&
          afterDecline(v, i),
        72,
      ),
  },
]
