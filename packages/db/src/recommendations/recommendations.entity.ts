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
    // the database's own: exchange date of the signal
    tradeDate: p.date().generated(`((generated_at at time zone 'Asia/Kolkata'))::date stored`).nullable(),
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
    closedAt: p.datetime().nullable(),
    labels: p.json<Readonly<Record<string, unknown>>>().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ name: 'ai_recommendations_run_symbol_unique', properties: ['run', 'symbol'] }],
  indexes: [
    { name: 'ai_recommendations_symbol_index', properties: ['lane', 'symbol', 'generatedAt', 'id'] },
    { name: 'ai_recommendations_listing_index', properties: ['lane', 'generatedAt', 'id'] },
    { name: 'ai_recommendations_mode_index', properties: ['lane', 'mode', 'generatedAt', 'id'] },
    { name: 'ai_recommendations_evaluated_index', properties: ['lane', 'evaluated', 'generatedAt'] },
    {
      name: 'ai_recommendations_session_index',
      properties: ['lane', 'tradeDate', 'universe', 'mode', 'direction'],
    },
    {
      // what dashboards count, without a look at the rows
      name: 'ai_recommendations_closed_index',
      properties: ['lane', 'closedAt', 'generatedAt'],
      include: ['pnlPct', 'alphaVsBenchmark', 'universe', 'mode', 'id'],
    },
  ],
  checks: [
    {
      name: 'ai_recommendations_evaluated_check',
      expression:
        'evaluated = (evaluated_at is not null) and evaluated = (exit_reason is not null) and evaluated = (closed_at is not null)',
    },
  ],
})
export class RecommendationEntity extends RecommendationSchema.class {}
RecommendationSchema.setClass(RecommendationEntity)

/** Recommendations of one lane, exchange date, universe, mode and side, counted: the returns and alphas of the closed ones as columns, by id. */
export const RecommendationSessionSchema = defineEntity({
  name: 'RecommendationSessionEntity',
  tableName: 'recommendation_sessions',
  properties: {
    lane: p.enum(Lane.options).primary(),
    tradeDate: p.date().primary(),
    universe: p.enum(Universe.options).primary(),
    mode: p.enum(Mode.options).primary(),
    direction: p.enum(Direction.options).primary(),
    total: p.integer(),
    open: p.integer(),
    returns: p.array<number>().columnType('float8[]'),
    alphas: p.array<number | null>().columnType('float8[]'),
  },
  checks: [{ name: 'recommendation_sessions_columns_check', expression: 'cardinality(returns) = cardinality(alphas)' }],
})
export class RecommendationSessionEntity extends RecommendationSessionSchema.class {}
RecommendationSessionSchema.setClass(RecommendationSessionEntity)
