import { OutcomeLabel } from '@fyntrix/domain/pick-events'
import { ScalpingExitReason } from '@fyntrix/domain/scalping'
import { Lane } from '@fyntrix/domain/shared'
import { defineEntity, p } from '@mikro-orm/core'
import { RecommendationEntity } from '../recommendations/recommendations.entity.ts'

/** How the monitor saw a scalp end: one a recommendation. */
export const ScalpingExitSchema = defineEntity({
  name: 'ScalpingExitEntity',
  tableName: 'scalping_exits',
  properties: {
    recommendation: () =>
      p.oneToOne(RecommendationEntity).primary().ref().deleteRule('restrict').updateRule('no action'),
    lane: p.enum(Lane.options),
    entryAt: p.datetime(),
    entryPrice: p.double(),
    exitAt: p.datetime(),
    // the database's own: exchange date of the exit
    exitDate: p.date().generated(`((exit_at at time zone 'Asia/Kolkata'))::date stored`).nullable(),
    exitPrice: p.double(),
    exitReason: p.enum(ScalpingExitReason.options),
    bestPrice: p.double(),
    grossReturnPct: p.double(),
    costPct: p.double(),
    netReturnPct: p.double(),
    outcomeLabel: p.enum(OutcomeLabel.options),
    holdMinutes: p.double(),
    toldAt: p.datetime(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    { name: 'scalping_exits_listing_index', properties: ['lane', 'exitAt', 'recommendation'] },
    { name: 'scalping_exits_date_index', properties: ['lane', 'exitDate'] },
  ],
  checks: [{ name: 'scalping_exits_told_check', expression: 'entry_at <= exit_at and exit_at <= told_at' }],
})
export class ScalpingExitEntity extends ScalpingExitSchema.class {}
ScalpingExitSchema.setClass(ScalpingExitEntity)

/** What the monitor saw at an instant. */
export const ScalpingCycleSchema = defineEntity({
  name: 'ScalpingCycleEntity',
  tableName: 'scalping_cycles',
  properties: {
    lane: p.enum(Lane.options).primary(),
    asOf: p.datetime().primary(),
    activeScalps: p.integer(),
    toldExits: p.integer(),
    payload: p.json<Readonly<Record<string, unknown>>>(),
    payloadSchema: p.integer(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})
export class ScalpingCycleEntity extends ScalpingCycleSchema.class {}
ScalpingCycleSchema.setClass(ScalpingCycleEntity)
