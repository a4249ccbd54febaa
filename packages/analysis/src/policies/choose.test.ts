import type { ArmMetrics } from '@fyntrix/domain/policies'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../statistics/index.ts'
import { type ArmQuestion, chooseArm, chooseArmEpsilon, emptyStatistics } from './index.ts'

const seen = (n: number, meanReward: number) => ({ ...emptyStatistics, n, meanReward })
const here = 'swing|Bull|LowVol|Moderate'
const arm = (overall: [n: number, meanReward: number], context?: [n: number, meanReward: number]): ArmMetrics => ({
  overall: seen(...overall),
  contexts: context ? { [here]: seen(...context) } : {},
})
const ask = (metrics: Record<string, ArmMetrics> | null, over: Partial<ArmQuestion> = {}): ArmQuestion => ({
  arms: ['tight', 'trend'],
  default: 'tight',
  metrics,
  context: here,
  minimumTrades: 50,
  ...over,
})

describe('the choice of an arm', () => {
  test('goes by the context where it has enough outcomes, though overall says otherwise', () => {
    const metrics = { tight: arm([200, 0.9], [50, 0.1]), trend: arm([200, 0.2], [50, 0.3]) }
    expect(chooseArm(ask(metrics))).toEqual({ id: 'trend', reason: 'context', meanReward: 0.3, n: 50 })
  })

  test('goes by all contexts where this one has too few outcomes', () => {
    const metrics = { tight: arm([200, 0.1], [49, 0.9]), trend: arm([200, 0.2], [49, 0.1]) }
    expect(chooseArm(ask(metrics))).toEqual({ id: 'trend', reason: 'overall', meanReward: 0.2, n: 200 })
  })

  test.each([
    { what: 'nothing was learnt', metrics: null },
    { what: 'there are too few outcomes', metrics: { tight: arm([49, 0]), trend: arm([49, 1]) } },
    { what: 'the default is not known to be worse', metrics: { tight: arm([49, 0]), trend: arm([500, 1]) } },
    { what: 'the default was never seen', metrics: { trend: arm([500, 1], [500, 1]) } },
  ])('is the default where $what', ({ metrics }) => {
    expect(chooseArm(ask(metrics))).toEqual({ id: 'tight', reason: 'default', meanReward: null, n: 0 })
  })

  test('leaves arms with too few outcomes out, and arms that are not configured', () => {
    const metrics = { tight: arm([50, 0.1]), trend: arm([49, 5]), old: arm([500, 9]) }
    expect(chooseArm(ask(metrics))).toMatchObject({ id: 'tight', reason: 'overall', meanReward: 0.1 })
  })

  test('of equal arms is the first by id, in whatever order they come', () => {
    const metrics = { trend: arm([50, 0.2]), middle: arm([50, 0.2]), zero: arm([50, 0.2]) }
    for (const arms of [
      ['zero', 'trend', 'middle'],
      ['middle', 'trend', 'zero'],
    ])
      expect(chooseArm(ask(metrics, { arms, default: 'zero' })).id).toBe('middle')
  })

  test('takes no inherited name for an arm that was seen, and needs an outcome even if none is asked for', () => {
    expect(
      chooseArm(ask({}, { arms: ['constructor'], default: 'constructor', context: 'constructor', minimumTrades: 0 })),
    ).toMatchObject({ id: 'constructor', reason: 'default' })
    expect(chooseArm(ask({ tight: arm([0, 0]) }, { minimumTrades: 0 })).reason).toBe('default')
  })
})

describe('the choice with a share of chance', () => {
  const metrics = { tight: arm([50, 0.1]), trend: arm([50, 0.3]) }
  const draws = (epsilon: number, seed: number, count = 200) => {
    const random = seededRandom(seed)
    return Array.from({ length: count }, () => chooseArmEpsilon(ask(metrics), epsilon, random))
  }

  test('explores in that share of calls, every arm as often', () => {
    const explored = draws(0.2, 7, 4000).filter(({ reason }) => reason === 'explored')
    // 4000 · 0.2 = 800, and half of them; four standard deviations are 101 and 57
    expect(Math.abs(explored.length - 800)).toBeLessThan(101)
    expect(Math.abs(explored.filter(({ id }) => id === 'tight').length - explored.length / 2)).toBeLessThan(57)
  })

  test('is the deterministic one at 0, never at 1, and the same for the same seed', () => {
    expect(new Set(draws(0, 1).map(({ reason }) => reason))).toEqual(new Set(['overall']))
    expect(new Set(draws(1, 1).map(({ reason }) => reason))).toEqual(new Set(['explored']))
    expect(draws(0.5, 3)).toEqual(draws(0.5, 3))
    expect(() => chooseArmEpsilon(ask(metrics), 1.1, () => 0)).toThrow(RangeError)
  })
})
