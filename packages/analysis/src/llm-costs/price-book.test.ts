import type { PriceOverride, Usage } from '@fyntrix/domain/llm-costs'
import { newId } from '@fyntrix/domain/shared'
import { calcPrice } from '@pydantic/genai-prices'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costOf, inputTokensOf, worstCaseOf } from './cost.ts'
import { priceBookOf } from './price-book.ts'
import { loadPriceData } from './price-data.ts'

const { providers, version } = await loadPriceData()
const book = priceBookOf(providers, version)
const at = '2026-11-29T12:00:00.000Z'
const asked = (provider: string, model: string, changes = {}) => ({ provider, model, tier: 'standard', at, ...changes })
const priced = (provider: string, model: string, usage: Usage, when = at) => {
  const price = book.find(asked(provider, model, { at: when }))
  if (price === null) throw new Error(`${provider}/${model} has no price`)
  return costOf(usage, price)
}

describe('the price book', () => {
  test('has every model of the data, each price as a plain decimal, and says of which it does not believe the price', () => {
    const all = book.list({ limit: 5_000 }, at)
    const ids = all.flatMap(({ price }) => price?.id ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    expect(all.length).toBe(providers.reduce((sum, { models }) => sum + models.length, 0))
    const unpriced = all.filter(({ price }) => price === null)
    // free ones: nobody promises that they stay so
    expect(new Set(unpriced.map(({ unpriced: reason }) => reason))).toEqual(new Set(['it has no price']))
    expect(unpriced.length).toBe(163)
  })

  test('prices every model as the package does, which computes in floats', () => {
    const usage = { input_tokens: 250_000, cache_read_tokens: 30_000, cache_write_tokens: 20_000, output_tokens: 7_000 }
    const ours: Usage = { input: 200_000, cacheRead: 30_000, cacheWrite5m: 20_000, output: 7_000 }
    let compared = 0
    for (const provider of providers)
      for (const model of provider.models) {
        const price = book.find(asked(provider.id, model.id))
        if (price === null) continue
        const theirs = calcPrice(usage, model.id, { provider, timestamp: new Date(at) })
        if (theirs === null || theirs.model.id !== price.model) continue
        // what it knows no price for is free there
        const { usd } = costOf({ ...ours, requests: 1 }, price)
        expect
          .soft([provider.id, model.id, Number(usd)])
          .toEqual([provider.id, model.id, expect.closeTo(theirs.total_price, 9)])
        compared += 1
      }
    expect(compared).toBeGreaterThan(1_400)
  })

  test('knows prices by their time: from a date on, and by the hour', () => {
    const usage = { input: 1_000_000 }
    const before = book.find(asked('anthropic', 'claude-opus-4-6', { at: '2026-03-12T23:59:59.999Z' }))
    const after = book.find(asked('anthropic', 'claude-opus-4-6', { at: '2026-03-13T00:00:00.000Z' }))
    expect([before?.rates.input?.tiers.length, after?.rates.input?.tiers.length]).toEqual([1, 0])
    expect(priced('deepseek', 'deepseek-chat', usage, '2025-03-01T12:00:00.000Z')).not.toEqual(
      priced('deepseek', 'deepseek-chat', usage, '2025-03-01T20:00:00.000Z'),
    )
  })

  test('takes our own price from its instant on, and no price of the book for another tier', () => {
    const override: PriceOverride = {
      id: newId(new Date(at)),
      provider: 'openai',
      model: 'gpt-4o',
      tier: 'priority',
      effectiveFrom: '2026-06-01T00:00:00.000Z',
      rates: { input: { usd: '4.25', per: 1_000_000, tiers: [] }, output: { usd: '17', per: 1_000_000, tiers: [] } },
      note: '',
    }
    const ours = priceBookOf(providers, version, [override])
    expect(ours.find(asked('openai', 'gpt-4o', { tier: 'priority' }))).toMatchObject({
      id: override.id,
      version: 'override',
    })
    expect(ours.find(asked('openai', 'gpt-4o', { tier: 'priority', at: '2026-05-31T23:59:59.999Z' }))).toBeNull()
    expect(ours.find(asked('openai', 'gpt-4o'))).toMatchObject({ id: 'genai-prices@0.1.8/openai/gpt-4o#0' })
    expect(book.find(asked('openai', 'gpt-4o', { tier: 'batch' }))).toBeNull()
    expect(book.find(asked('openai', 'a-model-that-nobody-has'))).toBeNull()
  })
})

describe('a cost', () => {
  test('is exact where floats are not', () => {
    // 1,000 × 2.5 + 100 × 10, by a million
    expect(priced('openai', 'gpt-4o', { input: 1_000, output: 100 }).usd).toBe('0.003500000000')
    const { usd, parts } = costOf(
      { input: 3, output: 1 },
      { rates: { input: { usd: '0.1', per: 1, tiers: [] }, output: { usd: '0.7', per: 1, tiers: [] } } },
    )
    expect([usd, parts]).toEqual(['1.000000000000', { input: '0.3', output: '0.7' }])
  })

  test('of a tier is a cliff: above it every token costs the tier’s price', () => {
    const opus = (input: number) => priced('anthropic', 'claude-opus-4-6', { input }, '2026-03-01T00:00:00.000Z').usd
    // 200,000 × 5 and 200,001 × 10, by a million
    expect([opus(200_000), opus(200_001)]).toEqual(['1.000000000000', '2.000010000000'])
  })

  test('of a unit without a price is not complete, and says so', () => {
    expect(priced('openai', 'gpt-4o', { input: 1_000, pages: 3 }).unpriced).toEqual(['pages'])
  })

  test('is never above the worst case of its bounds', () => {
    const models = book.list({ limit: 5_000 }, at).flatMap(({ price }) => price ?? [])
    const count = fc.integer({ min: 0, max: 400_000 })
    const used = fc.record({
      input: count,
      cacheRead: count,
      cacheWrite1h: count,
      output: count,
      reasoning: count,
      webSearches: fc.integer({ min: 0, max: 5 }),
    })
    fc.assert(
      fc.property(fc.constantFrom(...models), used, (price, usage) => {
        const bounds = {
          inputTokens: inputTokensOf(usage),
          outputTokens: usage.output + usage.reasoning,
          searches: usage.webSearches,
        }
        const cost = costOf({ ...usage, requests: 1 }, price).usd
        expect(cost.padStart(30, '0') <= worstCaseOf(price, bounds).padStart(30, '0')).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('of an unknown model is budgeted at the dearest of its provider, never at nothing', () => {
    const bounds = { inputTokens: 1_000, outputTokens: 1_000, searches: 0 }
    const worst = worstCaseOf(book.worstOf('openai', at), bounds)
    const known = book.list({ provider: 'openai', limit: 5_000 }, at).flatMap(({ price }) => price ?? [])
    expect(known.filter((price) => Number(worstCaseOf(price, bounds)) > Number(worst))).toEqual([])
    expect(Number(worst)).toBeGreaterThan(0)
    expect(Number(worstCaseOf(book.worstOf('nobody knows', at), bounds))).toBeGreaterThanOrEqual(Number(worst))
  })
})
