import { expect, test } from 'vitest'
import { groupPerformance, performanceByGroup } from './group-performance.ts'
import type { SessionReturns } from './tally.ts'

const swing = (date: string, returns: readonly number[], alphas: readonly (number | null)[] = []): SessionReturns => ({
  date,
  mode: 'swing',
  returns,
  alphas: returns.map((_, i) => alphas[i] ?? Number.NaN),
})

test('four recommendations of two sessions, worked by hand', () => {
  const found = groupPerformance('swing', [
    swing('2026-01-05', [2, -1], [1, null]),
    swing('2026-01-06', [0.2, 3], [0.5, 2]),
  ])
  expect(found).toMatchObject({ group: 'swing', n: 4, sessions: 2, wins: 2, losses: 1, meanWin: 2.5, meanLoss: -1 })
  // (2 − 1 + 0.2 + 3) ÷ 4 · between 0.2 and 2 · √((0.95² + 2.05² + 0.85² + 1.95²) ÷ 3)
  expect(found?.mean).toMatchObject({ value: 1.05, n: 4, sessions: 2, interval: null })
  expect(found?.median).toBeCloseTo(1.1, 12)
  expect(found?.standardDeviation).toBeCloseTo(Math.sqrt(3.21), 12)
  expect(found?.winRate.value).toBe(0.5)
  // ½ × 2.5 + ¼ × −1, the break-even of 0.2 as nothing
  expect(found?.expectancy).toBe(1)
  expect(found?.meanAlpha).toBeCloseTo(3.5 / 3, 12)
  expect(found?.equityDrawdown).toBe(0)
  expect(found?.warning).toMatch(/4 recommendations of 2 sessions are few/)
})

test('the equity puts a fifth of the capital into each date of swing, all of it into each date of intraday', () => {
  const dates: [string, number[]][] = [
    ['2026-01-05', [10, 0]],
    ['2026-01-06', [-20]],
  ]
  const rows = (mode: 'swing' | 'intraday') => dates.map(([date, returns]) => ({ ...swing(date, returns), mode }))
  // −20 % of a fifth, −20 % of all
  expect(groupPerformance('swing', rows('swing'))?.equityDrawdown).toBeCloseTo(-4, 12)
  expect(groupPerformance('intraday', rows('intraday'))?.equityDrawdown).toBeCloseTo(-20, 12)
})

test('rows of one date are one session, whatever their mode, and the drawdown follows the order of dates', () => {
  const mixed: SessionReturns[] = [
    { ...swing('2026-01-05', [5]), mode: 'intraday' },
    swing('2026-01-05', [5]),
    swing('2026-01-06', [-5]),
  ]
  const found = groupPerformance('LONG', mixed)
  expect(found).toMatchObject({ n: 3, sessions: 2 })
  expect(found?.equityDrawdown).toBeCloseTo(-1, 12)
  expect(groupPerformance('LONG', mixed.toReversed())).toEqual(found)
})

test('each group is measured by itself, in the order in which the groups come, and one without returns is left out', () => {
  const rows = [
    { group: 'b', ...swing('2026-01-06', [2]) },
    { group: 'a', ...swing('2026-01-05', [1]) },
    { group: 'none', ...swing('2026-01-05', []) },
    { group: 'b', ...swing('2026-01-05', [1]) },
  ]
  expect(performanceByGroup(rows).map(({ group, n }) => [group, n])).toEqual([
    ['b', 2],
    ['a', 1],
  ])
})

test('sixty sessions of a steady gain have an interval above zero, and no warning', () => {
  const rows = Array.from({ length: 60 }, (_, i) =>
    swing(new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10), [1 + (i % 3) / 10, 1.2]),
  )
  const found = groupPerformance('swing', rows)
  expect(found?.mean.interval?.low).toBeGreaterThan(1)
  expect(found?.winRate.interval).toMatchObject({ low: 1, high: 1 })
  expect(found?.warning).toBeNull()
  expect(groupPerformance('swing', rows)).toEqual(found)
})

test('of nothing there is no performance', () => {
  expect(groupPerformance('swing', [])).toBeNull()
  expect(groupPerformance('swing', [swing('2026-01-05', [])])).toBeNull()
})
