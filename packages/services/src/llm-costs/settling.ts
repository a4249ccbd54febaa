import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '@fyntrix/db/shared'
import type { LlmRequest, SettleOutcome } from '@fyntrix/domain/llm-costs'
import { DomainError, type Now, newId } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import { inBatches } from './batches.ts'

export interface SettlingDependencies {
  readonly db: Database
  readonly wall: Now
  readonly log: Log
  /** Told after each commit: what was reserved is free. */
  readonly onFreed: () => void
}

/** Writes a call to the ledger. */
export interface Settling {
  /**
   * Tries again while PostgreSQL is away, up to `within` milliseconds; then throws `unavailable`, and the whole row is in the process's log: when its reservation
   * has run out, the call counts at its worst case.
   */
  settle(call: LlmRequest, within: number): Promise<SettleOutcome>
}

const batch = 100
const firstPause = 20
const longestPause = 2_000

export const createSettling = ({ db, wall, log, onFreed }: SettlingDependencies): Settling => {
  const ready = new Set<string>()

  const ensurePartitions = async (calls: readonly LlmRequest[]): Promise<void> => {
    for (const { at } of calls) {
      const month = at.slice(0, 7)
      if (ready.has(month)) continue
      await db.transaction((tx) => tx.llmCalls.ensurePartition(new Date(at)))
      ready.add(month)
    }
  }

  const once = inBatches(async (calls: readonly LlmRequest[]) => {
    await ensurePartitions(calls)
    const outcomes = await db.repositories().llmCalls.settle(calls, newId(wall()))
    onFreed()
    return calls.map(({ id }) => outcomes.get(id) ?? 'known')
  }, batch)

  return {
    async settle(call, within) {
      const begun = performance.now()
      for (let wait = firstPause; ; wait = Math.min(wait * 2, longestPause)) {
        try {
          return await once(call)
        } catch (cause) {
          const away = cause instanceof DomainError && cause.code === 'unavailable'
          if (!away || performance.now() - begun + wait > within) {
            log.error({ call, err: cause }, 'an LLM call could not be settled: it will count at its worst case')
            throw cause
          }
          log.warn({ id: call.id, err: cause }, 'an LLM call could not be settled; trying again')
          await pause(wait)
        }
      }
    },
  }
}
