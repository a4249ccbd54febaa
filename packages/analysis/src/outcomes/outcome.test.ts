import { nse } from '@fyntrix/calendar'
import type { Direction } from '@fyntrix/domain/top-picks'
import { describe, expect, test } from 'vitest'
import { sessionBars } from '../testing/sessions.ts'
import { type ExitRules, holdingOf, outcomeConfig, outcomeOf, type Position } from './index.ts'

// worked out by hand: a signal before the open of Monday, entered at that open
const signalAt = Date.parse('2026-01-05T02:36:00Z')
const holding = holdingOf(nse, { signalAt, interval: 'day', horizon: '3d' })
const quiet = { stop: 95, target: 110, trailing: null, longestBars: null } satisfies ExitRules
const before = [100, 101, 99, 100] as const

const follow = (
  bars: readonly (readonly [number, number, number, number])[],
  exits: ExitRules = quiet,
  direction: Direction = 'LONG',
  over: Partial<Position> = {},
) =>
  outcomeOf(
    {
      direction,
      holding,
      exits,
      candles: sessionBars('2026-01-02', [before, ...bars]),
      benchmark: { symbol: null, reason: 'none in this test' },
      beta: null,
      costPct: 0.25,
      ...over,
    },
    outcomeConfig,
  )

describe('a position followed over three sessions', () => {
  test('that reaches its target on the second day ends there, whatever the third brings', () => {
    const outcome = follow(
      [
        [100, 104, 99, 103],
        [104, 111, 102, 108],
        [108, 109, 90, 91],
      ],
      quiet,
      'LONG',
      {
        benchmark: {
          symbol: 'NIFTYBEES',
          proxy: true,
          candles: sessionBars('2026-01-05', [
            [200, 201, 199, 200],
            [201, 205, 200, 204],
            [204, 204, 180, 180],
          ]),
        },
        beta: 0.5,
      },
    )
    expect(outcome).toMatchObject({
      status: 'closed',
      entryAt: '2026-01-05T03:45:00.000Z',
      entryPrice: 100,
      exitAt: '2026-01-06T10:00:00.000Z',
      exitPrice: 110,
      exitReason: 'TARGET',
      horizonEndAt: '2026-01-07T10:00:00.000Z',
      closePrice: 91,
      highPrice: 111,
      lowPrice: 90,
      grossReturnPct: 10,
      netReturnPct: 9.75,
      closeReturnPct: -9,
      maxRunupPct: 10,
      maxDrawdownPct: -1,
      captureRatio: 1,
      hitTarget: true,
      hitStop: false,
      // 200 → 204
      benchmark: { symbol: 'NIFTYBEES', proxy: true, returnPct: expect.closeTo(2, 12) },
      alphaPct: expect.closeTo(7.75, 12),
      betaAlphaPct: expect.closeTo(8.75, 12),
      label: 'WIN',
    })
  })

  test('that reaches stop and target in one bar was stopped', () => {
    expect(
      follow([
        [100, 112, 94, 111],
        [111, 112, 110, 111],
        [111, 112, 110, 111],
      ]),
    ).toMatchObject({
      exitReason: 'STOP',
      exitPrice: 95,
      netReturnPct: -5.25,
      // nothing says that the 112 came before the stop
      maxRunupPct: 0,
      maxDrawdownPct: -5,
      captureRatio: null,
      hitStop: true,
      hitTarget: false,
      label: 'LOSS',
    })
  })

  test.each([
    { what: 'below its stop is left at that open', open: 92, reason: 'STOP', gross: -8 },
    { what: 'above its target is left at that open', open: 113, reason: 'TARGET', gross: 13 },
  ])('that opens $what', ({ open, reason, gross }) => {
    expect(
      follow([
        [100, 101, 99, 100],
        [open, open + 1, open - 1, open],
        [100, 101, 99, 100],
      ]),
    ).toMatchObject({
      exitAt: '2026-01-06T03:45:00.000Z',
      exitReason: reason,
      exitPrice: open,
      grossReturnPct: gross,
    })
  })

  test('that nothing ends is left at the last close, and costs can make it break even', () => {
    expect(
      follow([
        [100, 101, 99, 100],
        [100, 102, 98, 101],
        [101, 102, 97, 100.6],
      ]),
    ).toMatchObject({
      exitAt: '2026-01-07T10:00:00.000Z',
      exitReason: 'TIME',
      grossReturnPct: expect.closeTo(0.6, 12),
      netReturnPct: expect.closeTo(0.35, 12),
      maxRunupPct: 2,
      maxDrawdownPct: -3,
      captureRatio: expect.closeTo(0.3, 12),
      label: 'BREAKEVEN',
    })
  })

  test('that was short gains when prices fall, and its benchmark counts the other way', () => {
    const outcome = follow(
      [
        [100, 101, 97, 98],
        [98, 99, 89, 91],
        [91, 92, 90, 91],
      ],
      { ...quiet, stop: 105, target: 90 },
      'SHORT',
      {
        benchmark: {
          symbol: 'NIFTYBEES',
          proxy: true,
          candles: sessionBars('2026-01-05', [
            [100, 100, 100, 100],
            [100, 100, 97, 97],
            [97, 97, 97, 97],
          ]),
        },
        beta: 2,
      },
    )
    expect(outcome).toMatchObject({
      exitReason: 'TARGET',
      grossReturnPct: 10,
      maxDrawdownPct: -1,
      benchmark: { returnPct: expect.closeTo(-3, 12) },
      alphaPct: expect.closeTo(9.75 - 3, 12),
      betaAlphaPct: expect.closeTo(9.75 - 6, 12),
    })
  })

  test('whose plan the open has passed already is left at once and costs its costs', () => {
    const gone = follow([
      [94, 96, 93, 95],
      [95, 96, 94, 95],
      [95, 96, 94, 95],
    ])
    expect(gone).toMatchObject({ entryPrice: 94, exitPrice: 94, exitReason: 'STOP', netReturnPct: -0.25 })
  })

  test('with a trailing stop keeps what earlier bars have reached, never what its own bar reaches', () => {
    const trailing = { stop: 95, target: null, trailing: { activation: 0.02, distance: 0.01 }, longestBars: null }
    // 103 of the first day puts the stop at 102; the 110 of the second day comes too late to move it before the low
    expect(
      follow(
        [
          [100, 103, 99, 103],
          [103, 110, 101.5, 109],
          [109, 110, 108, 109],
        ],
        trailing,
      ),
    ).toMatchObject({ exitAt: '2026-01-06T10:00:00.000Z', exitReason: 'TRAIL', exitPrice: 102, hitStop: false })
    // it follows up, and never down again
    expect(
      follow(
        [
          [100, 106, 99, 105],
          [105.4, 105.5, 105.2, 105.3],
          [105.3, 105.4, 104, 104],
        ],
        trailing,
      ),
    ).toMatchObject({ exitAt: '2026-01-07T10:00:00.000Z', exitReason: 'TRAIL', exitPrice: 105 })
  })

  test('with a longest hold is left at the close of that bar', () => {
    expect(
      follow(
        [
          [100, 101, 99, 100],
          [100, 102, 99, 101],
          [101, 109, 101, 108],
        ],
        { ...quiet, longestBars: 2 },
      ),
    ).toMatchObject({ exitAt: '2026-01-06T10:00:00.000Z', exitReason: 'TIME', grossReturnPct: 1, closeReturnPct: 8 })
  })
})

describe('an outcome is not told', () => {
  const fine = [100, 101, 99, 100] as const
  test('when a session of the horizon has no candle, even if no exit seems near', () => {
    expect(follow([fine, fine])).toEqual({
      status: 'unavailable',
      code: 'missing-candle',
      detail: 'no day candle of 2026-01-07',
    })
  })

  test('when a candle may still change', () => {
    const candles = sessionBars('2026-01-02', [before, fine, fine, fine])
    candles.provisional[3] = 1
    expect(follow([], quiet, 'LONG', { candles })).toMatchObject({ code: 'missing-candle', detail: /2026-01-07/ })
  })

  test('when prices break between the close before and the end', () => {
    expect(follow([[50, 51, 49, 50], fine, fine])).toMatchObject({ status: 'unavailable', code: 'price-break' })
  })

  test('of a benchmark that breaks or has no candle, while that of the pick is', () => {
    const candles = sessionBars('2026-01-05', [fine, fine])
    const outcome = follow([fine, fine, fine], quiet, 'LONG', {
      benchmark: { symbol: 'NIFTYBEES', proxy: true, candles },
      beta: 1,
    })
    expect(outcome).toMatchObject({
      status: 'closed',
      benchmark: null,
      benchmarkReason: 'NIFTYBEES: no day candle of 2026-01-07',
      alphaPct: null,
      betaAlphaPct: null,
    })
  })
})
