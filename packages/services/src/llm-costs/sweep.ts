import type { Database } from '@fyntrix/db/shared'
import type { LlmRequest } from '@fyntrix/domain/llm-costs'
import { type Now, newId } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import { entryOf } from './entry.ts'

const batch = 100

/**
 * Gives up the calls whose reservation has run out: their process is dead, or PostgreSQL was away for too long. Nobody knows whether they were charged, so they
 * stand in the ledger as lost, at their worst case, until an invoice or a person says better. Answers them. Several may sweep at once.
 */
export const sweep = async ({
  db,
  wall,
  log,
}: {
  readonly db: Database
  readonly wall: Now
  readonly log: Log
}): Promise<LlmRequest[]> => {
  const lost: LlmRequest[] = []
  for (;;) {
    const some = await db.transaction(async (tx) => {
      const expired = await tx.llmCalls.takeExpired(batch)
      const entries = expired.map(({ call, amountUsd }) => entryOf({ call, amountUsd, end: gone, latencyMs: null }))
      for (const at of new Set(entries.map(({ at }) => at.slice(0, 7))))
        await tx.llmCalls.ensurePartition(new Date(`${at}-01T00:00:00Z`))
      if (entries.length > 0) await tx.llmCalls.settle(entries, newId(wall()))
      return entries
    })
    lost.push(...some)
    if (some.length < batch) break
  }
  if (lost.length > 0)
    log.warn({ ids: lost.map(({ id }) => id) }, 'LLM calls were given up as lost: they count at their worst case')
  return lost
}

const gone = {
  status: 'lost',
  charge: 'unknown',
  modelServed: null,
  tier: null,
  usage: null,
  error: 'the process ended, or could not settle it in time',
} as const
