import { defineEntity, p } from '@mikro-orm/core'

/** The newest link of the audit log's chain: one row, which every writer waits for. */
export const AuditHeadSchema = defineEntity({
  name: 'AuditHeadEntity',
  tableName: 'audit_head',
  properties: {
    id: p.integer().primary().autoincrement(false),
    seq: p.bigint(),
    hash: p.blob(),
  },
  checks: [{ name: 'audit_head_id_check', expression: 'id = 1' }],
})
export class AuditHeadEntity extends AuditHeadSchema.class {}
AuditHeadSchema.setClass(AuditHeadEntity)
