import { expect, test } from 'vitest'
import { ratesOf } from './rates.ts'

test('a price is the shortest decimal that its number means, spelt out', () => {
  expect(ratesOf({ input_mtok: 1e-7, output_mtok: 0.18000000000000002 }).rates).toEqual({
    input: { usd: '0.0000001', per: 1_000_000, tiers: [] },
    output: { usd: '0.18000000000000002', per: 1_000_000, tiers: [] },
  })
})

test('tiers are ordered, and begin above their start', () => {
  const tiers = [
    { start: 400_000, price: 4 },
    { start: 200_000, price: 2 },
  ]
  expect(ratesOf({ input_mtok: { base: 1, tiers } }).rates?.input?.tiers).toEqual([
    { above: 200_000, usd: '2' },
    { above: 400_000, usd: '4' },
  ])
})

test.each([
  ['of a key that is not known', { input_mtok: 1, output_smell_mtok: 2 }, 'output_smell_mtok'],
  ['for one token instead of a million', { input_mtok: 10_001 }, 'single token'],
  [
    'of which a tier is for one token',
    { input_mtok: { base: 1, tiers: [{ start: 1, price: 20_000 }] } },
    'single token',
  ],
  ['below zero', { input_mtok: -1 }, 'input_mtok'],
  ['that is no number', { input_mtok: Number.NaN }, 'input_mtok'],
  ['twice for one unit', { audio_hours: 1, input_audio_hours: 2 }, 'two prices of audioMs'],
  ['that is none', { input_mtok: undefined }, 'it has no price'],
])('a price %s leaves its model without one, with the reason', (_, prices, reason) => {
  expect(ratesOf(prices)).toEqual({ rates: null, reason: expect.stringContaining(reason) })
})
