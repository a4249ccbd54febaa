import { setTimeout as delay } from 'node:timers/promises'
import { currentFence, isFenced } from '@fyntrix/db/jobs'
import { DomainError } from '@fyntrix/domain/shared'
import type { JobHandler } from '@fyntrix/services/jobs'
import type { Told } from './messages.ts'
import { claimedKey, effectScopeOf, type InTransaction, scopeOf } from './writes.ts'

/** Transactions of an attempt that writes in steps; the last brings about what its nominal time is for, once. */
export const steps = 4

interface HandlerDependencies {
  readonly tell: (told: Told) => void
}

/** Who makes this attempt. */
const attemptOf = () => {
  const fence = currentFence()
  if (fence === undefined) throw new Error('a handler was called without a fence')
  const { jobId, nominalAt, epoch } = fence
  return { jobId, nominalAt, epoch }
}

/**
 * Writes in steps and heeds no signal: what was refused is followed by the next step, and in the end by the claim that all of it ran. Only a lost connection is told, so that
 * whoever still has the lease tries again.
 */
export const writeInSteps =
  ({
    tell,
    inTransaction,
    pauseMs,
  }: HandlerDependencies & {
    readonly inTransaction: InTransaction
    readonly pauseMs: () => number
  }): JobHandler =>
  async () => {
    const attempt = attemptOf()
    const { jobId, nominalAt, epoch } = attempt
    const [rows, effects] = [scopeOf(jobId, nominalAt), effectScopeOf(jobId, nominalAt)]
    tell({ kind: 'began', ...attempt })
    let lost: unknown
    for (let step = 1; step <= steps; step += 1) {
      const wrote = (outcome: 'committed' | 'refused' | 'lost') => tell({ kind: 'wrote', step, outcome, ...attempt })
      try {
        await inTransaction(async (put) => {
          await put(rows, `${epoch}.${step}`)
          if (step === steps && (await put(effects, claimedKey))) await put(effects, String(epoch))
          tell({ kind: 'inserted', step, ...attempt })
          await delay(pauseMs())
        })
        wrote('committed')
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        wrote(isFenced(error) ? 'refused' : 'lost')
        if (!isFenced(error)) lost = error
      }
      await delay(pauseMs())
    }
    if (lost !== undefined) throw lost
    return { status: 'ran', result: null }
  }

/** Holds its job until it is told to finish, or to stop. `finishers` is where it puts what ends it. */
export const holdUntilTold =
  ({ tell, finishers }: HandlerDependencies & { readonly finishers: Map<string, () => void> }): JobHandler =>
  async ({ signal }) => {
    const attempt = attemptOf()
    const told = Promise.withResolvers<void>()
    finishers.set(attempt.jobId, told.resolve)
    signal.addEventListener('abort', () => told.reject(signal.reason), { once: true })
    tell({ kind: 'began', ...attempt })
    await told.promise
    return { status: 'ran', result: null }
  }

/** Writes once. */
export const writeOnce =
  ({ inTransaction }: { readonly inTransaction: InTransaction }): JobHandler =>
  async () => {
    const { jobId, nominalAt, epoch } = attemptOf()
    await inTransaction(async (put) => void (await put(scopeOf(jobId, nominalAt), `${epoch}.1`)))
    return { status: 'ran', result: null }
  }
