import type { CallPurpose, LlmRequest, ServiceTier, Usage, Usd } from '@fyntrix/domain/llm-costs'
import type { Id, IdempotencyKey } from '@fyntrix/domain/shared'

/** A call that somebody is about to make. Tokens are upper bounds: what is reserved is the most that such a call can cost. */
export interface CallPlan extends CallPurpose {
  readonly provider: string
  readonly model: string
  readonly tier?: ServiceTier | undefined
  readonly inputTokensAtMost: number
  readonly outputTokensAtMost: number
  readonly searchesAtMost?: number
  /** Milliseconds within which the provider has answered, or the call is given up; the reservation is kept twice as long. */
  readonly timeoutMs: number
  /** Milliseconds to wait for a budget that only reservations of others stand against; the rest of the time-out by default. */
  readonly waitMs?: number
  readonly idempotencyKey?: IdempotencyKey | null
}

/**
 * How a call ended. `charge` says what the provider will charge, as far as can be told: by `usage`, nothing, since it refused before it did anything, or
 * `unknown`: then the worst case counts.
 */
export interface CallEnd {
  readonly status: 'ok' | 'failed' | 'aborted'
  readonly charge: 'by-usage' | 'nothing' | 'unknown'
  readonly modelServed: string | null
  readonly tier: ServiceTier | null
  readonly usage: Usage | null
  readonly error: string | null
}

/** A call that may be made. It must be ended once; ending it again changes nothing. One that is never ended is swept, and counts at its worst case. */
export interface OpenCall {
  readonly id: Id
  readonly reservedUsd: Usd
  /** Aborted when the time-out has passed. */
  readonly signal: AbortSignal
  /** Settles the exact cost, and answers the row of the ledger. Tries again while PostgreSQL is away, as long as the reservation lasts. */
  end(end: CallEnd): Promise<LlmRequest>
}

/** Whoever makes LLM calls makes them through this. */
export interface Meter {
  /**
   * Reserves the worst case. Throws `refused` when a hard budget forbids it, with the budget and its amounts in the message, or when it still could not be
   * reserved after the wait; `unavailable` when PostgreSQL is away: then no call may be made.
   */
  begin(plan: CallPlan, signal?: AbortSignal): Promise<OpenCall>
}
