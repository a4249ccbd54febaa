import { z } from 'zod'
import { Interval } from '../analyses/index.ts'
import { Id, Instant, Lane, SessionDate } from '../shared/index.ts'
import { Mode } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'
import { ArmId, PolicyConfig } from './policy-config.schema.ts'
import { PolicyMetrics } from './policy-metrics.schema.ts'

/** `draft` proposed, nothing trades by it · `active` the one that its scope trades by · `retired` replaced. It never goes back. */
export const PolicyStatus = z.enum(['draft', 'active', 'retired'])
export type PolicyStatus = z.infer<typeof PolicyStatus>

/** What a candidate is compared with: the active policy of its scope, or, where there is none, the exits of the picks' own plans. */
export const GateBaseline = z.enum(['active-policy', 'plan'])
export type GateBaseline = z.infer<typeof GateBaseline>

/**
 * Whether a candidate may replace what is traded by now. The difference is the mean over pairs of candidate less baseline, net returns in percent of
 * the entry price; null without pairs. `reasons` are empty where it passed.
 */
export const GateVerdict = z.object({
  passed: z.boolean(),
  against: GateBaseline,
  n: z.int().nonnegative(),
  sessions: z.int().nonnegative(),
  meanDifferencePct: z.number().nullable(),
  interval: Interval.nullable(),
  reasons: z.array(z.string()),
})
export type GateVerdict = z.infer<typeof GateVerdict>

/** What a policy was proposed by: the sessions that it was chosen on, and how it did on those that it was not. */
export const PolicyProposal = z.object({
  trainingSessions: z.int().nonnegative(),
  /** Date of the last session that it was chosen on; what the gate looks at comes after it. Null where there was nothing to choose by. */
  trainedUntil: SessionDate.nullable(),
  purgedSessions: z.int().nonnegative(),
  unavailable: z.int().nonnegative(),
  verdict: GateVerdict,
})
export type PolicyProposal = z.infer<typeof PolicyProposal>

/**
 * How the picks of one scope (lane, universe and mode) are traded. `configVersion` counts from 1 and grows with every change of the configuration.
 */
export const Policy = z.object({
  id: Id,
  name: z.string().min(1).max(100),
  description: z.string().max(2000),
  lane: Lane,
  universe: Universe,
  mode: Mode,
  status: PolicyStatus,
  configVersion: z.int().min(1),
  config: PolicyConfig,
  /** Null until an outcome was consumed. */
  metrics: PolicyMetrics.nullable(),
  /** Null for one that somebody drafted by hand. */
  proposal: PolicyProposal.nullable(),
  createdAt: Instant,
  activatedAt: Instant.nullable(),
  retiredAt: Instant.nullable(),
})
export type Policy = z.infer<typeof Policy>

/**
 * What a choice between arms rests on. `context` and `overall` the best mean reward in the pick's context, or over all of them · `default` too little
 * is known · `explored` drawn at random.
 */
export const ArmChoice = z.object({
  id: ArmId,
  reason: z.enum(['context', 'overall', 'default', 'explored']),
  /** Mean reward and number of outcomes behind the choice; null and 0 unless the reason is `context` or `overall`. */
  meanReward: z.number().nullable(),
  n: z.int().nonnegative(),
})
export type ArmChoice = z.infer<typeof ArmChoice>
