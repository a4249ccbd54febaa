import { describe, expect, test } from 'vitest'
import { Mode } from '../top-picks/index.ts'
import { defaultPolicies, ExitProfile, LongestHold, PolicyConfig, planExits } from './index.ts'

const swing = defaultPolicies.swing
const { tight } = swing.exits.profiles

const withProfiles = (profiles: Record<string, unknown>, first = Object.keys(profiles)[0]) => ({
  ...swing,
  exits: { default: first, profiles },
})
const accepts = (config: unknown): boolean => PolicyConfig.safeParse(config).success

describe('an exit profile', () => {
  test('may be the plan of the pick', () => {
    expect(ExitProfile.parse(planExits)).toEqual(planExits)
  })

  test('with a target in units of risk needs a stop', () => {
    const target = { kind: 'risk', multiple: 2 }
    const refused = ExitProfile.safeParse({ ...planExits, target, stop: { kind: 'none' } })
    expect(refused.error?.issues).toMatchObject([{ path: ['target'], message: /needs a stop/ }])
    expect(ExitProfile.parse({ ...planExits, target })).toMatchObject({ target })
  })

  test('lasts minutes or sessions, not both', () => {
    expect(LongestHold.safeParse({ minutes: 60, sessions: 2 }).success).toBe(false)
    expect(LongestHold.safeParse({ minutes: 0 }).success).toBe(false)
    expect(LongestHold.parse({ sessions: 2 })).toEqual({ sessions: 2 })
  })

  test('never stops a long at nothing or below', () => {
    expect(ExitProfile.safeParse({ ...planExits, stop: { kind: 'percent', percent: 100 } }).success).toBe(false)
  })
})

describe('the configuration of a policy', () => {
  test('has defaults that exist, also where every object inherits something by that name', () => {
    expect(accepts(swing)).toBe(true)
    expect(accepts(withProfiles({ tight }, 'wide'))).toBe(false)
    expect(accepts(withProfiles({ tight }, 'constructor'))).toBe(false)
    expect(accepts({ ...swing, entries: { ...swing.entries, default: 'other' } })).toBe(false)
  })

  test('has 1 to 20 of each kind', () => {
    const many = (count: number) =>
      withProfiles(Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, tight])))
    expect([1, 20].map(many).map(accepts)).toEqual([true, true])
    expect([0, 21].map(many).map(accepts)).toEqual([false, false])
  })

  test.each(['Tight', 'a b', '', 'a|b', 'x'.repeat(41)])('refuses %j for an id', (id) => {
    expect(accepts(withProfiles({ [id]: tight }))).toBe(false)
  })
})

describe('the default policies', () => {
  test('are valid for every mode', () => {
    for (const mode of Mode.options) expect(PolicyConfig.parse(defaultPolicies[mode])).toEqual(defaultPolicies[mode])
  })

  test('hold the profiles and arms of the legacy table', () => {
    expect(defaultPolicies.scalping.exits.profiles['aggressive']).toEqual({
      stop: { kind: 'percent', percent: 0.25 },
      target: { kind: 'percent', percent: 1 },
      trailing: { activationPct: 0.8, distancePct: 0.4 },
      longestHold: { minutes: 20 },
    })
    expect(swing.exits.profiles['trend']).toEqual({
      stop: { kind: 'percent', percent: 4 },
      target: { kind: 'percent', percent: 10 },
      trailing: { activationPct: 6, distancePct: 3 },
      longestHold: { sessions: 7 },
    })
    expect(defaultPolicies.intraday.entries.arms['safe']).toEqual({
      longMinScore: 65,
      shortMaxScore: 40,
      minRiskReward: 1.7,
    })
  })

  test('trail the balanced profiles from twice the stop', () => {
    for (const mode of ['scalping', 'intraday'] as const) {
      const balanced = defaultPolicies[mode].exits.profiles['balanced']
      const stopPct = balanced?.stop.kind === 'percent' ? balanced.stop.percent : Number.NaN
      expect(balanced?.trailing?.activationPct).toBe(2 * stopPct)
      expect(balanced?.target).toEqual({ kind: 'risk', multiple: 2 })
    }
  })
})
