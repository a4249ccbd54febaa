import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyStatistics, entryReward, exitReward, profileScore } from './index.ts'

const judged = (netReturnPct: number, maxDrawdownPct: number, captureRatio: number | null, hitStop = false) => ({
  netReturnPct,
  maxDrawdownPct,
  captureRatio,
  hitStop,
})

describe('rewards', () => {
  test.each([
    // exit: 0.5 · 1/2 + 0.3 · 0.5 − 0.1 · 1/4 = 0.25 + 0.15 − 0.025; entry: 0.6 · 1/2 − 0.2 · 1/4 = 0.3 − 0.05
    { what: 'a gain of 1 %, half of the best', outcome: judged(1, -1, 0.5), exit: 0.375, entry: 0.25 },
    // exit: 0.5 · −0.5 + 0 − 0.1 · 0.5 − 0.1 = −0.4; entry: 0.6 · −0.5 − 0.2 · 0.5 − 0.2 = −0.6
    { what: 'a stop at −1 % after −2 %', outcome: judged(-1, -2, null, true), exit: -0.4, entry: -0.6 },
    { what: 'all that can be gained', outcome: judged(50, 0, 1), exit: 0.8, entry: 0.6 },
    { what: 'all that can be lost', outcome: judged(-50, -60, null, true), exit: -0.7, entry: -1 },
    { what: 'nothing', outcome: judged(0, 0, null), exit: 0, entry: 0 },
  ])('of $what are $exit for the exit and $entry for the entry', ({ outcome, exit, entry }) => {
    expect(exitReward(outcome)).toBeCloseTo(exit, 12)
    expect(entryReward(outcome)).toBeCloseTo(entry, 12)
  })

  test('never fall when a return rises, and lie within the bounds of their terms', () => {
    const percent = fc.double({ min: -30, max: 30, noNaN: true })
    fc.assert(
      fc.property(percent, percent, fc.double({ min: -30, max: 0, noNaN: true }), fc.boolean(), (a, b, down, stop) => {
        const [low, high] = [judged(Math.min(a, b), down, 0.5, stop), judged(Math.max(a, b), down, 0.5, stop)]
        for (const reward of [exitReward, entryReward]) expect(reward(high)).toBeGreaterThanOrEqual(reward(low))
        expect(Math.abs(exitReward(high))).toBeLessThanOrEqual(0.8)
        expect(Math.abs(entryReward(low))).toBeLessThanOrEqual(1)
      }),
      { numRuns: 200, seed: 1 },
    )
  })
})

describe('the legacy score of a profile', () => {
  test('is 0.4 + 0.5 · 0.6 − 0.5 · 1.2 − 30 · 3/10 = −8.9', () => {
    const statistics = {
      ...emptyStatistics,
      n: 10,
      meanReturnPct: 0.4,
      meanCapture: 0.6,
      meanDrawdownPct: -1.2,
      stops: 3,
    }
    expect(profileScore(statistics)).toBeCloseTo(-8.9, 12)
  })

  test('is unknown without an outcome', () => {
    expect(profileScore(emptyStatistics)).toBeNull()
  })
})
