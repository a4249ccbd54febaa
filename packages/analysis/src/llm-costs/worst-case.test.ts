import { inputUnits, outputUnits, type Price, type Usage } from '@fyntrix/domain/llm-costs'
import { newId } from '@fyntrix/domain/shared'
import { Big } from 'big.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf, inputTokensOf } from './cost.ts'
import { priceBookOf } from './price-book.ts'
import { loadPriceData } from './price-data.ts'
import { worstCaseOf } from './worst-case.ts'
import { completedBy, worstRatesOf } from './worst-of.ts'

type Rates = Pick<Price, 'rates'>
const { providers, version } = await loadPriceData()
const book = priceBookOf(providers, version)
const at = '2026-11-29T12:00:00.000Z'
const models = book.list({ limit: 5_000 }, at).flatMap(({ price }) => price ?? [])

const some = fc.oneof(fc.nat(2_000), fc.nat(400_000))
const units = [...inputUnits, ...outputUnits, 'webSearches', 'storageSearches'] as const
const usages: fc.Arbitrary<Usage> = fc
  .record(Object.fromEntries(units.map((unit) => [unit, fc.oneof(fc.constant(0), some)])))
  .map((usage) => ({ ...usage, requests: 1 }))
const boundsOf = (usage: Usage) => ({
  inputTokens: inputTokensOf(usage),
  outputTokens: outputUnits.reduce((sum, unit) => sum + (usage[unit] ?? 0), 0),
  searches: (usage.webSearches ?? 0) + (usage.storageSearches ?? 0),
})
const notAbove = (usage: Usage, price: Rates, worst: Rates, slack: number) => {
  const { inputTokens, outputTokens, searches } = boundsOf(usage)
  const bounds = { inputTokens: inputTokens + slack, outputTokens: outputTokens + slack, searches: searches + slack }
  expect(new Big(costOf(usage, price).usd).lte(worstCaseOf(worst, bounds))).toBe(true)
}

test('no usage within bounds costs more than the worst case', () => {
  const priced = fc.constantFrom(...models).map((price) => completedBy(price, book.worstOf(price.provider, at)))
  fc.assert(
    fc.property(priced, usages, some, (price, usage, slack) => notAbove(usage, price, price, slack)),
    { numRuns: 1_000 },
  )
})

test('the worst case knows that fewer tokens may cost more, where a tier is cheaper than what is below it', () => {
  const input = { usd: '10', per: 1_000_000, tiers: [{ above: 100_000, usd: '1' }] }
  // 200,000 × 10 by a million, as nobody promises that all of them are used
  expect(worstCaseOf({ rates: { input } }, { inputTokens: 200_000, outputTokens: 0, searches: 0 })).toBe(
    '2.000000000000',
  )
})

test('a token of the worst case is written into a cache for an hour, where that is dearest', () => {
  const haiku = book.find({ provider: 'anthropic', model: 'claude-haiku-4-5', tier: 'standard', at })
  // 1,000 × 2 + 1,000 × 5, by a million, and 2 × 10 by a thousand
  const bounds = { inputTokens: 1_000, outputTokens: 1_000, searches: 2 }
  expect(haiku && worstCaseOf(haiku, bounds)).toBe('0.027000000000')
})

test('what a model without a price is charged is never less than at any price of its provider, at any hour', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => at.replace('T12', `T${String(hour).padStart(2, '0')}`))
  const priced = fc
    .tuple(fc.constantFrom(...models), fc.constantFrom(...hours))
    .map(([{ provider, model, tier }, hour]) => book.find({ provider, model, tier, at: hour }))
  fc.assert(
    fc.property(priced, usages, (price, usage) => {
      fc.pre(price !== null)
      const worst = book.worstOf(price.provider, at)
      expect(new Big(costOf(usage, price).usd).lte(costOf(usage, worst).usd)).toBe(true)
      expect(costOf(usage, worst).unpriced).toEqual([])
      notAbove(usage, price, worst, 0)
    }),
    { numRuns: 1_000 },
  )
})

test('the worst of a day knows its dear hours, at whatever hour it is asked for', () => {
  const deepseek = providers.find(({ id }) => id === 'deepseek')
  const models = deepseek?.models.filter(({ id }) => id === 'deepseek-v4-flash') ?? []
  const alone = priceBookOf(deepseek ? [{ ...deepseek, models }] : [], version)
  // 1,000 × 0.44 + 1,000 × 1.32 by a million, which hold from 01:00 and from 06:00
  const bounds = { inputTokens: 1_000, outputTokens: 1_000, searches: 0 }
  expect(worstCaseOf(alone.worstOf('deepseek', at), bounds)).toBe('0.001760000000')
})

test('rates laid over each other are nowhere below any of them', () => {
  const low = { usd: '5', per: 1_000_000, tiers: [{ above: 200_000, usd: '6' }] }
  const flat = { usd: '5.9', per: 1_000_000, tiers: [] }
  const single = { usd: '0.0000055', per: 1, tiers: [] }
  const rates = worstRatesOf([low, flat, single].map((input) => ({ rates: { input } })))
  expect(rates.input).toEqual({ usd: '5.9', per: 1_000_000, tiers: [{ above: 200_000, usd: '6' }] })
})

test('a provider that is not known, or has only free models, is as dear as the dearest of all', () => {
  const bounds = { inputTokens: 1_000, outputTokens: 1_000, searches: 0 }
  // o1-pro's 1,000 × 150 + 1,000 × 600 by a million, and Perplexity's 14 for a thousand requests
  expect(worstCaseOf(book.worstOf('nobody knows', at), bounds)).toBe('0.764000000000')
  for (const { id } of providers) expect(Number(worstCaseOf(book.worstOf(id, at), bounds))).toBeGreaterThan(0)
  // a model of OpenAI is not charged for requests
  expect(worstCaseOf(book.worstOf('openai', at), bounds)).toBe('0.750000000000')
})

test('our own prices are among those of their provider, from the day on which they stand', () => {
  const rates = { output: { usd: '900', per: 1_000_000, tiers: [] } }
  const override = {
    id: newId(new Date(at)),
    provider: 'ours',
    model: 'm',
    tier: 'standard',
    effectiveFrom: at,
    rates,
    note: '',
  }
  const ours = priceBookOf(providers, version, [override])
  const bounds = { inputTokens: 0, outputTokens: 1_000, searches: 0 }
  expect(worstCaseOf(ours.worstOf('ours', at), bounds)).toBe('0.900000000000')
  expect(worstCaseOf(ours.worstOf('ours', '2026-11-28T12:00:00.000Z'), bounds)).toBe('0.614000000000')
})
