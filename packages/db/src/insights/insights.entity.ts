import { defineEntity, p } from '@mikro-orm/core'
import { TopPicksRunEntity } from '../top-picks/top-picks.entity.ts'

/** What a model wrote of a pick. */
export const PickInsightSchema = defineEntity({
  name: 'PickInsightEntity',
  tableName: 'pick_insights',
  properties: {
    run: () => p.manyToOne(TopPicksRunEntity).ref().primary().updateRule('no action').deleteRule('cascade'),
    symbol: p.text().primary(),
    model: p.text(),
    requestId: p.uuid(),
    keyFindings: p.json<readonly string[]>(),
    rationale: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})
export class PickInsightEntity extends PickInsightSchema.class {}
PickInsightSchema.setClass(PickInsightEntity)
