import { type Price, type Usage, usageUnits } from '@fyntrix/domain/llm-costs'
import { Big } from 'big.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costOf } from './cost.ts'

type Rates = Pick<Price, 'rates'>
const perMillion = (usd: string, ...tiers: readonly (readonly [number, string])[]) => ({
  usd,
  per: 1_000_000,
  tiers: tiers.map(([above, price]) => ({ above, usd: price })),
})

describe('a cost', () => {
  test('is exact where floats are not', () => {
    const price: Rates = {
      rates: { input: { usd: '0.1', per: 1, tiers: [] }, output: { usd: '0.7', per: 1, tiers: [] } },
    }
    expect(costOf({ input: 3, output: 1 }, price).usd).toBe('1.000000000000')
    // 1,234,567 × 0.075 by a million
    expect(costOf({ input: 1_234_567 }, { rates: { input: perMillion('0.075') } }).usd).toBe('0.092592525000')
  })

  test('is rounded once, half to even, and not part by part', () => {
    const price: Rates = { rates: { input: perMillion('0.0000005'), output: perMillion('0.0000005') } }
    // 0.5, 1.5 and 0.5 + 0.5 millionths of a millionth
    expect(costOf({ input: 1 }, price).usd).toBe('0.000000000000')
    expect(costOf({ input: 3 }, price).usd).toBe('0.000000000002')
    expect(costOf({ input: 1, output: 1 }, price).usd).toBe('0.000000000001')
  })

  test('of a tier is a cliff: above it every token costs its price, cached ones count towards it', () => {
    const price: Rates = {
      rates: { input: perMillion('5', [200_000, '10']), cacheRead: perMillion('0.5', [200_000, '1']) },
    }
    // 200,000 × 5; 200,001 × 10; 150,000 × 10 + 50,001 × 1, by a million
    expect(costOf({ input: 200_000 }, price).usd).toBe('1.000000000000')
    expect(costOf({ input: 200_001 }, price).usd).toBe('2.000010000000')
    expect(costOf({ input: 150_000, cacheRead: 50_001 }, price).usd).toBe('1.550001000000')
  })

  test('of a unit without a rate is that of what it is a kind of, and says so', () => {
    const price: Rates = { rates: { input: perMillion('2'), cacheRead: perMillion('1'), output: perMillion('8') } }
    const usage: Usage = {
      cacheWrite1h: 1,
      inputVideo: 1,
      cacheReadAudio: 1,
      reasoning: 1,
      outputImage: 1,
      requests: 1,
    }
    const { parts, usd, unpriced } = costOf(usage, price)
    expect(Object.entries(parts).map(([unit, part]) => [unit, part.pricedAs])).toEqual([
      ['cacheWrite1h', 'input'],
      ['cacheReadAudio', 'cacheRead'],
      ['inputVideo', 'input'],
      ['reasoning', 'output'],
      ['outputImage', 'output'],
    ])
    // 2 + 1 + 2 + 8 + 8, by a million; requests are free
    expect([usd, unpriced]).toEqual(['0.000021000000', []])
  })

  test('of a unit that is a kind of nothing is not complete, and says so', () => {
    const price: Rates = { rates: { input: perMillion('2') } }
    const { usd, unpriced } = costOf({ input: 1_000, output: 1, webSearches: 2, pages: 3 }, price)
    expect([usd, unpriced]).toEqual(['0.002000000000', ['output', 'pages', 'webSearches']])
  })

  test('is the sum of its parts to the last digit, none of which is a whole digit off', () => {
    const rate = fc.record({
      usd: fc.integer({ min: 0, max: 10 ** 9 }).map((n) => new Big(n).div(10 ** 7).toFixed()),
      per: fc.constantFrom(1, 3, 7, 1_000, 3_600_000, 1_000_000),
      tiers: fc.constant([]),
    })
    const rates = fc.record(Object.fromEntries(usageUnits.map((unit) => [unit, rate])))
    const counts = fc.record(Object.fromEntries(usageUnits.map((unit) => [unit, fc.nat(3_000_000)])))
    fc.assert(
      fc.property(rates, counts, (all, usage) => {
        const { usd, parts } = costOf(usage, { rates: all })
        const sum = Object.values(parts).reduce((total, part) => total.plus(part.usd), new Big(0))
        expect(sum.toFixed(12)).toBe(usd)
        for (const { usd: part, count, rateUsd, per } of Object.values(parts))
          expect(new Big(part).minus(new Big(rateUsd).times(count).div(per)).abs().lt('1.000001e-12')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
