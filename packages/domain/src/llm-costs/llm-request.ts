import { z } from 'zod'
import { Id, IdempotencyKey, Instant } from '../shared/index.ts'
import { ServiceTier } from './price.ts'
import { Usage } from './usage.ts'
import { UsdFromZero } from './usd.ts'

const Name = z.string().trim().min(1).max(200)

/** For whom and what a call is made. */
export const CallPurpose = z.object({
  purpose: Name,
  agent: Name.nullable().default(null),
  job: Name.nullable().default(null),
  runId: Id.nullable().default(null),
  userId: Id.nullable().default(null),
  tags: z.array(Name).max(10).default([]),
})
export type CallPurpose = z.infer<typeof CallPurpose>

/**
 * `ok` answered · `failed` the provider refused or broke · `aborted` the caller left before the end · `lost` the process died amid the call, or the answer
 * never came: nobody knows whether the provider charged it.
 */
export const CallStatus = z.enum(['ok', 'failed', 'aborted', 'lost'])
export type CallStatus = z.infer<typeof CallStatus>

/**
 * What the cost rests on. `price`: the usage at a price of the book · `worst-price`: the usage, at the highest price known of its provider, as the model has none ·
 * `worst-case`: the reservation, as the usage is not known · `invoice`: what the provider says · `free`: the provider charges nothing for it.
 */
export const CostBasis = z.enum(['price', 'worst-price', 'worst-case', 'invoice', 'free'])
export type CostBasis = z.infer<typeof CostBasis>

/** One call as the ledger keeps it. `at` is when it was reserved; `latencyMs` from sending to the last byte. Tokens are the sums of both directions. */
export const LlmRequest = z.object({
  id: Id,
  at: Instant,
  provider: Name,
  modelAsked: Name,
  modelServed: Name.nullable(),
  tier: ServiceTier.nullable(),
  ...CallPurpose.shape,
  status: CallStatus,
  usage: Usage.nullable(),
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  costUsd: UsdFromZero,
  costBasis: CostBasis,
  priceId: z.string().nullable(),
  priceVersion: z.string().nullable(),
  priceFrom: Instant.nullable(),
  latencyMs: z.int().nonnegative().nullable(),
  error: z.string().max(500).nullable(),
  idempotencyKey: IdempotencyKey.nullable(),
})
export type LlmRequest = z.infer<typeof LlmRequest>

/** What is known of a call before it is made. */
export const PlannedCall = LlmRequest.pick({
  id: true,
  at: true,
  provider: true,
  modelAsked: true,
  purpose: true,
  agent: true,
  job: true,
  runId: true,
  userId: true,
  tags: true,
  idempotencyKey: true,
})
export type PlannedCall = z.infer<typeof PlannedCall>

/** `wait`: only what others have reserved stands against it, not what is spent. */
export const ReserveVerdict = z.enum(['admitted', 'wait', 'refused'])
export type ReserveVerdict = z.infer<typeof ReserveVerdict>

/** `known`: the call was settled before, and nothing changed. `corrected`: it had been given up as lost. */
export const SettleOutcome = z.enum(['settled', 'corrected', 'known'])
export type SettleOutcome = z.infer<typeof SettleOutcome>
