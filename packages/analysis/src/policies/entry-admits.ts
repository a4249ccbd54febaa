import type { EntryArm } from '@fyntrix/domain/policies'
import type { Direction, Mode } from '@fyntrix/domain/top-picks'
import type { EngineConfig, ModeConfig } from '../config/index.ts'

/** Of a pick what an entry arm looks at: score 0–100, reward per unit of risk. */
export interface EntryFacts {
  readonly direction: Direction
  readonly score: number
  readonly riskReward: number
}

/** What a pick had to reach to be recorded at all. */
export type RecordingGate = Pick<ModeConfig, 'long' | 'short'>

/** What an arm would have done with a recorded pick, or why that says nothing about the arm. */
export type EntryJudgement =
  | { readonly result: 'admitted' }
  | { readonly result: 'refused' }
  | { readonly result: 'not-evaluable'; readonly reason: string }

/** The gate that the engine's picks of a mode have passed: that of the mode and, since Neutral is never acted on, that of its bands. */
export const recordingGateOf = (mode: Mode, { modes, bands }: EngineConfig): RecordingGate => {
  const { long, short } = modes[mode]
  return {
    long: { ...long, minScore: Math.max(long.minScore, bands.buy) },
    short: { ...short, maxScore: Math.min(short.maxScore, bands.sell) },
  }
}

/** Whether an arm lets a pick through; bounds are inclusive. */
export const entryAdmits = (arm: EntryArm, { direction, score, riskReward }: EntryFacts): boolean =>
  riskReward >= arm.minRiskReward && (direction === 'LONG' ? score >= arm.longMinScore : score <= arm.shortMaxScore)

/**
 * Why an arm can not be evaluated on picks from behind a gate, or null where it can. It is looser than the gate if any of its bounds is: what only it
 * lets through was never recorded, and what was recorded is a selection that is not its own.
 */
export const loosenessOf = (arm: EntryArm, { long, short }: RecordingGate): string | null => {
  const recorded = 'what the arm would add was never recorded'
  if (arm.longMinScore < long.minScore)
    return `longs from ${arm.longMinScore} on, recorded from ${long.minScore} on: ${recorded}`
  if (arm.shortMaxScore > short.maxScore)
    return `shorts up to ${arm.shortMaxScore}, recorded up to ${short.maxScore}: ${recorded}`
  const least = Math.max(long.minRiskReward, short.minRiskReward)
  if (arm.minRiskReward < least)
    return `reward from ${arm.minRiskReward} times the risk on, recorded from ${least} on: ${recorded}`
  return null
}

/** What an arm would have done with a pick that was recorded behind a gate; nothing is told of an arm that is looser than it. */
export const judgeEntry = (arm: EntryArm, pick: EntryFacts, gate: RecordingGate): EntryJudgement => {
  const reason = loosenessOf(arm, gate)
  if (reason !== null) return { result: 'not-evaluable', reason }
  return { result: entryAdmits(arm, pick) ? 'admitted' : 'refused' }
}
