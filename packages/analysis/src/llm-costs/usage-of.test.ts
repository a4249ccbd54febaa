import { describe, expect, test } from 'vitest'
import { fixtures } from './fixtures/index.ts'
import { knownCounts } from './laid-apart.ts'
import { loadPriceData } from './price-data.ts'
import { usageOf } from './usage-of.ts'

const { providers } = await loadPriceData()
const of = (id: string) => providers.find((provider) => provider.id === id) ?? {}
const told = (usage: unknown) => usageOf(of('openai'), { model: 'gpt-4o', usage }, 'chat')

describe('a usage of which nothing can be believed is none:', () => {
  test.each([
    ['no object', 'an answer', 'tells no usage'],
    ['no usage', { model: 'gpt-4o', choices: [] }, 'tells no usage'],
    ['a usage that is null', { model: 'gpt-4o', usage: null }, 'tells no usage'],
    ['no output', { usage: { prompt_tokens: 12 } }, 'tells no usage'],
    ['a count that is a text', { usage: { prompt_tokens: '12', completion_tokens: 3 } }, 'is no count'],
    [
      'a part that is a text',
      { usage: { prompt_tokens: 12, completion_tokens: 3, prompt_tokens_details: { cached_tokens: '4' } } },
      'is no count',
    ],
    ['less than nothing', { usage: { prompt_tokens: -1, completion_tokens: 3 } }, 'is no count'],
    ['more than there can be', { usage: { prompt_tokens: 2 ** 53, completion_tokens: 3 } }, 'is no count'],
    ['a part of a token', { usage: { prompt_tokens: 1.5, completion_tokens: 3 } }, 'no whole numbers'],
    [
      'more cached than there is',
      { usage: { prompt_tokens: 10, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 11 } } },
      'more than the whole',
    ],
    [
      'more reasoning than there is',
      { usage: { prompt_tokens: 1, completion_tokens: 3, completion_tokens_details: { reasoning_tokens: 4 } } },
      'more than the whole',
    ],
  ])('%s', (_, body, reason) => {
    expect(usageOf(of('openai'), body, 'chat')).toMatchObject({ usage: null, reason: expect.stringContaining(reason) })
  })

  test('lifetimes of what was written to the cache that are more than what was written', () => {
    const lifetimes = { cache_creation: { ephemeral_5m_input_tokens: 50, ephemeral_1h_input_tokens: 60 } }
    const read = (written: number | null) =>
      usageOf(of('anthropic'), {
        usage: { input_tokens: 10, output_tokens: 1, cache_creation_input_tokens: written, ...lifetimes },
      })
    expect([read(100).usage, read(null).usage]).toEqual([null, null])
    // what has no lifetime is taken for the default, five minutes
    expect(read(120).usage).toEqual({ input: 10, cacheWrite5m: 60, cacheWrite1h: 60, output: 1, requests: 1 })
  })

  test('an answer without one, whose API need not tell any', () => {
    for (const { id } of providers) {
      expect([id, usageOf(of(id), { model: 'm', choices: [] }).usage]).toEqual([id, null])
      expect([id, usageOf(of(id), { usage: {}, usageMetadata: {}, response: { usage: {} } }).usage]).toEqual([id, null])
    }
  })
})

test('whatever is no usage is read without an error', () => {
  for (const body of [
    undefined,
    null,
    3,
    [],
    [[]],
    { usage: [] },
    { usage: 'x' },
    { usageMetadata: { promptTokensDetails: 4 } },
  ])
    expect(told(body)).toMatchObject({ usage: null })
})

test('a call that used nothing has a usage', () => {
  expect(told({ prompt_tokens: 0, completion_tokens: 0 })).toMatchObject({ usage: { requests: 1 }, reason: null })
})

test('every count that the price data name is understood', () => {
  const named = providers.flatMap(({ extractors = [] }) =>
    extractors.flatMap(({ mappings }) => mappings.map(({ dest }) => dest)),
  )
  expect([...new Set(named)].filter((dest) => !knownCounts.has(dest))).toEqual([])
  const mappings = [{ path: 'smells', dest: 'input_smell_tokens', required: true }]
  const provider = { extractors: [{ api_flavor: 'chat', root: 'usage', model_path: 'model', mappings }] }
  expect(usageOf(provider, { usage: { smells: 3 } })).toMatchObject({
    usage: null,
    reason: expect.stringContaining('smell'),
  })
})

test('without the name of the API an answer is read as the one of which it has most fields', () => {
  // pages cannot be told from pages that were annotated, which are dearer and therefore taken
  for (const { name, provider, body, usage } of fixtures.filter(({ flavor }) => flavor !== 'ocr'))
    expect([name, usageOf(of(provider), body).usage]).toEqual([name, usage])
})

test('of an API that the provider does not have, nothing is known', () => {
  expect(usageOf(of('openai'), {}, 'telepathy').reason).toBe('how the provider tells usages is not known')
  expect(usageOf({}, {}).reason).toBe('how the provider tells usages is not known')
})

test('the tier that served is told also where the usage is none', () => {
  expect(usageOf(of('openai'), { service_tier: 'Priority!' })).toMatchObject({ usage: null, tier: 'priority_' })
})
