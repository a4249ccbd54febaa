import { ExitReason, Horizon, OutcomeLabel, UnavailableCode } from '@fyntrix/domain/pick-events'
import { Lane } from '@fyntrix/domain/shared'
import { defineEntity, p } from '@mikro-orm/core'
import { PickEventEntity } from './pick-events.entity.ts'

/** How a pick ended over one horizon. There is a row from the moment that the event is written; it is pending until the horizon has ended. */
export const PickOutcomeSchema = defineEntity({
  name: 'PickOutcomeEntity',
  tableName: 'pick_outcomes',
  properties: {
    id: p.uuid().primary(),
    event: () => p.manyToOne(PickEventEntity).ref().deleteRule('cascade'),
    lane: p.enum(Lane.options),
    horizon: p.enum(Horizon.options),
    status: p.enum(['pending', 'closed', 'unavailable']).default('pending'),
    /** when the last bar of the horizon is known: candles are read as of this instant; null until the calendar was asked */
    dueAt: p.datetime().nullable(),
    /** when to look next */
    attemptAt: p.datetime().nullable(),
    entryAt: p.datetime().nullable(),
    entryPrice: p.double().nullable(),
    exitAt: p.datetime().nullable(),
    exitPrice: p.double().nullable(),
    exitReason: p.enum(ExitReason.options).nullable(),
    horizonEndAt: p.datetime().nullable(),
    priceClose: p.double().nullable(),
    priceHigh: p.double().nullable(),
    priceLow: p.double().nullable(),
    retGrossPct: p.double().nullable(),
    costPct: p.double().nullable(),
    retNetPct: p.double().nullable(),
    retClosePct: p.double().nullable(),
    maxRunupPct: p.double().nullable(),
    maxDrawdownPct: p.double().nullable(),
    captureRatio: p.double().nullable(),
    hitTarget: p.boolean().nullable(),
    hitStop: p.boolean().nullable(),
    benchmarkSymbol: p.text().nullable(),
    benchmarkProxy: p.boolean().nullable(),
    benchmarkRetPct: p.double().nullable(),
    benchmarkReason: p.text().nullable(),
    beta: p.double().nullable(),
    retVsBenchmarkPct: p.double().nullable(),
    betaAlphaPct: p.double().nullable(),
    outcomeLabel: p.enum(OutcomeLabel.options).nullable(),
    unavailableCode: p.enum(UnavailableCode.options).nullable(),
    detail: p.text().nullable(),
    configVersion: p.text().nullable(),
    evaluatedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ name: 'pick_outcomes_event_horizon_unique', properties: ['event', 'horizon'] }],
  indexes: [
    {
      name: 'pick_outcomes_attempt_index',
      properties: ['lane', 'attemptAt', 'event'],
      where: `status = 'pending'`,
    },
    {
      name: 'pick_outcomes_closed_index',
      properties: ['lane', 'horizon', 'horizonEndAt'],
      where: `status = 'closed'`,
    },
  ],
  checks: [
    {
      name: 'pick_outcomes_closed_check',
      expression: `(status = 'closed') = (ret_net_pct is not null and outcome_label is not null)`,
    },
    {
      name: 'pick_outcomes_unavailable_check',
      expression: `(status = 'unavailable') = (unavailable_code is not null)`,
    },
    { name: 'pick_outcomes_evaluated_check', expression: `(status = 'pending') = (evaluated_at is null)` },
  ],
})
export class PickOutcomeEntity extends PickOutcomeSchema.class {}
PickOutcomeSchema.setClass(PickOutcomeEntity)
