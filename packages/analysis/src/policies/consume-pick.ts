import type { ArmMetrics, EntryMetrics, PolicyConfig, PolicyMetrics } from '@fyntrix/domain/policies'
import { consume, emptyStatistics, type Observation, observationOf } from './arm-statistics.ts'
import { type EntryFacts, judgeEntry, type RecordingGate } from './entry-admits.ts'
import { emptyArm, emptyEntry } from './metrics.ts'
import { own } from './own.ts'
import { closedExits, type ReplayedExits } from './replay-profiles.ts'
import { entryReward, exitReward } from './reward.ts'

/** One pick whose horizon has ended: what it was, where it stood (see `contextOf`), and how it would have ended under each profile. */
export interface ReplayedPick {
  readonly pick: EntryFacts
  readonly context: string
  readonly exits: ReplayedExits
}

/** The policy that learns, and the gate behind which its picks were recorded. */
export interface Learner {
  readonly config: PolicyConfig
  readonly gate: RecordingGate
}

const observe = (arm: ArmMetrics, context: string, observation: Observation): ArmMetrics => ({
  overall: consume(arm.overall, observation),
  contexts: { ...arm.contexts, [context]: consume(own(arm.contexts, context) ?? emptyStatistics, observation) },
})

/**
 * Metrics with one pick more. Every profile of the configuration gets its own outcome with the reward of exits; every entry arm that lets the pick
 * through the outcome under the default profile with the reward of entries, and the others a count. A pick that can not be told is counted and left
 * out. The same picks in any order give the same counts, and the same means but for rounding. Throws RangeError for a profile that was not replayed.
 */
export const consumePick = (
  metrics: PolicyMetrics,
  { pick, context, exits }: ReplayedPick,
  { config, gate }: Learner,
): PolicyMetrics => {
  const closed = closedExits(Object.keys(config.exits.profiles), exits)
  const traded = closed?.get(config.exits.default)
  if (!closed || !traded) return { ...metrics, unavailable: metrics.unavailable + 1 }
  const entered = observationOf(traded, entryReward(traded))
  const judge = (arm: EntryMetrics, result: ReturnType<typeof judgeEntry>['result']): EntryMetrics => {
    if (result === 'refused') return { ...arm, refused: arm.refused + 1 }
    if (result === 'not-evaluable') return { ...arm, notEvaluable: arm.notEvaluable + 1 }
    return { ...arm, ...observe(arm, context, entered) }
  }
  const left = [...closed].map(([id, outcome]) => {
    const observation = observationOf(outcome, exitReward(outcome))
    return [id, observe(own(metrics.exits, id) ?? emptyArm, context, observation)]
  })
  const judged = Object.entries(config.entries.arms).map(([id, arm]) => [
    id,
    judge(own(metrics.entries, id) ?? emptyEntry, judgeEntry(arm, pick, gate).result),
  ])
  return {
    ...metrics,
    outcomes: metrics.outcomes + 1,
    exits: { ...metrics.exits, ...Object.fromEntries(left) },
    entries: { ...metrics.entries, ...Object.fromEntries(judged) },
  }
}
