import { nse } from '@fyntrix/calendar'
import { type CandleColumns, sliceCandles } from '@fyntrix/domain/candles'
import type { ClosedOutcome } from '@fyntrix/domain/pick-events'
import type { Direction } from '@fyntrix/domain/top-picks'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { engineConfig } from '../config/index.ts'
import { at } from '../indicators/index.ts'
import { sessionStart } from '../shared/session.ts'
import { reflect, walk } from '../testing/series.ts'
import { betaAt, type ExitRules, holdingOf, outcomeConfig, outcomeOf } from './index.ts'

const first = '2025-06-02'
const length = 180
const sessions = Array.from({ length }, (_, i) => nse.addSessions(first, i))
const times = Float64Array.from(sessions, ({ date }) => sessionStart(date))
const onSessions = (candles: CandleColumns): CandleColumns => ({ ...candles, ts: times })
/** an hour before the open of the session of the entry */
const signalOf = ({ entry }: Case): number => (sessions[entry]?.open ?? Number.NaN) - 3_600_000

interface Case {
  readonly seed: number
  readonly entry: number
  readonly horizon: 'eod' | '3d' | '5d' | '10d'
  readonly stopPct: number
  readonly targetPct: number
  readonly trailing: ExitRules['trailing']
}

const cases: fc.Arbitrary<Case> = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  entry: fc.integer({ min: 125, max: length - 11 }),
  horizon: fc.constantFrom('eod', '3d', '5d', '10d'),
  stopPct: fc.double({ min: 0.2, max: 6, noNaN: true }),
  targetPct: fc.double({ min: 0.2, max: 8, noNaN: true }),
  trailing: fc.option(
    fc.record({
      activation: fc.double({ min: 0.001, max: 0.04, noNaN: true }),
      distance: fc.double({ min: 0.001, max: 0.03, noNaN: true }),
    }),
  ),
})

const market = ({ seed }: Case) => ({
  own: onSessions(walk(seed, length, { noise: 0.02 })),
  benchmark: onSessions(walk(seed + 1, length, { start: 250, noise: 0.01 })),
})

const follow = (
  one: Case,
  { own, benchmark }: ReturnType<typeof market>,
  direction: Direction,
  beta: number | null,
) => {
  const entry = at(own.open, one.entry)
  const sign = direction === 'LONG' ? 1 : -1
  return outcomeOf(
    {
      direction,
      holding: holdingOf(nse, { signalAt: signalOf(one), interval: 'day', horizon: one.horizon }),
      exits: {
        stop: entry - (sign * entry * one.stopPct) / 100,
        target: entry + (sign * entry * one.targetPct) / 100,
        trailing: one.trailing,
        longestBars: null,
      },
      candles: own,
      benchmark: { symbol: 'NIFTYBEES', proxy: true, candles: benchmark },
      beta,
      costPct: 0.25,
    },
    outcomeConfig,
  )
}

const numbers = [
  'grossReturnPct',
  'netReturnPct',
  'closeReturnPct',
  'maxRunupPct',
  'maxDrawdownPct',
  'alphaPct',
] as const
const closed = (outcome: ReturnType<typeof outcomeOf>): ClosedOutcome => {
  if (outcome.status !== 'closed') throw new Error(outcome.detail)
  return outcome
}

describe('the outcome of a position', () => {
  test('is that of its mirror image: a short in mirrored prices ends as the long does', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { own, benchmark } = market(one)
        const long = closed(follow(one, { own, benchmark }, 'LONG', 1.3))
        const mirrored = {
          own: reflect(own, at(own.open, one.entry)),
          benchmark: reflect(benchmark, at(benchmark.open, one.entry)),
        }
        const short = closed(follow(one, mirrored, 'SHORT', 1.3))
        expect([short.exitReason, short.exitAt, short.label]).toEqual([long.exitReason, long.exitAt, long.label])
        for (const name of numbers) expect(short[name]).toBeCloseTo(long[name] ?? Number.NaN, 9)
        expect(short.betaAlphaPct).toBeCloseTo(long.betaAlphaPct ?? Number.NaN, 9)
      }),
      { numRuns: 200, seed: 20_260_105 },
    )
  })

  test('does not change when later candles come, or other ones in their place', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 1e6 }), (one, otherSeed) => {
        const { own, benchmark } = market(one)
        const beta = betaAt(signalOf(one), own, benchmark, engineConfig)
        const end = one.entry + { eod: 1, '3d': 3, '5d': 5, '10d': 10 }[one.horizon]
        const cut = { own: sliceCandles(own, 0, end), benchmark: sliceCandles(benchmark, 0, end) }
        const other = onSessions(walk(otherSeed, length))
        const changed = {
          ...own,
          open: own.open.slice(),
          high: own.high.slice(),
          low: own.low.slice(),
          close: own.close.slice(),
        }
        for (const column of ['open', 'high', 'low', 'close'] as const)
          changed[column].set(other[column].subarray(end), end)
        const outcome = follow(one, { own, benchmark }, 'LONG', beta)
        expect(follow(one, cut, 'LONG', beta)).toEqual(outcome)
        expect(follow(one, { own: changed, benchmark }, 'LONG', beta)).toEqual(outcome)
        expect(betaAt(signalOf(one), cut.own, cut.benchmark, engineConfig)).toBe(beta)
      }),
      { numRuns: 200, seed: 20_260_106 },
    )
  })

  test('lies within its excursions, and stop and target never both count', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom<Direction>('LONG', 'SHORT'), (one, direction) => {
        const outcome = closed(follow(one, market(one), direction, null))
        expect(outcome.grossReturnPct).toBeLessThanOrEqual(outcome.maxRunupPct + 1e-9)
        expect(outcome.grossReturnPct).toBeGreaterThanOrEqual(outcome.maxDrawdownPct - 1e-9)
        expect(outcome.hitStop && outcome.hitTarget).toBe(false)
        expect(Date.parse(outcome.exitAt)).toBeLessThanOrEqual(Date.parse(outcome.horizonEndAt))
      }),
      { numRuns: 200, seed: 20_260_107 },
    )
  })
})
