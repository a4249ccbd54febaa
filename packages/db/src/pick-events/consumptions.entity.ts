import { defineEntity, p } from '@mikro-orm/core'
import { PickOutcomeEntity } from './outcomes.entity.ts'

/** That a consumer is to learn, or has learnt, from an outcome. */
export const OutcomeConsumptionSchema = defineEntity({
  name: 'OutcomeConsumptionEntity',
  tableName: 'outcome_consumptions',
  properties: {
    consumer: p.text().primary(),
    outcome: () => p.manyToOne(PickOutcomeEntity).ref().primary().deleteRule('cascade'),
    consumedAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'outcome_consumptions_waiting_index',
      properties: ['consumer', 'outcome'],
      where: 'consumed_at is null',
    },
  ],
})
export class OutcomeConsumptionEntity extends OutcomeConsumptionSchema.class {}
OutcomeConsumptionSchema.setClass(OutcomeConsumptionEntity)
