import type { AgentName, AgentResult, Confidence } from '@fyntrix/domain/agents'
import type { Contribution } from '@fyntrix/domain/top-picks'
import type { EngineConfig, ModeConfig } from '../config/index.ts'
import { round2, round4 } from '../shared/numbers.ts'

/** What the agents say together about one symbol. `score` and `confidence` are null where none answered. */
export interface Blend {
  readonly score: number | null
  readonly confidence: Confidence | null
  /** Share of the mode's weight that answered, 0–1. */
  readonly coverage: number
  readonly contributions: readonly Contribution[]
}

const points: Readonly<Record<Confidence, number>> = { High: 3, Medium: 2, Low: 1 }

const confidenceFrom = (mean: number): Confidence => {
  if (mean >= 2.5) return 'High'
  return mean >= 1.5 ? 'Medium' : 'Low'
}

/** The agents that a mode weighs, in a fixed order: heaviest first, then by name. */
export const weightedAgents = (mode: ModeConfig): readonly { readonly agent: AgentName; readonly weight: number }[] =>
  // the keys are AgentName by the type of `weights`; Object.entries widens them
  (Object.entries(mode.weights) as [AgentName, number][])
    .map(([agent, weight]) => ({ agent, weight }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.agent < b.agent ? -1 : 1))

/**
 * Score = Σ(score · weight) ÷ Σ(weight that answered), to two decimals; coverage = weight that answered ÷ weight of the mode; confidence = mean of
 * High 3, Medium 2, Low 1 by weight, High from 2.5 and Medium from 1.5. An agent that abstained has no part in the score and lowers the coverage.
 */
export const blend = (results: readonly AgentResult[], mode: ModeConfig): Blend => {
  let [answered, total, weightedScore, weightedPoints] = [0, 0, 0, 0]
  const contributions = weightedAgents(mode).map(({ agent, weight }): Contribution => {
    total += weight
    const result = results.find((candidate) => candidate.agent === agent)
    if (!result?.answered) {
      const abstention = result?.abstention ?? { code: 'no-source' as const, message: 'the agent did not run' }
      return { agent, weight, score: null, confidence: null, abstention }
    }
    answered += weight
    weightedScore += weight * result.score
    weightedPoints += weight * points[result.confidence]
    return { agent, weight, score: result.score, confidence: result.confidence, abstention: null }
  })
  // sums of decimal fractions such as 0.16 + 0.13 are off in the 17th digit; a floor must not depend on it
  const coverage = total > 0 ? round4(answered / total) : 0
  return answered > 0
    ? {
        score: round2(weightedScore / answered),
        confidence: confidenceFrom(weightedPoints / answered),
        coverage,
        contributions,
      }
    : { score: null, confidence: null, coverage, contributions }
}

/** Whether enough of the mode's weight answered. */
export const isCovered = ({ coverage }: Blend, config: EngineConfig): boolean => coverage >= config.coverageFloor
