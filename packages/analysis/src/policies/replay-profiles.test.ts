import { nse } from '@fyntrix/calendar'
import { sliceCandles } from '@fyntrix/domain/candles'
import { defaultPolicies, type ExitProfile, planExits } from '@fyntrix/domain/policies'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdingOf, outcomeConfig, outcomeOf, type Position } from '../outcomes/index.ts'
import { sessionBars } from '../testing/sessions.ts'
import { replayProfiles } from './index.ts'

const holding = holdingOf(nse, { signalAt: Date.parse('2026-01-05T02:36:00Z'), interval: 'day', horizon: '3d' })
type Bar = readonly [open: number, high: number, low: number, close: number]

const position = (bars: readonly Bar[], over: Partial<Position> = {}): Omit<Position, 'exits'> => ({
  direction: 'LONG',
  holding,
  candles: sessionBars('2026-01-05', bars),
  benchmark: { symbol: null, reason: 'none in this test' },
  beta: null,
  costPct: 0.25,
  ...over,
})

const rising: readonly Bar[] = [
  [100, 104, 99, 103],
  [103, 108, 102.5, 107],
  [107, 109, 103, 104],
]
const plan = { stop: 95, target: 120, atr: 2 }
const percent = (value: number) => ({ kind: 'percent', percent: value }) as const

const profiles: Record<string, ExitProfile> = {
  plan: planExits,
  quick: { ...planExits, target: percent(3) },
  near: { ...planExits, stop: percent(0.5) },
  trailing: { ...planExits, trailing: { activationPct: 4, distancePct: 2 } },
  short: { ...planExits, longestHold: { sessions: 2 } },
}

describe('a pick replayed under profiles', () => {
  test('ends differently under each', () => {
    expect(replayProfiles(position(rising), plan, profiles, outcomeConfig)).toMatchObject({
      plan: { exitReason: 'TIME', exitPrice: 104, netReturnPct: 3.75 },
      quick: { exitReason: 'TARGET', exitPrice: 103, netReturnPct: 2.75 },
      near: { exitReason: 'STOP', exitPrice: 99.5, netReturnPct: -0.75 },
      // it begins with 104, whose 102 the second bar stays above; 2 % of the entry below 108, the best of that bar, is 106
      trailing: { exitReason: 'TRAIL', exitPrice: 106, netReturnPct: 5.75 },
      short: { exitReason: 'TIME', exitPrice: 107, netReturnPct: 6.75 },
    })
  })

  test('whose entry is beyond its stop is left at the entry', () => {
    const passed = { stop: 101, target: 120, atr: 2 }
    expect(replayProfiles(position(rising), passed, { plan: planExits }, outcomeConfig)['plan']).toMatchObject({
      exitReason: 'STOP',
      exitPrice: 100,
      grossReturnPct: 0,
      netReturnPct: -0.25,
    })
  })

  test('is unavailable under all profiles for one reason where a candle is missing', () => {
    const missing = position(rising.slice(0, 2))
    const outcomes = Object.values(replayProfiles(missing, plan, profiles, outcomeConfig))
    expect(outcomes).toHaveLength(5)
    for (const outcome of outcomes)
      expect(outcome).toEqual({
        status: 'unavailable',
        code: 'missing-candle',
        detail: 'no day candle of 2026-01-07',
      })
  })

  test('under no profile is nothing', () => {
    expect(replayProfiles(position(rising), plan, {}, outcomeConfig)).toEqual({})
  })
})

const move = fc.double({ min: -0.05, max: 0.05, noNaN: true })
const barsFrom = fc.array(fc.tuple(move, move, move, move), { minLength: 4, maxLength: 4 }).map((moves) => {
  let previous = 100
  return moves.map(([gap, a, b, c]): Bar => {
    const open = previous * (1 + gap)
    const prices = [open, open * (1 + a), open * (1 + b)]
    previous = open * (1 + c)
    return [open, Math.max(...prices, previous), Math.min(...prices, previous), previous]
  })
})

describe('replays over random bars', () => {
  test('tell by the exits of the plan what the outcome tells, and nothing of bars after the holding', () => {
    fc.assert(
      fc.property(barsFrom, fc.constantFrom('LONG', 'SHORT'), (bars, direction) => {
        const own = position(bars, { direction })
        const facts = direction === 'LONG' ? { stop: 97, target: 106, atr: 2 } : { stop: 103, target: 94, atr: 2 }
        const { stop, target } = facts
        const replayed = replayProfiles(own, facts, { plan: planExits }, outcomeConfig)
        expect(replayed['plan']).toEqual(
          outcomeOf({ ...own, exits: { stop, target, trailing: null, longestBars: null } }, outcomeConfig),
        )
        const swing = defaultPolicies.swing.exits.profiles
        const cut = { ...own, candles: sliceCandles(own.candles, 0, 3) }
        expect(replayProfiles(cut, facts, swing, outcomeConfig)).toEqual(
          replayProfiles(own, facts, swing, outcomeConfig),
        )
      }),
      { numRuns: 200, seed: 20_260_105 },
    )
  })
})
