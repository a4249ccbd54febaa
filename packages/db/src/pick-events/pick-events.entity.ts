import { type Abstention, AgentName, Confidence } from '@fyntrix/domain/agents'
import { Lane } from '@fyntrix/domain/shared'
import { Direction, Mode, Recommendation, RunTrigger } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { defineEntity, p } from '@mikro-orm/core'
import { TopPicksRunEntity } from '../top-picks/index.ts'

/** What learners want to know of a pick beside its columns. Names are the legacy table's. */
export interface ExtraContext {
  readonly rank: number
  readonly run_id: string
  readonly run_trigger: RunTrigger
  readonly policy_version: string
  readonly risk_reward: number
  readonly atr: number
  readonly stop_basis: string
  readonly target_basis: string
}

/** A pick as an event to learn from: the signal and its plan at the instant that it was given. */
export const PickEventSchema = defineEntity({
  name: 'PickEventEntity',
  tableName: 'pick_events',
  properties: {
    id: p.uuid().primary(),
    run: () => p.manyToOne(TopPicksRunEntity).ref().deleteRule('restrict'),
    lane: p.enum(Lane.options),
    symbol: p.text(),
    direction: p.enum(Direction.options),
    source: p.enum(RunTrigger.options),
    mode: p.enum(Mode.options),
    universe: p.enum(Universe.options),
    signalTs: p.datetime(),
    tradeDate: p.date(),
    signalPrice: p.double(),
    recommendedEntry: p.double(),
    recommendedTarget: p.double(),
    recommendedStop: p.double(),
    blendScore: p.double(),
    recommendation: p.enum(Recommendation.options),
    confidence: p.enum(Confidence.options),
    timeHorizon: p.text().nullable(),
    regime: p.text().nullable(),
    riskProfileBucket: p.text().nullable(),
    modeBucket: p.text().nullable(),
    extraContext: p.json<ExtraContext>(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ name: 'pick_events_run_symbol_unique', properties: ['run', 'symbol'] }],
  indexes: [
    { name: 'pick_events_symbol_index', properties: ['symbol', 'tradeDate'] },
    { name: 'pick_events_listing_index', properties: ['lane', 'signalTs', 'id'] },
    { name: 'pick_events_signal_index', properties: ['lane', 'universe', 'mode', 'signalTs'] },
    { name: 'pick_events_trade_date_index', properties: ['lane', 'tradeDate', 'mode'] },
  ],
})
export class PickEventEntity extends PickEventSchema.class {}
PickEventSchema.setClass(PickEventEntity)

/** What one agent said about a picked symbol, or why it abstained. */
export const PickAgentContributionSchema = defineEntity({
  name: 'PickAgentContributionEntity',
  tableName: 'pick_agent_contributions',
  properties: {
    id: p.uuid().primary(),
    event: () => p.manyToOne(PickEventEntity).ref().deleteRule('cascade'),
    agentName: p.enum(AgentName.options),
    weight: p.double(),
    score: p.double().nullable(),
    confidence: p.enum(Confidence.options).nullable(),
    abstention: p.json<Abstention>().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ name: 'pick_agent_contributions_event_agent_unique', properties: ['event', 'agentName'] }],
  checks: [{ name: 'pick_agent_contributions_answer_check', expression: '(score is null) = (abstention is not null)' }],
})
export class PickAgentContributionEntity extends PickAgentContributionSchema.class {}
PickAgentContributionSchema.setClass(PickAgentContributionEntity)
