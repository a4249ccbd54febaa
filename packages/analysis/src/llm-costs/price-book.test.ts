import type { PriceOverride, Usage } from '@fyntrix/domain/llm-costs'
import { newId } from '@fyntrix/domain/shared'
import { calcPrice, type MatchLogic, type ModelInfo } from '@pydantic/genai-prices'
import { describe, expect, test } from 'vitest'
import { costOf } from './cost.ts'
import { namesOf } from './matching.ts'
import { priceBookOf } from './price-book.ts'
import { loadPriceData } from './price-data.ts'

const { providers, version } = await loadPriceData()
const book = priceBookOf(providers, version)
const at = '2026-11-29T12:00:00.000Z'
const asked = (provider: string, model: string, changes = {}) => ({ provider, model, tier: 'standard', at, ...changes })

const overrideOf = (changes: Partial<PriceOverride>): PriceOverride => ({
  id: newId(new Date(at)),
  provider: 'openai',
  model: 'gpt-4o',
  tier: 'standard',
  effectiveFrom: '2026-06-01T00:00:00.000Z',
  rates: { input: { usd: '4.25', per: 1_000_000, tiers: [] }, output: { usd: '17', per: 1_000_000, tiers: [] } },
  note: '',
  ...changes,
})

describe('the price data', () => {
  const all = book.list({ limit: 5_000 }, at)

  test('give every model once, each price under an id of its own, or say why it has none', () => {
    expect([providers.length, all.length]).toEqual([43, 1_694])
    const ids = all.flatMap(({ price }) => price?.id ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const reasons = Map.groupBy(all, ({ unpriced }) => unpriced)
    expect([...reasons].map(([reason, models]) => [reason, models.length])).toEqual([
      [null, 1_531],
      ['it has no price', 163],
    ])
  })

  test('have a price that always holds before those that hold at times, so that no model is without one for a while', () => {
    const models = providers.flatMap((provider) => provider.models)
    const conditional = models.filter(({ prices }) => Array.isArray(prices) && prices[0]?.constraint !== undefined)
    expect(conditional).toEqual([])
  })

  test('are plain decimals, and none is above 1,000 USD for a million tokens', () => {
    const rates = all.flatMap(({ price }) => Object.values(price?.rates ?? {}))
    for (const { usd, per, tiers } of rates)
      for (const price of [usd, ...tiers.map((tier) => tier.usd)]) {
        expect.soft(price).toMatch(/^\d{1,4}(\.\d{1,18})?$/)
        expect.soft(Number(price) * (1_000_000 / per)).toBeLessThanOrEqual(per === 1_000_000 ? 1_000 : 20_000)
      }
  })

  test('name models by regular expressions that compile', () => {
    const expressions = (rule: MatchLogic): readonly string[] => {
      if ('or' in rule) return rule.or.flatMap(expressions)
      if ('and' in rule) return rule.and.flatMap(expressions)
      return 'regex' in rule ? [rule.regex] : []
    }
    const found = providers.flatMap(({ models }) => models.flatMap(({ match }) => expressions(match)))
    expect(found.map((text) => new RegExp(text)).length).toBe(43)
  })
})

describe('the price book', () => {
  test('prices every model as the package does, which computes in floats, below, at and above each tier', () => {
    const sizesOf = ({ prices }: ModelInfo) => {
      const all = Array.isArray(prices) ? prices.flatMap((one) => Object.values(one.prices)) : Object.values(prices)
      const starts = all.flatMap((price) => (typeof price === 'object' ? price.tiers.map(({ start }) => start) : []))
      return [60_000, ...new Set(starts)].flatMap((size) => [size, size + 1])
    }
    const times = ['2025-03-01T20:00:00.000Z', at, '2026-11-29T01:00:00.000Z', '2027-02-01T10:00:00.000Z']
    const differences = []
    let compared = 0
    for (const provider of providers)
      for (const model of provider.models)
        for (const when of times)
          for (const size of sizesOf(model)) {
            const price = book.find(asked(provider.id, model.id, { at: when }))
            const usage = {
              input_tokens: size,
              cache_read_tokens: 30_000,
              cache_write_tokens: 20_000,
              output_tokens: 7_000,
            }
            const theirs = calcPrice(usage, model.id, { provider, timestamp: new Date(when) })
            if (price === null || theirs === null) continue
            const ours: Usage = {
              input: size - 50_000,
              cacheRead: 30_000,
              cacheWrite5m: 20_000,
              output: 7_000,
              requests: 1,
            }
            const usd = Number(costOf(ours, price).usd)
            if (theirs.model.id !== price.model || Math.abs(usd - theirs.total_price) > 1e-9)
              differences.push([provider.id, model.id, when, size, usd, theirs.total_price])
            compared += 1
          }
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(1_500 * times.length)
  })

  test('finds the model that the package finds, however its name is written', () => {
    const names = providers.flatMap(({ models }) => models.map(({ id }) => id)).filter((_, i) => i % 29 === 0)
    const written = names.flatMap((id) => [
      id.toUpperCase(),
      ` ${id} `,
      `${id}-20250807`,
      `${id}-latest`,
      `us.${id}-v1:0`,
    ])
    const differences = []
    for (const provider of providers)
      for (const name of written) {
        const theirs = calcPrice({ input_tokens: 1 }, name, { provider, timestamp: new Date(at) })
        const ours = book.find(asked(provider.id, name))
        // what has no price is found there, and costs nothing
        if (ours ? ours.model !== theirs?.model.id : theirs && Object.keys(theirs.model_price).length > 0)
          differences.push([provider.id, name, ours?.model, theirs?.model.id])
      }
    expect(differences).toEqual([])
    expect(namesOf('GPT-5-20250807')).toEqual(['gpt-5-20250807', 'gpt-5-2025-08-07'])
    expect(namesOf('gpt-5-20250231')).toEqual(['gpt-5-20250231'])
  })

  test('finds models of those whose models a provider serves', () => {
    expect(book.find(asked('azure', 'gpt-4o'))?.id).toBe('genai-prices@0.1.8/openai/gpt-4o#0')
    expect(book.find(asked('openai', 'claude-haiku-4-5'))).toBeNull()
  })

  test('knows prices by their time: from a date on, and by the hour', () => {
    const idAt = (provider: string, model: string, when: string) => book.find(asked(provider, model, { at: when }))?.id
    const opus = (when: string) => idAt('anthropic', 'claude-opus-4-6', when)?.split('#')[1]
    expect([opus('2026-03-12T23:59:59.999Z'), opus('2026-03-13T00:00:00.000Z')]).toEqual(['0', '1'])
    const deepseek = (time: string) => idAt('deepseek', 'deepseek-v4-pro', `2026-11-29T${time}Z`)?.split('#')[1]
    const times = ['00:59:59.999', '01:00:00.000', '03:59:59.999', '04:00:00.000', '06:00:00.000', '10:00:00.000']
    expect(times.map(deepseek)).toEqual(['1', '2', '2', '1', '3', '1'])
  })

  test('takes our own newest price from its instant on, and no price of the book for another tier', () => {
    const priority = overrideOf({ tier: 'priority' })
    const [older, newer] = [overrideOf({}), overrideOf({ effectiveFrom: '2026-07-01T00:00:00Z' })]
    const ours = priceBookOf(providers, version, [newer, priority, older])
    const find = (changes: object) => ours.find(asked('openai', 'gpt-4o', changes))?.id ?? null
    expect(find({ tier: 'priority' })).toBe(priority.id)
    expect(find({ tier: 'priority', at: '2026-05-31T23:59:59.999Z' })).toBeNull()
    expect(find({ tier: 'batch' })).toBeNull()
    expect(find({})).toBe(newer.id)
    expect(find({ at: '2026-07-01T00:00:00.000Z' })).toBe(newer.id)
    expect(find({ at: '2026-06-30T23:59:59.999Z' })).toBe(older.id)
    expect(find({ at: '2026-05-31T23:59:59.999Z' })).toBe('genai-prices@0.1.8/openai/gpt-4o#0')
    expect(ours.find(asked('openai', 'a-model-that-nobody-has'))).toBeNull()
    const listed = ours.list({ provider: 'openai', model: 'GPT-4O', limit: 2 }, at)
    expect(new Set(listed.map(({ price }) => price?.id))).toEqual(new Set([newer.id, priority.id]))
  })
})
