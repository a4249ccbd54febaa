import type { OutboxMessage } from '@fyntrix/domain/outbox'
import { defineEntity, p } from '@mikro-orm/core'

/** A message that was committed with its fact and waits for, or went through, publication. */
export const OutboxSchema = defineEntity({
  name: 'OutboxEntity',
  tableName: 'outbox',
  properties: {
    id: p.uuid().primary(),
    /** Order of appending; within one aggregate also the order of commits. */
    position: p.bigint('number').autoincrement().unique('outbox_position_unique'),
    topic: p.text(),
    aggregate: p.text(),
    payload: p.json<OutboxMessage>(),
    createdAt: p.datetime().defaultRaw('now()'),
    attempts: p.integer().default(0),
    lastError: p.text().nullable(),
    nextAttemptAt: p.datetime().nullable(),
    parkedAt: p.datetime().nullable(),
    publishedAt: p.datetime().nullable(),
    publishedSeq: p.bigint('number').nullable().unique('outbox_published_seq_unique'),
  },
  indexes: [
    {
      name: 'outbox_pending_index',
      properties: ['aggregate', 'position'],
      where: 'published_at is null and parked_at is null',
    },
  ],
  checks: [{ name: 'outbox_published_check', expression: '(published_at is null) = (published_seq is null)' }],
})
export class OutboxEntity extends OutboxSchema.class {}
OutboxSchema.setClass(OutboxEntity)

/** One row: the number of the last published message. Its row lock puts publications in one order. */
export const OutboxCounterSchema = defineEntity({
  name: 'OutboxCounterEntity',
  tableName: 'outbox_counter',
  properties: {
    id: p.integer().primary().autoincrement(false),
    lastSeq: p.bigint('number').default(0),
  },
  checks: [{ name: 'outbox_counter_one_row_check', expression: 'id = 1' }],
})
export class OutboxCounterEntity extends OutboxCounterSchema.class {}
OutboxCounterSchema.setClass(OutboxCounterEntity)
