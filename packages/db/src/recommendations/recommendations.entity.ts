import { Confidence } from '@fyntrix/domain/agents'
import { OutcomeLabel } from '@fyntrix/domain/pick-events'
import { Lane } from '@fyntrix/domain/shared'
import { Direction, Mode, type Pick, Recommendation, RunTrigger } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { defineEntity, p } from '@mikro-orm/core'
import { TopPicksRunEntity } from '../top-picks/index.ts'

/** One suggestion of a run and, once it was evaluated, how it ended. */
export const RecommendationSchema = defineEntity({
  name: 'RecommendationEntity',
  tableName: 'ai_recommendations',
  properties: {
    id: p.uuid().primary(),
    run: () => p.manyToOne(TopPicksRunEntity).ref().deleteRule('restrict'),
    lane: p.enum(Lane.options),
    rankInRun: p.integer(),
    symbol: p.text(),
    mode: p.enum(Mode.options),
    universe: p.enum(Universe.options),
    source: p.enum(RunTrigger.options),
    recommendation: p.enum(Recommendation.options),
    direction: p.enum(Direction.options),
    generatedAt: p.datetime(),
    entryPrice: p.double(),
    stopLossPrice: p.double(),
    targetPrice: p.double(),
    scoreBlend: p.double(),
    confidence: p.enum(Confidence.options),
    coverage: p.double(),
    riskProfile: p.text().nullable(),
    configVersion: p.text(),
    features: p.json<Pick>(),
    evaluated: p.boolean().default(false),
    evaluatedAt: p.datetime().nullable(),
    exitPrice: p.double().nullable(),
    exitTime: p.datetime().nullable(),
    exitReason: p.text().nullable(),
    pnlPct: p.double().nullable(),
    maxDrawdownPct: p.double().nullable(),
    alphaVsBenchmark: p.double().nullable(),
    outcomeLabel: p.enum(OutcomeLabel.options).nullable(),
    labels: p.json<Readonly<Record<string, unknown>>>().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ name: 'ai_recommendations_run_symbol_unique', properties: ['run', 'symbol'] }],
  indexes: [
    { name: 'ai_recommendations_symbol_index', properties: ['symbol', 'mode', 'generatedAt'] },
    { name: 'ai_recommendations_evaluated_index', properties: ['lane', 'evaluated', 'generatedAt'] },
  ],
  checks: [
    {
      name: 'ai_recommendations_evaluated_check',
      expression: 'evaluated = (evaluated_at is not null) and evaluated = (exit_reason is not null)',
    },
  ],
})
export class RecommendationEntity extends RecommendationSchema.class {}
RecommendationSchema.setClass(RecommendationEntity)
