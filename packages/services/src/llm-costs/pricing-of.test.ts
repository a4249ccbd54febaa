import { loadPriceData } from '@fyntrix/analysis'
import type { Usage } from '@fyntrix/domain/llm-costs'
import { expect, test } from 'vitest'
import { pricingOf } from './pricing-of.ts'

const data = await loadPriceData()
const pricing = pricingOf(data)([])
const asked = (provider: string, model: string, tier = 'standard') => ({
  provider,
  model,
  tier,
  at: '2026-11-29T12:00:00.000Z',
})

test.each([
  ['a known model', 'openai', 'gpt-4o', 'standard', 'price'],
  ['a tier without a price', 'openai', 'gpt-4o', 'batch', 'worst-price'],
  ['a model that nobody knows', 'openai', 'gpt-99', 'standard', 'worst-price'],
  ['a provider that nobody knows', 'nobody', 'm', 'standard', 'worst-price'],
  ['searches of a model without a price for them', 'mistral', 'codestral-latest', 'standard', 'worst-price'],
])('what is charged was reserved: %s', (_, provider, model, tier, basis) => {
  const usage: Usage = { input: 400, cacheRead: 300, cacheWrite1h: 300, output: 50, reasoning: 50, requests: 1 }
  const bounds = { inputTokens: 1_000, outputTokens: 100, searches: 2 }
  const reserved = pricing.worstCase({ ...asked(provider, model, tier), ...bounds })
  const charged = pricing.cost({ ...asked(provider, model, tier), usage: { ...usage, webSearches: 2 } })
  expect(charged.basis).toBe(basis)
  expect(Number(charged.usd)).toBeGreaterThan(0)
  expect(Number(charged.usd)).toBeLessThanOrEqual(Number(reserved))
})

test('what a price says is charged as it says, beside what it says nothing of', () => {
  const usage: Usage = { input: 1_000_000, webSearches: 1_000 }
  const { usd, price } = pricing.cost({ ...asked('mistral', 'codestral-latest'), usage })
  // 0.3 for the input, and the dearest searches of all, 10 for a thousand
  expect([usd, price]).toEqual(['10.300000000000', null])
})
