import { defineHash } from '@fyntrix/cache'
import { GlobalScore } from '@fyntrix/domain/scores'
import { Instant } from '@fyntrix/domain/shared'
import { Universe } from '@fyntrix/domain/universes'
import { z } from 'zod'
import { fieldsOf } from '../shared/index.ts'

/** Seconds for which a score counts as fresh. */
export const freshFor = 6 * 3_600

const toFields = (score: GlobalScore) =>
  fieldsOf({
    symbol: score.symbol,
    blend_score: score.blendScore,
    reason: score.reason,
    confidence: score.confidence,
    recommendation: score.recommendation,
    coverage: score.coverage,
    is_actionable: score.isActionable,
    recommendation_note: score.recommendationNote,
    risk_reward_ratio: score.riskRewardRatio,
    agents: JSON.stringify(score.agents),
    key_signals: JSON.stringify(score.keySignals),
    reasoning: score.reasoning,
    analyzed_at: score.analyzedAt,
    run_id: score.runId,
    universe: score.universe,
    mode: score.mode,
    lane: score.lane,
    source: score.source,
    simulated: score.simulated,
  })

const Json = z.string().transform((json): unknown => JSON.parse(json))
const Flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const number = z.string().transform(Number)

const ScoreFields = z
  .looseObject({
    coverage: number,
    blend_score: number.optional(),
    risk_reward_ratio: number.optional(),
    is_actionable: Flag,
    simulated: Flag,
    agents: Json,
    key_signals: Json,
  })
  .transform(
    ({
      blend_score: blendScore = null,
      risk_reward_ratio: riskRewardRatio = null,
      is_actionable: isActionable,
      recommendation_note: recommendationNote = null,
      key_signals: keySignals,
      analyzed_at: analyzedAt,
      run_id: runId,
      reason = null,
      confidence = null,
      recommendation = null,
      reasoning = null,
      ...rest
    }) => ({
      ...rest,
      blendScore,
      riskRewardRatio,
      isActionable,
      recommendationNote,
      keySignals,
      analyzedAt,
      runId,
      reason,
      confidence,
      recommendation,
      reasoning,
    }),
  )
  .pipe(GlobalScore)

/** When each universe was analysed last, beside the newest of them. */
export const ScoreTimes = z.partialRecord(Universe.or(z.literal('as_of')), Instant)
export type ScoreTimes = z.infer<typeof ScoreTimes>

/** What Redis holds of scores: under the names that legacy readers know. They stay longer than they are fresh. */
export const scoreProjections = (prefix: string) => ({
  score: defineHash(
    {
      pattern: 'scores:global:{symbol}',
      description: 'the score of a symbol, one for all universes and instances',
      schema: ScoreFields,
      encode: toFields,
      decode: (fields) => fields,
      lifetime: '7d',
    },
    prefix,
  ),
  times: defineHash(
    {
      pattern: 'scores:cache_timestamp',
      description: 'as of when each universe was scored last',
      schema: ScoreTimes,
      encode: (times: ScoreTimes) => fieldsOf(times),
      decode: (fields) => fields,
      lifetime: '7d',
    },
    prefix,
  ),
})
