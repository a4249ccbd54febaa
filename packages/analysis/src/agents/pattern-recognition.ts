import type { CandleColumns } from '@fyntrix/domain/candles'
import { windowOf } from '../shared/window.ts'
import { type Agent, answer, confidenceOf } from './agent.ts'
import { candlesticks } from './pattern.candlesticks.ts'
import { shapes } from './pattern.shapes.ts'
import { volumePatterns } from './pattern.volume.ts'
import { mirrorCandles, patternView } from './pattern-view.ts'

/** A pattern that completed `age` bars before the newest one. `weight` is its confidence after fading. */
export interface FoundPattern {
  readonly name: string
  readonly direction: 'bullish' | 'bearish'
  readonly age: number
  readonly confidence: number
  readonly weight: number
}

// patterns of the last eight bars count, each bar of age takes a fifth off
const lookBack = 8
const fading = 0.8

// what speaks for neither side before any pattern is seen: as much as two weak patterns, so that a lone hammer is no certainty
const neutralWeight = 100

const definitions = [...candlesticks, ...volumePatterns, ...shapes]

/** Every pattern that completed in the newest eight bars, newest first. */
export const findPatterns = (candles: CandleColumns): FoundPattern[] => {
  const views = [
    { direction: 'bullish', view: patternView(candles) },
    { direction: 'bearish', view: patternView(mirrorCandles(candles)) },
  ] as const
  const found: FoundPattern[] = []
  for (let age = 0; age < lookBack; age++) {
    for (const { direction, view } of views) {
      for (const definition of definitions) {
        const confidence = definition.confidence(view, view.length - 1 - age)
        if (confidence > 0) {
          found.push({ name: definition[direction], direction, age, confidence, weight: confidence * fading ** age })
        }
      }
    }
  }
  return found
}

/** Bullish weight ÷ all weight, in percent, with `neutralWeight` shared between both sides: exactly 50 where there is no pattern. */
export const scorePatterns = (patterns: readonly FoundPattern[]): number => {
  const weight = (direction: string): number =>
    patterns.filter((pattern) => pattern.direction === direction).reduce((sum, pattern) => sum + pattern.weight, 0)
  const [bullish, bearish] = [weight('bullish'), weight('bearish')]
  return (100 * (bullish + neutralWeight / 2)) / (bullish + bearish + neutralWeight)
}

const ago = (age: number): string => (age === 0 ? 'on the newest bar' : `${age} bar${age === 1 ? '' : 's'} ago`)

/**
 * Candlesticks, breakouts, volume patterns and shapes of the newest bars. That no pattern is there is a finding, not a gap: neutral with Low
 * confidence, and said so.
 */
export const patternRecognition: Agent = ({ candles, config }) => {
  const window = windowOf(candles, config.windows.pattern_recognition, config)
  if (!window.usable) return { answered: false, agent: 'pattern_recognition', abstention: window.abstention }
  const patterns = findPatterns(window.candles)
  const score = scorePatterns(patterns)
  const verdicts = patterns.map((pattern) => pattern.direction)
  const [newest] = patterns
  return answer('pattern_recognition', {
    score,
    confidence: confidenceOf(score, verdicts),
    signals: patterns.map(({ name, direction, age, confidence }) => ({
      type: name,
      direction,
      value: Math.round(confidence),
      description: `${name} ${ago(age)}`,
    })),
    reasoning: newest
      ? `${verdicts.filter((verdict) => verdict === 'bullish').length} bullish and ${verdicts.filter((verdict) => verdict === 'bearish').length} bearish patterns, newest: ${newest.name} ${ago(newest.age)}`
      : `none of ${2 * definitions.length} patterns completed in the last ${lookBack} bars`,
    metadata: { bars: window.candles.ts.length, patterns: patterns.length },
  })
}
