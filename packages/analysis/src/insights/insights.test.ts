import type { Pick } from '@fyntrix/domain/top-picks'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { factsOf, unsupportedNumbers } from './index.ts'

const pick: Pick = {
  rank: 3,
  symbol: 'RELIANCE',
  direction: 'LONG',
  recommendation: 'Buy',
  score: 71.44,
  confidence: 'High',
  coverage: 0.75,
  plan: {
    entry: 123_456.5,
    stop: 120_000,
    stopBasis: 'atr',
    target: 130_369.5,
    targetBasis: 'multiple',
    riskReward: 2,
    atr: 1_728.25,
  },
  contributions: [
    { agent: 'technical', weight: 0.35, score: 68.2, confidence: 'High', abstention: null },
    {
      agent: 'options',
      weight: 0.2,
      score: null,
      confidence: null,
      abstention: { code: 'no-contracts', message: 'no contracts' },
    },
  ],
  signals: [
    { type: 'rsi', direction: 'bullish', value: 61.23456789, description: 'RSI(14) above 50' },
    { type: 'momentum', direction: 'bearish', value: -4.56, description: '20-day return of -4.56 %' },
    { type: 'volume', direction: 'bullish', value: 1_234_567, description: 'shares traded' },
  ],
  reasoning: 'LONG at 71.4 of 100 on 75 % of the weight: technical 68; no answer from options',
  lastCandle: '2026-07-09T00:00:00.000Z',
}
const facts = factsOf(pick)

test('facts hold the plan, what the agents said and how far stop and target are, but no dates', () => {
  expect(facts).toContain('Entry: ₹123456.5, the last known close')
  expect(facts).toContain('Stop: ₹120000, 2.8% from entry, by atr')
  expect(facts).toContain('Agent options: no answer (no contracts)')
  expect(facts).not.toContain('2026')
})

test.each([
  'RELIANCE scores 71.4 of 100, about 71, third in rank 3.',
  'Entry at ₹1,23,456.50, or Rs. 123,456.5, or INR 1,23,457.',
  'The target of ₹1.3 lakh is 5.6% away, the stop 2.8 percent.',
  '75% of the weight answered; the technical agent has 35 % of it, a weight of 0.35.',
  'The 20-day return is -4.56%, a fall of 4.6%, −4.6 % in all.',
  'RSI(14) stands at 61.2, above 50. Reward to risk is two, 2.0, or 2x.',
  'Volume of 12,34,567 shares, 1.23 million, 12.3 lakh.',
  'A range of 2-3 is no negative number.',
  'One reason among many, at no price.',
])('what the facts hold may be said in other ways: %s', (text) => {
  expect(unsupportedNumbers(text, facts)).toEqual([])
})

test.each([
  ['a number that is nowhere', 'It will gain 12% by Friday.', ['12%']],
  ['a wrong rounding', 'The score is 71.5.', ['71.5']],
  ['digits that nobody knows', 'RSI of 61.2399', ['61.2399']],
  ['rounding that moves it far', 'a weight of 0.4, a coverage of 80%', ['0.4', '80%']],
  ['another unit', 'A score of ₹71.4 and a stop of 120000%', ['₹71.4', '120000%']],
  ['another currency', 'Entry at $123,456.5 or 123456.5 dollars', ['$123,456.5', '123456.5 dollars']],
  ['another sign', 'The return is +4.56% and RSI -61.2', ['+4.56%', '-61.2']],
  ['another multiple', 'A target of ₹1.3 crore', ['₹1.3 crore']],
  [
    'words',
    'It gained twelve percent in ninety sessions and doubled volume by a thousand',
    ['twelve percent', 'ninety', 'thousand'],
  ],
  ['digits of another script', 'The score is ७१ or 71½ or ²', ['७१', '½', '²']],
  ['separators that are none', 'Entry at 1,234,56.5', ['1', '234', '56.5']],
  ['a date', 'By 2027-01-31', ['2027', '01', '31']],
  ['an exponent', 'Volume of 1e9', ['1e9']],
  ['a nought', 'No risk: 0%', ['0%']],
  ['a name with a number', 'Above its EMA200', ['200']],
])('what the facts do not hold is found: %s', (_what, text, expected) => {
  expect(unsupportedNumbers(text, facts)).toEqual(expected)
})

const grouped = (digits: string, indian: boolean): string =>
  Number(digits).toLocaleString(indian ? 'en-IN' : 'en-US', { maximumFractionDigits: 0 })

test('any whole number is known again in either grouping, and its neighbours are not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: 999_999_999 }), fc.boolean(), (value, indian) => {
      const fact = `Entry: ₹${value}`
      expect(unsupportedNumbers(`at ₹${grouped(String(value), indian)}.`, fact)).toEqual([])
      expect(unsupportedNumbers(`at ${grouped(String(value + 1), indian)},`, fact)).toHaveLength(1)
    }),
  )
})

test('any text is read without failing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(unsupportedNumbers(text, facts))))
})
