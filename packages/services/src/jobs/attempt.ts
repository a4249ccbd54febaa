import { type At, type Claim, fenced, isFenced, type Settlement } from '@fyntrix/db/jobs'
import type { JobDefinition } from '@fyntrix/domain/jobs'
import { DomainError, type Now, newId } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import type { JobHandler } from './job-outcome.ts'
import type { LedgerDatabase } from './ledger-database.ts'
import { settlementOf, settlementOfError } from './settlement.ts'

/** A job and what does it. */
export interface Binding {
  readonly definition: JobDefinition
  readonly handle: JobHandler
}

/** Why an attempt was told to stop. */
export type StopReason = 'cancelled' | 'timed-out' | 'lease-lost' | 'stopping'

/** The reason of an aborted attempt's signal. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
  readonly why: StopReason

  constructor(why: StopReason) {
    super(`the attempt was told to stop: ${why}`)
    this.why = why
  }
}

export interface AttemptDependencies {
  /** The ledger's own connections: settling must not wait for a handler's. */
  readonly db: LedgerDatabase
  readonly leaseMs: number
  /** Milliseconds until an ending that could not be written, because PostgreSQL was away, is written again. */
  readonly settleAgainMs: number
  readonly at: () => At
  readonly wall: Now
  readonly log: Log
  /** Why a job that spends on language models must not begin; null when it may. */
  readonly overBudget: (definition: JobDefinition) => Promise<string | null>
}

/** How long a handler that was told to stop may take until it is settled without it. */
const graceMs = 5_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Does the handler's work under the fence, or answers how it was stopped, at the latest `graceMs` after it was told to. */
const perform = async (binding: Binding, claim: Claim, signal: AbortSignal, leaseMs: number): Promise<Settlement> => {
  const { jobId, nominalAt, epoch } = claim
  const stopped = Promise.withResolvers<never>()
  const giveUp = () => void setTimeout(() => stopped.reject(signal.reason), graceMs).unref()
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    signal.throwIfAborted()
    const work = fenced({ jobId, nominalAt, epoch, leaseMs }, () =>
      binding.handle({ nominal: new Date(nominalAt), signal }),
    )
    return settlementOf(claim, await Promise.race([work, stopped.promise]))
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

const settlementOfStop = (why: Exclude<StopReason, 'lease-lost'>, timeoutMs: number): Settlement => {
  if (why === 'stopping') return { state: 'planned', detail: 'its daemon was stopped', pauseMs: 0 }
  return {
    state: 'failed',
    error: why === 'timed-out' ? `it took longer than ${timeoutMs / 1000} s` : 'cancelled',
  }
}

/**
 * One attempt: budget, handler, and the entry in the ledger. Answers how it was settled; null when somebody else has taken the occurrence over, and then it wrote nothing. Never throws:
 * while PostgreSQL is away it goes on trying to settle until `signal` says that the lease is lost.
 */
export const attempt = async (
  { db, leaseMs, settleAgainMs, at, wall, log, overBudget }: AttemptDependencies,
  binding: Binding,
  claim: Claim,
  stop: AbortController,
): Promise<Settlement | null> => {
  const { definition } = binding
  const { jobId, nominalAt } = claim
  const facts = { jobId, nominal: new Date(nominalAt).toISOString(), attempt: claim.attempts, epoch: claim.epoch }
  const { signal } = stop
  const timer = setTimeout(() => stop.abort(new Stopped('timed-out')), definition.timeoutMs)

  const decide = async (): Promise<Settlement | null> => {
    try {
      const refusal = definition.cost === 'llm' ? await overBudget(definition) : null
      if (refusal !== null) return { state: 'skipped', reason: 'budget', detail: refusal }
      return await perform(binding, claim, signal, leaseMs)
    } catch (error) {
      if (isFenced(error)) return null
      if (!(signal.reason instanceof Stopped)) {
        log.error({ ...facts, err: error }, 'an attempt of a job failed')
        return settlementOfError(claim, error)
      }
      const { why } = signal.reason
      if (error !== signal.reason) log.warn({ ...facts, why, err: error }, 'an attempt that was told to stop failed')
      return why === 'lease-lost' ? null : settlementOfStop(why, definition.timeoutMs)
    }
  }

  const write = async (settlement: Settlement): Promise<boolean> => {
    for (;;) {
      try {
        return await db.repositories().ledger.settle(claim, settlement, at(), newId(wall()))
      } catch (error) {
        const lost = signal.reason instanceof Stopped && signal.reason.why === 'lease-lost'
        if (lost || !(error instanceof DomainError && error.code === 'unavailable')) {
          log.error({ ...facts, err: error }, 'how an attempt ended could not be written: its lease will end')
          return false
        }
        log.warn({ ...facts, err: error }, 'how an attempt ended could not be written; trying again')
        await pause(settleAgainMs)
      }
    }
  }

  const settlement = await decide()
  clearTimeout(timer)
  if (settlement === null || !(await write(settlement))) {
    log.warn(facts, 'an attempt of a job ended after somebody else had taken it over')
    return null
  }
  const { state, reason, detail } = settlement
  log.info({ ...facts, state, ...(reason === undefined ? {} : { reason, detail }) }, 'an attempt of a job ended')
  return settlement
}
