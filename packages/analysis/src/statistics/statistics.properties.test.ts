import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averageRanks } from './average-ranks.ts'
import { equityDrawdown } from './equity-drawdown.ts'
import { informationCoefficient, seededRandom } from './index.ts'
import { meanInterval } from './mean-interval.ts'
import { quantile } from './quantile.ts'
import { rankCorrelation } from './rank-correlation.ts'
import { summary } from './summary.ts'
import { wilson } from './wilson.ts'

const values = (constraints: { readonly minLength: number }) =>
  fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 40, ...constraints })

const pairs = fc
  .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { minLength: 3, maxLength: 40 })
  .map((list) => ({ x: list.map(([x]) => x), y: list.map(([, y]) => y) }))

const distinct = fc.uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), {
  minLength: 3,
  maxLength: 40,
  // −0 and 0 are one value
  comparator: (a, b) => a === b,
})

describe('what cannot be computed is null', () => {
  test('no values have no summary, one value no standard deviation', () => {
    expect(summary([])).toBeNull()
    expect(summary([4])).toEqual({ n: 1, mean: 4, median: 4, standardDeviation: null, minimum: 4, maximum: 4 })
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('a value of %d is no number', (value) => {
    expect(summary([1, value, 2])).toBeNull()
    expect(equityDrawdown([0.1, value])).toBeNull()
    expect(meanInterval(value, 1, 5)).toBeNull()
    expect(meanInterval(1, value, 5)).toBeNull()
  })

  test('two pairs, a side that does not vary and a NaN have no rank correlation', () => {
    expect(rankCorrelation([1, 2], [1, 2])).toBeNull()
    expect(rankCorrelation([3, 3, 3], [1, 2, 3])).toBeNull()
    expect(rankCorrelation([1, 2, 3], [3, 3, 3])).toBeNull()
    expect(rankCorrelation([1, 2, 3], [1, Number.NaN, 3])).toBeNull()
  })

  test('no trials, one value, no returns and no sessions have nothing to say', () => {
    expect(wilson(0, 0)).toBeNull()
    expect(meanInterval(1, 1, 1)).toBeNull()
    expect(equityDrawdown([])).toBeNull()
    expect(equityDrawdown([0.1, -1.5])).toBeNull()
    expect(quantile([], 0.5)).toBeNull()
    expect(informationCoefficient([])).toBeNull()
    expect(informationCoefficient([{ scores: [1, 2, 3, 4], returns: [1, 2, 3, 4] }])).toBeNull()
  })

  test('what has no meaning is refused', () => {
    expect(() => rankCorrelation([1, 2, 3], [1, 2])).toThrow(RangeError)
    expect(() => informationCoefficient([{ scores: [1], returns: [] }])).toThrow(RangeError)
    for (const [successes, n] of [
      [3, 2],
      [-1, 2],
      [0.5, 2],
      [0, -1],
    ] as const) {
      expect(() => wilson(successes, n)).toThrow(RangeError)
    }
    for (const level of [0, 1, Number.NaN]) expect(() => wilson(1, 2, level)).toThrow(RangeError)
    expect(() => meanInterval(0, 1, 2.5)).toThrow(RangeError)
    expect(() => quantile([1], 1.1)).toThrow(RangeError)
    expect(() => seededRandom(0.5)).toThrow(RangeError)
  })
})

describe('average ranks', () => {
  test('add up to n(n + 1) / 2 and keep the order, for any ties', () => {
    fc.assert(
      fc.property(values({ minLength: 0 }), (list) => {
        const ranks = averageRanks(list)
        expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBe((list.length * (list.length + 1)) / 2)
        const inOrder = list.every((value, i) =>
          list.every((other, j) => Math.sign(ranks[i]! - ranks[j]!) === Math.sign(value - other)),
        )
        expect(inOrder).toBe(true)
      }),
    )
  })
})

describe('the rank correlation', () => {
  test('is 1 for the same order and −1 for the reverse, exactly', () => {
    fc.assert(
      fc.property(distinct, (list) => {
        const sorted = list.toSorted((a, b) => a - b)
        expect(rankCorrelation(sorted, sorted)).toBe(1)
        expect(rankCorrelation(sorted, sorted.toReversed())).toBe(-1)
      }),
    )
  })

  test('is the same both ways round and never beyond ±1', () => {
    fc.assert(
      fc.property(pairs, ({ x, y }) => {
        const correlation = rankCorrelation(x, y)
        expect(rankCorrelation(y, x)).toBe(correlation)
        expect(Math.abs(correlation ?? 0)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('does not change under a rising map of one side and turns its sign under a falling one', () => {
    fc.assert(
      fc.property(pairs, ({ x, y }) => {
        const correlation = rankCorrelation(x, y)
        expect(
          rankCorrelation(
            x.map((value) => Math.exp(value)),
            y,
          ),
        ).toBe(correlation)
        const turned = rankCorrelation(
          x,
          y.map((value) => -(value ** 3)),
        )
        expect(turned).toBe(correlation === null ? null : 0 - correlation)
      }),
    )
  })
})

describe('intervals', () => {
  test('Wilson: within 0 and 1, around the share, wider at a higher level, mirrored for failures', () => {
    const trials = fc
      .integer({ min: 1, max: 100_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(trials, ([successes, n]) => {
        const [interval, wider, mirrored] = [
          wilson(successes, n)!,
          wilson(successes, n, 0.99)!,
          wilson(n - successes, n)!,
        ]
        expect(interval.low).toBeGreaterThanOrEqual(0)
        expect(interval.low).toBeLessThanOrEqual(successes / n)
        expect(interval.high).toBeGreaterThanOrEqual(successes / n)
        expect(interval.high).toBeLessThanOrEqual(1)
        expect(wider.high - wider.low).toBeGreaterThan(interval.high - interval.low)
        expect(1 - mirrored.high).toBeCloseTo(interval.low, 12)
      }),
    )
  })

  test('of a mean: covers the true one in about 95 % of samples', () => {
    const random = seededRandom(7)
    let covered = 0
    for (let sample = 0; sample < 2000; sample++) {
      const { n, mean, standardDeviation } = summary(Array.from({ length: 12 }, random))!
      const { low, high } = meanInterval(mean, standardDeviation!, n)!
      if (low <= 0.5 && high >= 0.5) covered++
    }
    expect(covered / 2000).toBeGreaterThan(0.93)
    expect(covered / 2000).toBeLessThan(0.97)
  })
})

test('a quantile lies between its neighbours, and rises with q', () => {
  fc.assert(
    fc.property(values({ minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (list, q) => {
      const sorted = list.toSorted((a, b) => a - b)
      const value = quantile(sorted, q)!
      expect(value).toBeGreaterThanOrEqual(sorted[Math.floor(q * (sorted.length - 1))]!)
      expect(value).toBeLessThanOrEqual(quantile(sorted, 1)!)
      expect(value).toBeGreaterThanOrEqual(quantile(sorted, q / 2)!)
    }),
  )
})

describe('the drawdown', () => {
  test('of a loss at the very start counts from 1', () => {
    expect(equityDrawdown([-0.25, 0.5])).toBe(-0.25)
  })

  test('is 0 without a loss, −1 once everything is lost, and never outside of that', () => {
    expect(equityDrawdown([0, 0.1, 0.2])).toBe(0)
    expect(equityDrawdown([0.5, -1, 3])).toBe(-1)
    expect(equityDrawdown(Array.from({ length: 2000 }, () => 2))).toBe(0)
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 2, noNaN: true }), { minLength: 1 }), (returns) => {
        const drawdown = equityDrawdown(returns)
        expect(drawdown).toBeLessThanOrEqual(0)
        expect(drawdown).toBeGreaterThanOrEqual(-1)
      }),
    )
  })

  test('is not made shallower by what comes later', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 2, noNaN: true }), { minLength: 2 }), (returns) => {
        expect(equityDrawdown(returns)!).toBeLessThanOrEqual(equityDrawdown(returns.slice(0, -1))!)
      }),
    )
  })
})

test('the information coefficient counts a session once, whatever its size, and says what it left out', () => {
  const rising = { scores: [1, 2, 3, 4, 5, 6, 7, 8, 9], returns: [1, 2, 3, 4, 5, 6, 7, 8, 9] }
  const falling = { scores: [1, 2, 3, 4, 5], returns: [5, 4, 3, 2, 1] }
  const flat = { scores: [50, 50, 50, 50, 50], returns: [1, 2, 3, 4, 5] }
  const small = { scores: [1, 2, 3, 4], returns: [1, 2, 3, 4] }
  expect(informationCoefficient([rising, falling, flat, small])).toEqual({
    value: 0,
    sessions: 2,
    pairs: 14,
    left: 2,
    correlations: [1, -1],
  })
  expect(informationCoefficient([rising, falling, flat, small], 4)).toMatchObject({ sessions: 3, pairs: 18, left: 1 })
})
