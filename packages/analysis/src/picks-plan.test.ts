import { isDeepStrictEqual } from 'node:util'
import { type CandleColumns, sliceCandles } from '@fyntrix/domain/candles'
import type { Membership } from '@fyntrix/domain/universes'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Answers,
  answersOf,
  computePicks,
  engineConfig,
  finishPicks,
  type MemberSeries,
  marketOf,
  type PicksInput,
  partOf,
  planPicks,
} from './index.ts'
import { sessionOf } from './shared/session.ts'
import { barTime, walk } from './testing/series.ts'

const bars = 150
const symbols = ['AXISBANK', 'CIPLA', 'INFY', 'ITC', 'LT', 'RELIANCE', 'SBIN', 'TCS', 'TITAN', 'WIPRO']
const members: Membership = { universe: 'nifty50', from: '2025-01-01', to: null, source: 'this test', symbols }

/** Of one member the last session is missing, of the next all but the newest bars. */
const cut = (whole: CandleColumns, i: number): MemberSeries => {
  const series = sliceCandles(whole, i === 1 ? bars - 20 : 0, i === 0 ? bars - 1 : bars)
  return { day: series, intraday: series }
}

const inputOf = (seed: number, mode: PicksInput['mode']): PicksInput => ({
  universe: 'nifty50',
  mode,
  asOf: new Date(barTime(bars - 1) + 16 * 3_600_000).toISOString(),
  session: sessionOf(barTime(bars - 1)),
  source: 'simulated',
  members,
  series: new Map(
    symbols.map((symbol, i) => {
      const whole = walk(seed + i, bars, { drift: (i - 4.5) / 700, noise: 0.02 })
      return [symbol, cut(whole, i)]
    }),
  ),
  benchmark: { symbol: 'NIFTYBEES', proxy: true, candles: walk(seed + 50, bars, { noise: 0.008 }) },
  config: engineConfig,
})

/** The answers about each part, as somebody gives them who sees nothing but the part and the breadth, and as they come over a wire of JSON. */
const apart = (input: PicksInput, size: number): readonly Answers[] => {
  const { fresh, market } = planPicks(input)
  return fresh
    .flatMap((_, i) => (i % size === 0 ? [fresh.slice(i, i + size)] : []))
    .flatMap((part) => {
      const alone = partOf(
        input,
        part.map(({ symbol }) => symbol),
      )
      const answers: readonly Answers[] = JSON.parse(JSON.stringify(answersOf(alone, marketOf(alone, market.breadth))))
      return answers
    })
}

test('members that are asked about in parts, each apart, give the same run to the bit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom('swing', 'intraday', 'scalping', 'options'),
      fc.integer({ min: 1, max: 11 }),
      (seed, mode, size) => {
        const input = inputOf(seed, mode)
        const whole = computePicks(input)
        const assembled = finishPicks(planPicks(input), apart(input, size))
        expect(isDeepStrictEqual(assembled, whole)).toBe(true)
        expect(JSON.stringify(assembled)).toBe(JSON.stringify(whole))
      },
    ),
    { numRuns: 25, seed: 7 },
  )
})
