import type { Json } from '@fyntrix/domain/shared'
import { defineEntity, p } from '@mikro-orm/core'

/** The result of a request that may be repeated. Written in the transaction of its effect. */
export const IdempotencyKeySchema = defineEntity({
  name: 'IdempotencyKeyEntity',
  tableName: 'idempotency_keys',
  properties: {
    scope: p.text().primary(),
    key: p.text().primary(),
    requestHash: p.text(),
    result: p.json<Json>().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime().index('idempotency_keys_expires_at_index'),
  },
})
export class IdempotencyKeyEntity extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKeyEntity)
