import { z } from 'zod'
import { IdempotencyKey } from '../shared/index.ts'
import { Mode } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'
import { GateVerdict, Policy, PolicyStatus } from './policies.schema.ts'
import { PolicyConfig } from './policy-config.schema.ts'

/** Which picks a policy is about, within a lane. */
export const PolicyScope = z.object({ universe: Universe, mode: Mode })
export type PolicyScope = z.infer<typeof PolicyScope>

/** A policy to draft. Without a configuration, the one that its mode starts with. */
export const PolicyDraft = PolicyScope.extend({
  name: z.string().trim().min(1).max(100),
  description: z.string().max(2000).default(''),
  config: PolicyConfig.optional(),
  idempotencyKey: IdempotencyKey.optional(),
})
export type PolicyDraft = z.infer<typeof PolicyDraft>

/** A question for policies, newest first; what is left out does not narrow. */
export const PolicyQuery = PolicyScope.partial().extend({
  status: PolicyStatus.optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type PolicyQuery = z.infer<typeof PolicyQuery>

/** What a round of learning did: policies that learnt, and outcomes that they consumed, each counted once a policy. */
export const PolicyLearningReport = z.object({ policies: z.int(), outcomes: z.int() })
export type PolicyLearningReport = z.infer<typeof PolicyLearningReport>

/** What training found. `policy` is the draft that it proposes; null where the gate refuses, or the best is what is traded by now. */
export const TrainingReport = z.object({ verdict: GateVerdict, policy: Policy.nullable() })
export type TrainingReport = z.infer<typeof TrainingReport>
