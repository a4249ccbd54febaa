import { inputUnits, outputUnits, type UsageUnit } from '@fyntrix/domain/llm-costs'
import { calcPrice, extractUsage } from '@pydantic/genai-prices'
import { expect, test } from 'vitest'
import { costOf } from './cost.ts'
import { fixtures } from './fixtures/index.ts'
import { priceBookOf } from './price-book.ts'
import { loadPriceData } from './price-data.ts'
import { usageOf } from './usage-of.ts'

const { providers, version } = await loadPriceData()
const book = priceBookOf(providers, version)
const providerOf = (id: string) => {
  const known = providers.find((provider) => provider.id === id)
  if (!known) throw new Error(`no provider ${id}`)
  return known
}

test('there are ninety examples of fifteen providers', () => {
  expect(fixtures.length).toBe(91)
  expect(new Set(fixtures.map(({ provider }) => provider)).size).toBe(15)
})

test.each(fixtures)('$provider $flavor: $name', ({ provider, flavor, body, at, usage, totals, usd, tier }) => {
  const told = usageOf(providerOf(provider), body, flavor)
  expect(told).toMatchObject({ usage, tier, reason: null, inputTokens: totals[0], outputTokens: totals[1] })
  const sum = (units: readonly UsageUnit[]) => units.reduce((all, unit) => all + (told.usage?.[unit] ?? 0), 0)
  expect([sum(inputUnits), sum(outputUnits)]).toEqual(totals)
  const price = book.find({ provider, model: told.model ?? '', tier: told.tier ?? 'standard', at })
  const cost = price && costOf(usage, price)
  expect([cost?.usd ?? null, cost?.unpriced ?? []]).toEqual([usd, []])
})

test('the package reads and prices the examples alike, which computes in floats', () => {
  const differences = fixtures.flatMap(({ name, provider, flavor, body, at, usd }) => {
    if (usd === null) return []
    const { model, usage } = extractUsage(providerOf(provider), body, flavor)
    try {
      const theirs = calcPrice(usage, model ?? '', { providerId: provider, timestamp: new Date(at) })?.total_price ?? -1
      return Math.abs(theirs - Number(usd)) <= 1e-9 ? [] : [`${name}: ${theirs}, not ${usd}`]
    } catch (error) {
      return [`${name}: ${String(error)}`]
    }
  })
  expect(differences).toEqual([])
})
