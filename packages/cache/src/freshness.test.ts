import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  byParameter,
  type FreshnessRule,
  marketHours,
  ruleOf,
  untilNextOpen,
  untilNextRun,
  withJitter,
} from './freshness.ts'
import { milliseconds } from './lifetimes.ts'
import type { SessionClock } from './session-clock.ts'

const hour = 3_600_000
const day = 24 * hour
/** Opens at 9:00 and closes at 15:00 of each day. */
const clock: SessionClock = {
  isOpen: (at) => at % day >= 9 * hour && at % day < 15 * hour,
  nextOpen: (at) => Math.floor((at - 9 * hour) / day + 1) * day + 9 * hour,
  nextClose: (at) => Math.floor((at - 15 * hour) / day + 1) * day + 15 * hour,
}
const until = (rule: FreshnessRule, at: number, random = 0, parameters = {}) =>
  rule({ at, clock, random: () => random, parameters })

describe('freshness', () => {
  test('by market hours is longer while the market is closed, but never past the opening', () => {
    const rule = marketHours({ open: '5m', closedFactor: 4 })
    expect(until(rule, 10 * hour)).toBe(10 * hour + 5 * 60_000)
    expect(until(rule, 20 * hour)).toBe(20 * hour + 20 * 60_000)
    expect(until(rule, 9 * hour - 60_000)).toBe(9 * hour)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * day }), (at) => {
        const end = until(rule, at)
        return clock.isOpen(at) ? end === at + 300_000 : end <= clock.nextOpen(at)
      }),
    )
  })

  test('until the next opening or run ends exactly there', () => {
    expect(until(untilNextOpen, 10 * hour)).toBe(day + 9 * hour)
    expect(until(untilNextOpen, 9 * hour)).toBe(day + 9 * hour)
    expect(
      until(
        untilNextRun((after) => after + 7),
        5,
      ),
    ).toBe(12)
  })

  test('by a parameter takes its rule, and refuses a value that has none', () => {
    const rule = byParameter('interval', { minute: '1h', day: untilNextOpen })
    expect(until(rule, 10 * hour, 0, { interval: 'minute' })).toBe(11 * hour)
    expect(until(rule, 10 * hour, 0, { interval: 'day' })).toBe(day + 9 * hour)
    expect(() => until(rule, 0, 0, { interval: 'week' })).toThrow(/week/)
  })

  test('jitter shortens by no more than its fraction, and never crosses an opening or a close', () => {
    const at = fc.integer({ min: 0, max: 10 * day })
    const length = fc.integer({ min: 1, max: 3 * day })
    fc.assert(
      fc.property(at, length, fc.double({ min: 0, max: 0.999, noNaN: true }), (start, span, random) => {
        const end = until(withJitter(0.3, span), start, random)
        const boundaries = [clock.nextOpen(start), clock.nextClose(start)].filter((each) => each <= start + span)
        expect(end).toBeLessThanOrEqual(start + span)
        expect(end).toBeGreaterThanOrEqual(start + span * 0.7 - 1)
        expect(boundaries.every((boundary) => boundary <= end + 1e-6)).toBe(true)
      }),
    )
    expect(until(withJitter(0.5, untilNextOpen), 10 * hour, 0.9)).toBe(day + 9 * hour)
    expect(() => withJitter(1, '1m')).toThrow(/jitter/)
  })

  test('durations are read as they are written', () => {
    expect([250, '250ms', '90s', '15m', '24h', '7d', '0.5s'].map((each) => until(ruleOf(each as '1s'), 0))).toEqual([
      250,
      250,
      90_000,
      900_000,
      day,
      7 * day,
      500,
    ])
    for (const wrong of ['', '5', 's', '-1s', '1w', '1.2.3s'])
      expect(() => milliseconds(wrong as '1s')).toThrow(RangeError)
  })
})
