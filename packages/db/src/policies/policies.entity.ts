import { type Policy, PolicyStatus } from '@fyntrix/domain/policies'
import { Lane } from '@fyntrix/domain/shared'
import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { defineEntity, p } from '@mikro-orm/core'

/** How picks of a scope are to be traded, and what was learnt about it. At most one is active in a scope. */
export const PolicySchema = defineEntity({
  name: 'PolicyEntity',
  tableName: 'rl_policies',
  properties: {
    id: p.uuid().primary(),
    externalId: p.text().nullable().unique('rl_policies_external_id_unique'),
    lane: p.enum(Lane.options),
    universe: p.enum(Universe.options),
    mode: p.enum(Mode.options),
    name: p.text(),
    description: p.text(),
    status: p.enum(PolicyStatus.options).default('draft'),
    config: p.json<Policy['config']>(),
    configSchema: p.integer(),
    configVersion: p.integer(),
    metrics: p.json<NonNullable<Policy['metrics']>>().nullable(),
    proposal: p.json<NonNullable<Policy['proposal']>>().nullable(),
    createdAt: p.datetime(),
    activatedAt: p.datetime().nullable(),
    retiredAt: p.datetime().nullable(),
  },
  uniques: [
    {
      name: 'rl_policies_active_unique',
      properties: ['lane', 'universe', 'mode'],
      where: `status = 'active'`,
    },
  ],
  indexes: [{ name: 'rl_policies_scope_index', properties: ['lane', 'universe', 'mode', 'createdAt'] }],
  checks: [
    {
      name: 'rl_policies_dates_check',
      expression: `case status when 'draft' then activated_at is null and retired_at is null
          when 'active' then activated_at is not null and retired_at is null else retired_at is not null end`,
    },
  ],
})
export class PolicyEntity extends PolicySchema.class {}
PolicySchema.setClass(PolicyEntity)
