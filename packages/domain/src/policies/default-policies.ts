import type { Mode } from '../top-picks/index.ts'
import type { ExitProfile, LongestHold, ProfileTarget } from './exit-profile.schema.ts'
import type { EntryArm, PolicyConfig } from './policy-config.schema.ts'

const percent = (value: number): ProfileTarget => ({ kind: 'percent', percent: value })
const risk = (multiple: number): ProfileTarget => ({ kind: 'risk', multiple })

const profile = (
  stopPct: number,
  target: ProfileTarget,
  [activationPct, distancePct]: readonly [number, number],
  longestHold: LongestHold,
): ExitProfile => ({
  stop: { kind: 'percent', percent: stopPct },
  target,
  trailing: { activationPct, distancePct },
  longestHold,
})

const arm = (longMinScore: number, minRiskReward: number, shortMaxScore: number): EntryArm => ({
  longMinScore,
  shortMaxScore,
  minRiskReward,
})

const config = (exits: PolicyConfig['exits'], entries: PolicyConfig['entries']): PolicyConfig => ({
  schema: 1,
  exits,
  entries,
})

const one = (only: EntryArm): PolicyConfig['entries'] => ({ default: 'standard', arms: { standard: only } })

/**
 * What a mode starts with: exit profiles and entry arms of the legacy engine (section 5 of its specification). Where that names one arm without
 * numbers, it is the engine's gate with shorts the mirror image of longs. Where it is silent about defaults: the middle one of three; for swing the
 * profile that fits into its five sessions; for options and futures the one that is held for days, as their bars are daily. `balanced` trails from
 * twice its risk, where its target is, so its trail never acts. The percentages of options are of the premium.
 */
export const defaultPolicies: Readonly<Record<Mode, PolicyConfig>> = {
  scalping: config(
    {
      default: 'balanced',
      profiles: {
        safe: profile(0.35, percent(0.7), [0.5, 0.25], { minutes: 10 }),
        balanced: profile(0.3, risk(2), [0.6, 0.3], { minutes: 15 }),
        aggressive: profile(0.25, percent(1), [0.8, 0.4], { minutes: 20 }),
      },
    },
    {
      default: 'balanced',
      arms: { safe: arm(60, 1.3, 42), balanced: arm(55, 1.2, 45), aggressive: arm(50, 1, 48) },
    },
  ),
  intraday: config(
    {
      default: 'balanced',
      profiles: {
        safe: profile(0.7, percent(1.1), [0.8, 0.4], { minutes: 60 }),
        balanced: profile(0.6, risk(2), [1.2, 0.5], { minutes: 90 }),
        aggressive: profile(0.5, percent(2), [1.2, 0.7], { minutes: 120 }),
      },
    },
    {
      default: 'balanced',
      arms: { safe: arm(65, 1.7, 40), balanced: arm(60, 1.5, 44), aggressive: arm(55, 1.2, 48) },
    },
  ),
  swing: config(
    {
      default: 'tight',
      profiles: {
        tight: profile(3, percent(6), [4, 2], { sessions: 3 }),
        trend: profile(4, percent(10), [6, 3], { sessions: 7 }),
      },
    },
    one(arm(60, 1.8, 40)),
  ),
  options: config(
    {
      default: 'swing',
      profiles: {
        intraday: profile(12, percent(22), [15, 8], { minutes: 360 }),
        swing: profile(18, percent(35), [25, 12], { sessions: 2 }),
      },
    },
    one(arm(65, 1.8, 35)),
  ),
  futures: config(
    {
      default: 'swing',
      profiles: {
        intraday: profile(0.9, percent(1.8), [1.2, 0.7], { minutes: 360 }),
        swing: profile(1.5, percent(3), [2, 1], { minutes: 720 }),
      },
    },
    one(arm(60, 1.7, 40)),
  ),
}
