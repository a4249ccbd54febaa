import { inputUnits, outputUnits, type UsageUnit } from '@fyntrix/domain/llm-costs'
import { expect, test } from 'vitest'
import { costOf } from './cost.ts'
import { anthropicFixtures } from './fixtures/anthropic.ts'
import { googleFixtures } from './fixtures/google.ts'
import { openaiFixtures } from './fixtures/openai.ts'
import { othersFixtures } from './fixtures/others.ts'
import { priceBookOf } from './price-book.ts'
import { loadPriceData } from './price-data.ts'
import { upperTokensOf } from './upper-tokens.ts'
import { usageOf } from './usage-of.ts'

const { providers, version } = await loadPriceData()
const book = priceBookOf(providers, version)
const providerOf = (id: string) => providers.find((provider) => provider.id === id) ?? {}
const fixtures = [...openaiFixtures, ...anthropicFixtures, ...googleFixtures, ...othersFixtures]

test('there are more than sixty examples of more than six providers', () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(60)
  expect(new Set(fixtures.map(({ provider }) => provider)).size).toBeGreaterThanOrEqual(6)
})

test.each(fixtures)('$provider: $name', ({ provider, flavor, body, at, usage, totals, usd, tier }) => {
  const told = usageOf(providerOf(provider), body, flavor)
  expect(told).toMatchObject({ usage, tier, reason: null, inputTokens: totals[0], outputTokens: totals[1] })
  const sum = (units: readonly UsageUnit[]) => units.reduce((all, unit) => all + (told.usage?.[unit] ?? 0), 0)
  expect([sum(inputUnits), sum(outputUnits)]).toEqual(totals)
  const price = book.find({ provider, model: told.model ?? '', tier: told.tier ?? 'standard', at })
  const cost = price && costOf(told.usage ?? {}, price)
  expect(cost && { usd: cost.usd, unpriced: cost.unpriced }).toEqual(usd && { usd, unpriced: [] })
})

test.each([
  ['no object', 'an answer'],
  ['no usage', { model: 'gpt-4o', choices: [] }],
  ['a count that is a text', { model: 'gpt-4o', usage: { prompt_tokens: '12', completion_tokens: 3 } }],
  [
    'more cached than there is',
    { usage: { prompt_tokens: 10, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 11 } } },
  ],
  [
    'more reasoning than there is',
    { usage: { prompt_tokens: 1, completion_tokens: 3, completion_tokens_details: { reasoning_tokens: 4 } } },
  ],
  ['a part of a token', { usage: { prompt_tokens: 1.5, completion_tokens: 3 } }],
  ['less than nothing', { usage: { prompt_tokens: -1, completion_tokens: 3 } }],
])('a usage of which nothing can be believed is none: %s', (_, body) => {
  expect(usageOf(providerOf('openai'), body, 'chat')).toMatchObject({ usage: null, reason: expect.any(String) })
})

test('a text has no more tokens than the bound says, in whatever script it is written', () => {
  expect(upperTokensOf('₹')).toBeGreaterThanOrEqual(3)
  expect(upperTokensOf({ messages: [{ role: 'user', content: 'नमस्ते' }] })).toBeGreaterThan(18)
})
