import { setTimeout as pause } from 'node:timers/promises'
import type { LlmRequest, SettleOutcome } from '@fyntrix/domain/llm-costs'
import { DomainError } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import type { Steps } from './steps.ts'

/** Writes a call to the ledger. */
export interface Settling {
  /**
   * Tries again while PostgreSQL is away, up to `within` milliseconds; then throws `unavailable`, and the whole row is in the process's log: when its reservation
   * has run out, the call counts at its worst case.
   */
  settle(call: LlmRequest, within: number): Promise<SettleOutcome>
}

const firstPause = 20
const longestPause = 2_000

export const createSettling = ({ steps, log }: { readonly steps: Steps; readonly log: Log }): Settling => {
  return {
    async settle(call, within) {
      const begun = performance.now()
      for (let wait = firstPause; ; wait = Math.min(wait * 2, longestPause)) {
        try {
          return await steps.settle(call)
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
