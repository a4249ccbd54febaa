import { candlesOf } from '@fyntrix/domain/candles'
import { describe, expect, test } from 'vitest'
import { contextOf, marketWith, noMarket } from '../testing/context.ts'
import { barTime, walk } from '../testing/series.ts'
import { risk } from './risk.ts'

/** A stock whose log return is exactly `beta` times the benchmark's on every bar. */
const leveraged = (benchmark: ReturnType<typeof walk>, beta: number) => {
  const prices = benchmark.close.map((close) => 500 * (close / (benchmark.close[0] ?? 1)) ** beta)
  return { ...benchmark, open: prices, high: prices, low: prices, close: prices }
}

const benchmark = walk(5, 150, { noise: 0.008 })
const metadataOf = (result: ReturnType<typeof risk>) => (result.answered ? result.metadata : null)

describe('beta', () => {
  test.each([-0.5, 0, 0.6, 1, 1.8])('of a stock that moves %d times the benchmark is that', (beta) => {
    const metadata = metadataOf(risk(contextOf(leveraged(benchmark, beta), marketWith(benchmark))))
    expect(metadata?.['beta']).toBeCloseTo(beta, 4)
  })

  test('uses only sessions that both have, so a missing bar shifts nothing', () => {
    const stock = leveraged(benchmark, 1.5)
    const kept = Array.from(stock.ts.keys()).filter((i) => i % 10 !== 3)
    const holes = candlesOf(kept.length)
    for (const key of ['ts', 'open', 'high', 'low', 'close', 'volume'] as const) {
      kept.forEach((from, to) => {
        holes[key][to] = stock[key][from] ?? Number.NaN
      })
    }
    expect(metadataOf(risk(contextOf(holes, marketWith(benchmark))))?.['beta']).toBeCloseTo(1.5, 4)
  })

  test('does not exist without a benchmark: the agent abstains with the reason', () => {
    expect(risk(contextOf(walk(1, 150), noMarket))).toEqual({
      answered: false,
      agent: 'risk',
      abstention: { code: 'no-benchmark', message: 'none in this test' },
    })
  })

  test('needs 60 common returns', () => {
    const late = { ...benchmark, ts: benchmark.ts.map((_, i) => barTime(i + 100)) }
    const result = risk(contextOf(walk(1, 150), marketWith(late)))
    expect(result).toMatchObject({ answered: false, abstention: { code: 'insufficient-candles' } })
  })
})

test('volatility is annualised over 252 sessions', () => {
  const closes = Float64Array.from({ length: 121 }, (_, i) => (i % 2 === 0 ? 100 : 101))
  const stock = { ...walk(1, 121), open: closes, high: closes, low: closes, close: closes }
  // ±ln(1.01), 60 of each: the sample deviation is ln(1.01)·√(120/119)
  const expected = 100 * Math.log(1.01) * Math.sqrt(120 / 119) * Math.sqrt(252)
  expect(metadataOf(risk(contextOf(stock, marketWith(walk(5, 121)))))?.['volatility']).toBeCloseTo(expected, 2)
})

test('a calm stock scores above a wild one', () => {
  const scoreOf = (noise: number) => {
    const result = risk(contextOf(walk(8, 150, { noise }), marketWith(benchmark)))
    return result.answered ? result.score : Number.NaN
  }
  expect(scoreOf(0.006)).toBeGreaterThan(60)
  expect(scoreOf(0.04)).toBeLessThan(40)
})
