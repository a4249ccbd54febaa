import { describe, expect, test } from 'vitest'
import { contextOf, marketWith, noMarket } from '../testing/context.ts'
import { reflect, walk } from '../testing/series.ts'
import { marketRegime } from './market-regime.ts'
import { regimeOf } from './regime.ts'

const scoreOf = (result: ReturnType<typeof marketRegime>) => (result.answered ? result.score : Number.NaN)

test('scores are continuous: two hundred walks give far more than the legacy thirteen values', () => {
  const scores = Array.from(
    { length: 200 },
    (_, seed) => regimeOf(walk(seed, 120, { drift: (seed - 100) / 30_000 }))?.score,
  )
  expect(new Set(scores).size).toBe(200)
  expect(Math.max(...scores.map(Number))).toBeGreaterThan(80)
  expect(Math.min(...scores.map(Number))).toBeLessThan(20)
})

test('a mirrored series has the mirrored trend and momentum', () => {
  const candles = walk(4, 120, { drift: 0.002 })
  const [there, back] = [regimeOf(candles), regimeOf(reflect(candles, 3000))]
  expect(back?.trend).toBeCloseTo(100 - (there?.trend ?? Number.NaN), 6)
  expect(back?.momentum).toBeCloseTo(100 - (there?.momentum ?? Number.NaN), 6)
})

describe('the market around the stock', () => {
  const stock = walk(4, 120)
  const benchmark = walk(5, 121)

  test('moves the score by its share, and is missing by name where unknown', () => {
    const alone = marketRegime(contextOf(stock, noMarket))
    const inBull = marketRegime(contextOf(stock, marketWith(benchmark, 90, { share: 0.8, counted: 48 })))
    const inBear = marketRegime(contextOf(stock, marketWith(benchmark, 10, { share: 0.2, counted: 48 })))
    expect(scoreOf(inBull) - scoreOf(inBear)).toBeCloseTo(0.25 * 80 + 0.15 * 60, 1)
    expect(alone).toMatchObject({ answered: true, metadata: { benchmarkScore: null, breadth: null } })
  })
})

test('a falling market in a steep fall can be stated with High confidence', () => {
  const falling = walk(6, 120, { drift: -0.004, noise: 0.008 })
  const market = marketWith(walk(5, 121), 20, { share: 0.1, counted: 48 })
  expect(marketRegime(contextOf(falling, market))).toMatchObject({ answered: true, confidence: 'High' })
})
