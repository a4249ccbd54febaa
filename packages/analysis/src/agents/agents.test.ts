import { AgentName, AgentResult } from '@fyntrix/domain/agents'
import { sliceCandles } from '@fyntrix/domain/candles'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contextOf, marketWith } from '../testing/context.ts'
import { seriesOf, walk } from '../testing/series.ts'
import { agents } from './registry.ts'

const readers = ['technical', 'pattern_recognition', 'market_regime', 'risk'] as const
const benchmark = walk(99, 200, { start: 250, noise: 0.008 })

test('every agent has an implementation that answers to its own name', () => {
  for (const name of AgentName.options) {
    expect(agents[name](contextOf(walk(1, 150), marketWith(benchmark))).agent).toBe(name)
  }
})

test.each(['microstructure', 'options', 'sentiment', 'global', 'policy'] as const)(
  '%s abstains for want of a source instead of scoring 50',
  (name) => {
    expect(agents[name](contextOf(walk(1, 150)))).toMatchObject({ answered: false, abstention: { code: 'no-source' } })
  },
)

describe.each(readers)('%s', (name) => {
  test('is a valid answer without NaN, with a score of 0 to 100, on any walk', () => {
    const steepness = fc.double({ min: -0.02, max: 0.02, noNaN: true })
    fc.assert(
      fc.property(fc.integer(), steepness, fc.double({ min: 0.001, max: 0.04, noNaN: true }), (seed, drift, noise) => {
        const result = agents[name](contextOf(walk(seed, 150, { drift, noise }), marketWith(benchmark, 40)))
        expect(AgentResult.parse(result)).toEqual(result)
        expect(result.answered).toBe(true)
        // JSON has no NaN: it would arrive as null
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }),
      { numRuns: 25 },
    )
  })

  test('abstains below its minimum of bars', () => {
    const result = agents[name](contextOf(walk(1, 49), marketWith(benchmark)))
    expect(result).toMatchObject({ answered: false, abstention: { code: 'insufficient-candles' } })
  })

  test('abstains while an overnight move beyond 25 % lies in the bars that it reads, and answers once it lies before them', () => {
    const candles = walk(1, 300)
    // everything from bar 100 on costs a third less: an unadjusted demerger
    for (const column of [candles.open, candles.high, candles.low, candles.close]) {
      for (let i = 100; i < 300; i++) column[i] = (column[i] ?? 0) * 0.66
    }
    const at = (length: number) =>
      agents[name](contextOf(sliceCandles(candles, 0, length), marketWith(walk(99, length))))
    expect(at(180)).toMatchObject({ answered: false, abstention: { code: 'price-break' } })
    expect(at(300).answered).toBe(true)
  })

  test('does not depend on bars older than its window', () => {
    const candles = walk(7, 400)
    const market = marketWith(walk(99, 400))
    const long = agents[name](contextOf(candles, market))
    expect(agents[name](contextOf(sliceCandles(candles, 400 - 121, 400), market))).toEqual(long)
  })
})

describe('prices that never move', () => {
  const flat = contextOf(
    seriesOf(Array.from({ length: 150 }, () => [100, 100, 100, 100, 0] as const)),
    marketWith(benchmark),
  )

  test.each(['technical', 'market_regime'] as const)('leave %s without an answer', (name) => {
    expect(agents[name](flat)).toMatchObject({ answered: false, abstention: { code: 'insufficient-candles' } })
  })

  test('hold no pattern, and no volatility', () => {
    expect(agents.pattern_recognition(flat)).toMatchObject({ score: 50, confidence: 'Low' })
    expect(agents.risk(flat)).toMatchObject({ answered: true, metadata: { volatility: 0, beta: 0, rSquared: 0 } })
  })
})
