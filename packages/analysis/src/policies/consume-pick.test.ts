import { PolicyConfig, PolicyMetrics, planExits } from '@fyntrix/domain/policies'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consumePick, emptyMetrics, mergeMetrics, type ReplayedPick } from './index.ts'
import { closed, unavailable } from './testing/closed.ts'

const gate = { long: { minScore: 60, minRiskReward: 1.5 }, short: { maxScore: 40, minRiskReward: 1.5 } }
const arm = { longMinScore: 60, shortMaxScore: 40, minRiskReward: 1.5 }
const config = PolicyConfig.parse({
  schema: 1,
  exits: { default: 'a', profiles: { a: planExits, b: planExits } },
  entries: {
    default: 'gate',
    arms: { gate: arm, strict: { ...arm, longMinScore: 70 }, loose: { ...arm, longMinScore: 50 } },
  },
})
const learner = { config, gate }

const replayed = (score: number, a: number, b: number, context = 'swing|Bull|-|-'): ReplayedPick => ({
  pick: { direction: 'LONG', score, riskReward: 2 },
  context,
  exits: { a: closed(a), b: closed(b) },
})
const fold = (picks: readonly ReplayedPick[]): PolicyMetrics =>
  picks.reduce((metrics, pick) => consumePick(metrics, pick, learner), emptyMetrics)

/** Every number with the way to it. */
const numbersOf = (value: unknown, path = ''): [path: string, value: number][] => {
  if (typeof value === 'number') return [[path, value]]
  return Object.entries(Object(value)).flatMap(([key, inner]) => numbersOf(inner, `${path}/${key}`))
}

/** The same numbers in the same places, counts exactly, as whole numbers differ by one if at all, and all others within 1e-9. */
const expectAlike = (a: PolicyMetrics, b: PolicyMetrics): void => {
  const [left, right] = [new Map(numbersOf(a)), new Map(numbersOf(b))]
  expect([...left.keys()].toSorted()).toEqual([...right.keys()].toSorted())
  expect([...left].filter(([path, value]) => !(Math.abs(value - (right.get(path) ?? Number.NaN)) < 1e-9))).toEqual([])
}

describe('the metrics of a policy', () => {
  test('count a pick under every profile, and under every arm that lets it through', () => {
    const metrics = fold([replayed(75, 2, -1), replayed(65, 1, 3)])
    expect(metrics).toMatchObject({
      outcomes: 2,
      unavailable: 0,
      exits: {
        // rewards 0.5 · 1 + 0.3 = 0.8 and 0.5 · 0.5 + 0.3 = 0.55
        a: { overall: { n: 2, meanReturnPct: 1.5, meanReward: expect.closeTo(0.675, 12), wins: 2 } },
        b: { overall: { n: 2, meanReturnPct: 1, wins: 1 } },
      },
      entries: {
        // under profile a: 0.6 · 1 and 0.6 · 0.5
        gate: { overall: { n: 2, meanReturnPct: 1.5, meanReward: expect.closeTo(0.45, 12) }, refused: 0 },
        strict: { overall: { n: 1, meanReturnPct: 2 }, refused: 1, notEvaluable: 0 },
        loose: { overall: { n: 0 }, refused: 0, notEvaluable: 2 },
      },
    })
    expect(PolicyMetrics.parse(metrics)).toEqual(metrics)
  })

  test('tell contexts apart', () => {
    const { exits } = fold([replayed(75, 2, 0, 'x'), replayed(75, 4, 0, 'y'), replayed(75, 6, 0, 'y')])
    expect(exits['a']?.contexts).toMatchObject({ x: { n: 1, meanReturnPct: 2 }, y: { n: 2, meanReturnPct: 5 } })
  })

  test('leave out what can not be told, and count it', () => {
    const untold = { ...replayed(75, 0, 0), exits: { a: unavailable, b: unavailable } }
    expect(fold([untold, replayed(75, 1, 1), untold])).toMatchObject({
      outcomes: 1,
      unavailable: 2,
      exits: { a: { overall: { n: 1 } } },
    })
    expect(fold([untold]).exits).toEqual({})
  })

  test('of nothing are valid, and change nothing when merged', () => {
    expect(PolicyMetrics.parse(emptyMetrics)).toEqual(emptyMetrics)
    const some = fold([replayed(75, 2, -1)])
    expect(mergeMetrics(some, emptyMetrics)).toEqual(some)
    expect(mergeMetrics(emptyMetrics, some)).toEqual(some)
  })

  test('refuse a pick that was not replayed under a profile', () => {
    expect(() => fold([{ ...replayed(75, 1, 1), exits: { a: closed(1) } }])).toThrow(/not replayed under profile b/)
  })

  test('do not depend on order or grouping', () => {
    const pick = fc
      .tuple(
        fc.integer({ min: 55, max: 90 }),
        fc.double({ min: -9, max: 9, noNaN: true }),
        fc.double({ min: -9, max: 9, noNaN: true }),
        fc.constantFrom('x', 'y', 'constructor'),
      )
      .map(([score, a, b, context]) => replayed(score, a, b, context))
    const shuffled = fc
      .array(pick, { maxLength: 16 })
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(list, { minLength: list.length }),
          fc.nat({ max: list.length }),
        ),
      )
    fc.assert(
      fc.property(shuffled, ([list, order, cut]) => {
        const whole = fold(list)
        expectAlike(fold(order), whole)
        expectAlike(mergeMetrics(fold(order.slice(cut)), fold(order.slice(0, cut))), whole)
      }),
      { numRuns: 200, seed: 4 },
    )
  })
})
