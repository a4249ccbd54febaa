import { nse } from '@fyntrix/calendar'
import { type CandleColumns, sliceCandles } from '@fyntrix/domain/candles'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at } from '../indicators/index.ts'
import { walk } from '../testing/series.ts'
import { exitsOfPlan, holdingOf, type OpenPosition, outcomeConfig, outcomeOf, standingOf } from './index.ts'

const signalAt = Date.parse('2025-08-28T10:02:00+05:30')
const holding = holdingOf(nse, { signalAt, interval: '5minute', horizon: '60m' })
const starts = Float64Array.from(holding.bars, ({ ts }) => ts)
const onBars = (candles: CandleColumns): CandleColumns => ({ ...candles, ts: starts })

/** a bar for each of these: open, high, low, close */
const barsOf = (...rows: readonly (readonly [number, number, number, number])[]): CandleColumns => ({
  ...sliceCandles(onBars(walk(1, starts.length, {})), 0, rows.length),
  open: Float64Array.from(rows, ([open]) => open),
  high: Float64Array.from(rows, ([, high]) => high),
  low: Float64Array.from(rows, ([, , low]) => low),
  close: Float64Array.from(rows, ([, , , close]) => close),
  provisional: new Uint8Array(rows.length),
})

const long = (candles: CandleColumns, plan: { stop: number; target: number }): OpenPosition => ({
  direction: 'LONG',
  holding,
  exits: exitsOfPlan({ mode: 'scalping', ...plan }, outcomeConfig),
  candles,
  costPct: outcomeConfig.costPct.scalping,
})
const endOf = (bar: number): number => holding.bars[bar]?.close ?? Number.NaN
const standing = (position: OpenPosition, bar: number) => standingOf(position, endOf(bar), outcomeConfig)

test('what is told while a scalp is held is the outcome of its hour, and is never told otherwise later (2,000 cases)', () => {
  let trailed = 0
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.constantFrom('LONG' as const, 'SHORT' as const),
      fc.double({ min: 0.05, max: 1.5, noNaN: true }),
      fc.double({ min: 0.05, max: 1.5, noNaN: true }),
      (seed, direction, stopPct, targetPct) => {
        const candles = onBars(walk(seed, starts.length, { noise: 0.002 }))
        const entry = at(candles.open, 0)
        const sign = direction === 'LONG' ? 1 : -1
        const position: OpenPosition = {
          ...long(candles, {
            stop: entry * (1 - (sign * stopPct) / 100),
            target: entry * (1 + (sign * targetPct) / 100),
          }),
          direction,
        }
        const benchmark = { symbol: null, reason: 'none is needed' } as const
        const outcome = outcomeOf({ ...position, benchmark, beta: null }, outcomeConfig)
        if (outcome.status !== 'closed') throw new Error(outcome.detail)
        const last = standing(position, starts.length - 1)
        if (last.status !== 'closed') throw new Error(`still ${last.status}`)
        expect(last).toMatchObject({
          entryPrice: outcome.entryPrice,
          exitAt: Date.parse(outcome.exitAt),
          exitPrice: outcome.exitPrice,
          exitReason: outcome.exitReason,
          netReturnPct: outcome.netReturnPct,
          label: outcome.label,
        })
        if (last.exitReason === 'TRAIL') trailed += 1
        for (let bar = 0; bar < starts.length; bar++) {
          const then = standing(position, bar)
          expect(then).toMatchObject(then.status === 'open' ? { missing: null } : last)
          // told not before the exit, and not later than with the bar that brought it
          expect(endOf(bar)).satisfy((end: number) =>
            then.status === 'open' ? end <= last.exitAt : end >= last.exitAt,
          )
        }
      },
    ),
    { numRuns: 2_000, seed: 5 },
  )
  expect(trailed).toBeGreaterThan(100)
})

describe('a scalp', () => {
  test('waits until the bar that it is entered in has ended', () => {
    const position = long(barsOf([100, 100.1, 99.9, 100]), { stop: 99, target: 102 })
    expect(standingOf(position, endOf(0) - 1, outcomeConfig)).toEqual({ status: 'pending', missing: null })
    expect(standing(position, 0)).toMatchObject({ status: 'open', entryPrice: 100, stop: 99, trailing: false })
  })

  test('is left by a stop that has followed the best price, once that was 0.2 % ahead: it only ever tightens', () => {
    const rows = [
      [100, 100.1, 99.9, 100],
      [100, 100.5, 100, 100.4],
      [100.4, 101, 100.75, 100.9],
      [100.9, 100.95, 100.8, 100.8],
      [100.8, 100.85, 100.6, 100.7],
    ] as const
    const upTo = (bar: number) => standing(long(barsOf(...rows.slice(0, bar + 1)), { stop: 99, target: 105 }), bar)
    expect(upTo(0)).toMatchObject({ status: 'open', bestPrice: 100.1, stop: 99, trailing: false })
    expect(upTo(1)).toMatchObject({ bestPrice: 100.5, stop: 100.5 - 0.3, trailing: true })
    expect(upTo(2)).toMatchObject({ bestPrice: 101, stop: 101 - 0.3 })
    expect(upTo(3)).toMatchObject({ status: 'open', bestPrice: 101, stop: 101 - 0.3 })
    expect(upTo(4)).toMatchObject({ status: 'closed', exitReason: 'TRAIL', exitPrice: 101 - 0.3, exitAt: endOf(4) })
  })

  test('is left at the stop where a bar reaches both stop and target: nothing tells which came first', () => {
    const both = long(barsOf([100, 100.1, 99.9, 100], [100, 103, 98, 101]), { stop: 99, target: 102 })
    expect(standing(both, 1)).toMatchObject({ exitReason: 'STOP', exitPrice: 99 })
  })

  test('is left at the open of a bar that opens beyond its stop or target', () => {
    const over = long(barsOf([100, 100.1, 99.9, 100], [102.4, 103, 102, 103]), { stop: 99, target: 102 })
    expect(standing(over, 1)).toMatchObject({ exitReason: 'TARGET', exitPrice: 102.4, exitAt: endOf(0) })
    const under = long(barsOf([100, 100.1, 99.9, 100], [98.2, 99, 98, 99]), { stop: 99, target: 102 })
    expect(standing(under, 1)).toMatchObject({ exitReason: 'STOP', exitPrice: 98.2 })
  })

  test('stays open where a bar is missing or not final, and says so: the stop may have been reached in it', () => {
    const full = barsOf([100, 100.1, 99.9, 100], [100, 100.1, 99.9, 100], [100, 103, 100, 103])
    const plan = { stop: 99, target: 102 }
    expect(standing(long(full, plan), 2)).toMatchObject({ status: 'closed', exitReason: 'TARGET' })
    const unsettled = { ...full, provisional: Uint8Array.of(0, 1, 0) }
    const missing = 'no final 5minute candle of 2025-08-28T04:40:00.000Z'
    expect(standing(long(unsettled, plan), 2)).toMatchObject({ status: 'open', bestPrice: 100.1, missing })
    const shifted = { ...full, ts: Float64Array.of(at(starts, 0), at(starts, 2), at(starts, 3)) }
    expect(standing(long(shifted, plan), 2)).toMatchObject({ status: 'open', missing })
  })
})
