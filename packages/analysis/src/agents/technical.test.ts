import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atr, last } from '../indicators/index.ts'
import { contextOf } from '../testing/context.ts'
import { reflect, walk } from '../testing/series.ts'
import { confidenceOf } from './agent.ts'
import { technicalSubScores, trendRules } from './technical.rules.ts'
import { technical } from './technical.ts'

const scoreOf = (candles: ReturnType<typeof walk>): number => {
  const result = technical(contextOf(candles))
  return result.answered ? result.score : Number.NaN
}

describe('mirroring the prices', () => {
  test('turns the score of every trend rule around', () => {
    const drifts = fc.double({ min: -0.004, max: 0.004, noNaN: true })
    fc.assert(
      fc.property(fc.integer(), drifts, (seed, drift) => {
        // reflected at 3000 all prices stay positive
        const candles = walk(seed, 120, { drift })
        const mirrored = reflect(candles, 3000)
        for (const rule of trendRules) {
          const [there, back] = [rule(candles, last(atr(candles))), rule(mirrored, last(atr(mirrored)))]
          expect(back.score).toBeCloseTo(100 - there.score, 6)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('makes a bullish reading bearish, with the same confidence', () => {
    const rising = walk(3, 120, { drift: 0.003, noise: 0.008 })
    const falling = reflect(rising, 3000)
    expect(scoreOf(rising)).toBeGreaterThan(60)
    expect(scoreOf(falling)).toBeLessThan(40)
  })
})

test('every sub-score is 0 to 100 on any walk, or undefined', () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: -0.03, max: 0.03, noNaN: true }), (seed, drift) => {
      const scores = technicalSubScores(walk(seed, 120, { drift })).map((rule) => rule.score)
      // on a walk that only rises the RSI stays at 100 and has no range of its own
      const defined = scores.filter((score) => !Number.isNaN(score))
      expect(defined.length).toBeGreaterThanOrEqual(12)
      for (const score of defined) {
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(100)
      }
    }),
    { numRuns: 30 },
  )
})

test('thirteen rules are named after what they measure, each once', () => {
  const names = technicalSubScores(walk(1, 120)).map(({ name }) => name)
  expect(new Set(names).size).toBe(13)
})

test('without any volume the volume rules are left out and the others still answer', () => {
  const candles = walk(3, 120)
  const result = technical(contextOf({ ...candles, volume: new Float64Array(120) }))
  expect(result).toMatchObject({ answered: true, metadata: { rules: 10, undefinedRules: 3 } })
})

describe('confidence', () => {
  const bearish = ['bearish', 'bearish', 'bearish'] as const
  const bullish = ['bullish', 'bullish', 'bullish'] as const

  test('is as high for a bearish as for the mirrored bullish score', () => {
    expect(confidenceOf(25, bearish)).toBe('High')
    expect(confidenceOf(75, bullish)).toBe('High')
    expect(confidenceOf(38, bearish)).toBe('Medium')
    expect(confidenceOf(62, bullish)).toBe('Medium')
  })

  test('needs verdicts on the side of the score', () => {
    expect(confidenceOf(25, bullish)).toBe('Low')
    expect(confidenceOf(25, [...bearish, ...bullish])).toBe('Medium')
    expect(confidenceOf(55, bullish)).toBe('Low')
  })
})
