import { defaultPolicies } from '@fyntrix/domain/policies'
import { Mode } from '@fyntrix/domain/top-picks'
import { describe, expect, test } from 'vitest'
import { engineConfig } from '../config/index.ts'
import { entryAdmits, judgeEntry, loosenessOf, recordingGateOf } from './index.ts'

const gate = { long: { minScore: 60, minRiskReward: 1.5 }, short: { maxScore: 40, minRiskReward: 1.5 } }
const arm = { longMinScore: 65, shortMaxScore: 35, minRiskReward: 1.7 }

describe('an entry arm', () => {
  test.each([
    { pick: { direction: 'LONG', score: 65, riskReward: 1.7 }, admitted: true, why: 'both bounds are inclusive' },
    { pick: { direction: 'LONG', score: 64.9, riskReward: 3 }, admitted: false, why: 'the score is too low' },
    { pick: { direction: 'LONG', score: 90, riskReward: 1.69 }, admitted: false, why: 'the reward is too small' },
    { pick: { direction: 'SHORT', score: 35, riskReward: 1.7 }, admitted: true, why: 'both bounds are inclusive' },
    { pick: { direction: 'SHORT', score: 35.1, riskReward: 3 }, admitted: false, why: 'the score is too high' },
    { pick: { direction: 'SHORT', score: Number.NaN, riskReward: 3 }, admitted: false, why: 'there is no score' },
  ] as const)('decides about $pick: $why', ({ pick, admitted }) => {
    expect(entryAdmits(arm, pick)).toBe(admitted)
    expect(judgeEntry(arm, pick, gate)).toEqual({ result: admitted ? 'admitted' : 'refused' })
  })

  test('as strict as the gate can be evaluated', () => {
    expect(loosenessOf({ longMinScore: 60, shortMaxScore: 40, minRiskReward: 1.5 }, gate)).toBeNull()
  })

  test.each([
    { looser: { longMinScore: 59 }, reason: /^longs from 59 on, recorded from 60 on/ },
    { looser: { shortMaxScore: 41 }, reason: /^shorts up to 41, recorded up to 40/ },
    { looser: { minRiskReward: 1.4 }, reason: /^reward from 1.4 times the risk on, recorded from 1.5 on/ },
  ])('looser than the gate in $looser can not, whatever the pick', ({ looser, reason }) => {
    for (const direction of ['LONG', 'SHORT'] as const)
      expect(judgeEntry({ ...arm, ...looser }, { direction, score: 50, riskReward: 9 }, gate)).toEqual({
        result: 'not-evaluable',
        reason: expect.stringMatching(reason),
      })
  })
})

describe('the gate that the engine records behind', () => {
  test('is never wider than its bands, since Neutral is not acted on', () => {
    // the mode itself would take 55 and 45
    expect(recordingGateOf('scalping', engineConfig)).toEqual({
      long: { minScore: 60, minRiskReward: 1.2 },
      short: { maxScore: 40, minRiskReward: 1.2 },
    })
    expect(recordingGateOf('options', engineConfig)).toMatchObject({ long: { minScore: 65 }, short: { maxScore: 35 } })
  })

  test('is as strict as the only arm of swing, options and futures, and stricter than most legacy arms', () => {
    const evaluable = Mode.options.map((mode) => {
      const arms = Object.entries(defaultPolicies[mode].entries.arms)
      const recorded = recordingGateOf(mode, engineConfig)
      return [mode, arms.filter(([, one]) => loosenessOf(one, recorded) === null).map(([id]) => id)]
    })
    expect(Object.fromEntries(evaluable)).toEqual({
      scalping: [],
      intraday: ['safe'],
      swing: ['standard'],
      options: ['standard'],
      futures: ['standard'],
    })
  })
})
