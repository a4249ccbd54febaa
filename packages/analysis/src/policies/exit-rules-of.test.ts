import { nse } from '@fyntrix/calendar'
import type { CandleInterval } from '@fyntrix/domain/candles'
import { type ExitProfile, planExits } from '@fyntrix/domain/policies'
import type { Direction } from '@fyntrix/domain/top-picks'
import { describe, expect, test } from 'vitest'
import { holdingOf } from '../outcomes/index.ts'
import { exitRulesOf, type PositionFacts } from './index.ts'

const barsOf = (signalAt: string, interval: CandleInterval) =>
  holdingOf(nse, { signalAt: Date.parse(signalAt), interval, horizon: '3d' }).bars

const facts = (direction: Direction, over: Partial<PositionFacts> = {}): PositionFacts => ({
  direction,
  entryPrice: 200,
  plan: direction === 'LONG' ? { stop: 190, target: 225, atr: 4 } : { stop: 210, target: 175, atr: 4 },
  bars: barsOf('2026-01-05T02:36:00Z', 'day'),
  ...over,
})

const rules = (profile: Partial<ExitProfile>, position: PositionFacts) =>
  exitRulesOf({ ...planExits, ...profile }, position)

describe('the exits of a position by a profile', () => {
  test.each([
    { stop: { kind: 'percent', percent: 3 }, long: 194, short: 206, sum: '200 ∓ 200 · 3 %' },
    { stop: { kind: 'atr', multiple: 1.5 }, long: 194, short: 206, sum: '200 ∓ 1.5 · 4' },
    { stop: { kind: 'plan' }, long: 190, short: 210, sum: 'the plan' },
    { stop: { kind: 'none' }, long: null, short: null, sum: 'nothing' },
  ] as const)('stop at $long or $short: $sum', ({ stop, long, short }) => {
    expect(rules({ stop }, facts('LONG')).stop).toBe(long)
    expect(rules({ stop }, facts('SHORT')).stop).toBe(short)
  })

  test.each([
    { target: { kind: 'percent', percent: 6 }, long: 212, short: 188, sum: '200 ± 200 · 6 %' },
    { target: { kind: 'risk', multiple: 2.5 }, long: 225, short: 175, sum: '200 ± 2.5 · 10, the distance of the stop' },
    { target: { kind: 'plan' }, long: 225, short: 175, sum: 'the plan' },
    { target: { kind: 'none' }, long: null, short: null, sum: 'nothing' },
  ] as const)('take a gain at $long or $short: $sum', ({ target, long, short }) => {
    expect(rules({ target }, facts('LONG')).target).toBe(long)
    expect(rules({ target }, facts('SHORT')).target).toBe(short)
  })

  test('count percent from what was paid and not from the plan, and trail by fractions', () => {
    const stop = { kind: 'percent', percent: 3 } as const
    expect(rules({ stop }, facts('LONG', { entryPrice: 100 })).stop).toBe(97)
    expect(rules({ trailing: { activationPct: 4, distancePct: 2 } }, facts('LONG')).trailing).toEqual({
      activation: 0.04,
      distance: 0.02,
    })
    expect(rules({}, facts('LONG')).trailing).toBeNull()
  })

  test('pass a plan through that the entry has passed', () => {
    expect(rules({}, facts('LONG', { entryPrice: 185 }))).toMatchObject({ stop: 190, target: 225 })
  })

  test('are refused where a price is no positive number', () => {
    expect(() => rules({}, facts('LONG', { entryPrice: Number.NaN }))).toThrow(/entryPrice must be a positive number/)
    expect(() => rules({}, facts('LONG', { plan: { stop: 190, target: 225, atr: 0 } }))).toThrow(/atr must be/)
  })
})

describe('the longest hold', () => {
  const bars = (longestHold: ExitProfile['longestHold'], signalAt: string, interval: CandleInterval) =>
    rules({ longestHold }, facts('LONG', { bars: barsOf(signalAt, interval) })).longestBars

  const monday = '2026-01-05T02:36:00Z'
  test.each([
    { hold: { minutes: 60 }, interval: '15minute', count: 4, sum: '60 ÷ 15' },
    { hold: { minutes: 50 }, interval: '15minute', count: 4, sum: '50 ÷ 15, rounded up' },
    { hold: { minutes: 1 }, interval: '15minute', count: 1, sum: 'at least one' },
    { hold: { minutes: 375 }, interval: 'day', count: 1, sum: 'a session has 375 minutes' },
    { hold: { minutes: 720 }, interval: 'day', count: 2, sum: '720 ÷ 375, rounded up' },
    { hold: { sessions: 2 }, interval: 'day', count: 2, sum: '2 · 1' },
    { hold: { sessions: 2 }, interval: '15minute', count: 50, sum: '2 · 25' },
    { hold: { sessions: 3 }, interval: '15minute', count: null, sum: 'all three sessions of the holding' },
    { hold: { sessions: 7 }, interval: 'day', count: null, sum: 'more than the holding' },
    { hold: { minutes: 2000 }, interval: '5minute', count: null, sum: 'more than 3 · 375' },
    { hold: null, interval: 'day', count: null, sum: 'none' },
  ] as const)('of $hold lasts $count bars of $interval: $sum', ({ hold, interval, count }) => {
    expect(bars(hold, monday, interval)).toBe(count)
  })

  // Monday 2025-10-20 at 14:50: two bars of 15 minutes are left; Tuesday is Muhurat, one hour of four bars; Thursday a regular session
  const beforeMuhurat = '2025-10-20T09:20:00Z'
  test.each([
    { hold: { sessions: 1 }, interval: '15minute', count: 2, sum: '15:00 and 15:15' },
    { hold: { sessions: 2 }, interval: '15minute', count: 6, sum: '2 + 4' },
    { hold: { minutes: 60 }, interval: '15minute', count: 4, sum: '30 minutes of Monday, 30 of Muhurat' },
    { hold: { minutes: 91 }, interval: '15minute', count: 7, sum: '30 + 60, and a minute of Thursday' },
    // entered on Tuesday
    { hold: { minutes: 375 }, interval: 'day', count: 2, sum: '60 of Muhurat and the rest on Thursday' },
  ] as const)('of $hold lasts $count bars of $interval over a short session: $sum', ({ hold, interval, count }) => {
    expect(bars(hold, beforeMuhurat, interval)).toBe(count)
  })
})
