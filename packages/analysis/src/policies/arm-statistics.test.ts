import { ArmStatistics } from '@fyntrix/domain/policies'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consume, emptyStatistics, merge, type Observation, observationOf, standardDeviationOf } from './index.ts'
import { closed } from './testing/closed.ts'

const observation = (returnPct: number, over: Partial<Observation> = {}): Observation => ({
  returnPct,
  drawdownPct: 0,
  capture: null,
  win: false,
  target: false,
  stop: false,
  reward: 0,
  ...over,
})
const all = (observations: readonly Observation[]): ArmStatistics => observations.reduce(consume, emptyStatistics)

describe('the statistics of an arm', () => {
  test('of returns 1, 2 and 6: mean 3, squared deviations 4 + 1 + 9 = 14, standard deviation √(14/2)', () => {
    const statistics = all([1, 2, 6].map((value) => observation(value)))
    expect(statistics).toMatchObject({ n: 3, meanReturnPct: 3, m2: 14 })
    expect(standardDeviationOf(statistics)).toBeCloseTo(Math.sqrt(7), 12)
  })

  test('count what happened, and average the capture over outcomes that have one', () => {
    expect(
      all([
        observation(2, { win: true, target: true, capture: 1, reward: 0.8 }),
        observation(1, { win: true, drawdownPct: -3, capture: 0.5, reward: 0.4 }),
        observation(-3, { stop: true, drawdownPct: -3, reward: -0.6 }),
      ]),
    ).toEqual({
      n: 3,
      meanReturnPct: 0,
      // 2² + 1² + 3²
      m2: 14,
      wins: 2,
      targets: 1,
      stops: 1,
      meanDrawdownPct: -2,
      captureN: 2,
      meanCapture: 0.75,
      meanReward: expect.closeTo(0.2, 12),
    })
  })

  test('of nothing and of one outcome have no standard deviation', () => {
    expect(merge(emptyStatistics, emptyStatistics)).toEqual(emptyStatistics)
    expect(standardDeviationOf(emptyStatistics)).toBeNull()
    const one = all([observation(1.7)])
    expect(one).toMatchObject({ n: 1, meanReturnPct: 1.7, m2: 0, captureN: 0, meanCapture: 0 })
    expect(standardDeviationOf(one)).toBeNull()
  })

  test('read net return, drawdown, capture, label and exit from an outcome', () => {
    const stopped = closed(-2, { grossReturnPct: -1.75, maxDrawdownPct: -1.8, captureRatio: 0.1, hitStop: true })
    expect(observationOf(stopped, -0.5)).toEqual({
      returnPct: -2,
      drawdownPct: -1.8,
      capture: 0.1,
      win: false,
      target: false,
      stop: true,
      reward: -0.5,
    })
    expect(observationOf(closed(1, { hitTarget: true }), 0)).toMatchObject({ win: true, target: true })
  })
})

const percent = fc.double({ min: -100, max: 100, noNaN: true })
const observations = fc.array(
  fc.record({
    returnPct: percent,
    drawdownPct: fc.double({ min: -100, max: 0, noNaN: true }),
    capture: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    win: fc.boolean(),
    target: fc.boolean(),
    stop: fc.boolean(),
    reward: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
  }),
  { maxLength: 120 },
)

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

const twoPass = (list: readonly Observation[]): ArmStatistics => {
  const meanReturnPct = mean(list.map(({ returnPct }) => returnPct))
  const captures = list.flatMap(({ capture }) => (capture === null ? [] : [capture]))
  return {
    n: list.length,
    meanReturnPct,
    m2: list.reduce((sum, { returnPct }) => sum + (returnPct - meanReturnPct) ** 2, 0),
    wins: list.filter(({ win }) => win).length,
    targets: list.filter(({ target }) => target).length,
    stops: list.filter(({ stop }) => stop).length,
    meanDrawdownPct: mean(list.map(({ drawdownPct }) => drawdownPct)),
    captureN: captures.length,
    meanCapture: mean(captures),
    meanReward: mean(list.map(({ reward }) => reward)),
  }
}

/** Counts are equal, means within 1e-9, squares within 1e-9 of their size. */
const expectAlike = (a: ArmStatistics, b: ArmStatistics): void => {
  const counts = ({ n, wins, targets, stops, captureN }: ArmStatistics) => [n, wins, targets, stops, captureN]
  expect(counts(a)).toEqual(counts(b))
  for (const name of ['meanReturnPct', 'meanDrawdownPct', 'meanCapture', 'meanReward'] as const)
    expect(Math.abs(a[name] - b[name])).toBeLessThan(1e-9)
  expect(Math.abs(a.m2 - b.m2)).toBeLessThanOrEqual(1e-9 * Math.max(1, a.m2))
}

describe('statistics consumed one by one', () => {
  test('equal those of two passes over all, and stay within the bounds of their schema', () => {
    fc.assert(
      fc.property(observations, (list) => {
        expectAlike(all(list), twoPass(list))
        expect(ArmStatistics.safeParse(all(list)).error).toBeUndefined()
      }),
      { numRuns: 200, seed: 1 },
    )
  })

  test('do not depend on order, nor on how they are split and merged', () => {
    const shuffled = observations.chain((list) =>
      fc.record({
        list: fc.constant(list),
        order: fc.shuffledSubarray(list, { minLength: list.length }),
        cuts: fc.array(fc.nat(list.length), { maxLength: 5 }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ list, order, cuts }) => {
        expectAlike(all(order), all(list))
        const edges = [0, ...cuts.toSorted((a, b) => a - b), list.length]
        const parts = edges.slice(1).map((end, i) => all(order.slice(edges[i], end)))
        expectAlike(parts.reduce(merge, emptyStatistics), all(list))
        expectAlike(parts.toReversed().reduce(merge, emptyStatistics), all(list))
      }),
      { numRuns: 200, seed: 2 },
    )
  })

  test('keep their digits where returns lie close together far from zero', () => {
    const far = [1e6 + 4, 1e6 + 7, 1e6 + 13, 1e6 + 16].map((value) => observation(value))
    // deviations −6, −3, 3, 6
    expect(all(far).m2).toBeCloseTo(90, 6)
  })
})
