import { EventEmitter, once } from 'node:events'
import { publishedChannel } from '@fyntrix/db/outbox'
import type { Database } from '@fyntrix/db/shared'
import { DomainError, type Lane } from '@fyntrix/domain/shared'
import type { RunPublished } from '@fyntrix/domain/top-picks'

export interface FeedRequest {
  readonly universe?: RunPublished['run']['universe'] | undefined
  readonly mode?: RunPublished['run']['mode'] | undefined
  /** Resume after this sequence number; null starts with what comes next. */
  readonly after: number | null
}

/** Published runs, as they are published. */
export interface RunFeed {
  /** Runs in publishing order without gaps, until the signal is aborted. Throws `refused` when `after` is older than what is kept. */
  readonly follow: (request: FeedRequest, signal: AbortSignal) => AsyncGenerator<RunPublished>
  readonly close: () => Promise<void>
}

const pageSize = 50
const backlogMs = 24 * 3_600_000
const lookAgainAfter = 5_000

const tooOld = (after: number) =>
  new DomainError(
    'refused',
    `events after ${after} are not kept any more: read the latest picks, then subscribe without a last event id`,
  )

/**
 * Follows the outbox in PostgreSQL. Notifications only say when to look: one that gets lost delays an event by at most five seconds and never loses
 * it. All followers of a process share one listening connection.
 */
export const createRunFeed = async ({ db, lane }: { db: Database; lane: Lane }): Promise<RunFeed> => {
  const wake = new EventEmitter().setMaxListeners(0)
  const listening = await db.listen(publishedChannel, () => wake.emit('published'))

  const nextWake = async (signal: AbortSignal): Promise<void> => {
    const either = AbortSignal.any([signal, AbortSignal.timeout(lookAgainAfter)])
    // an abort is how this wait ends when nothing was published
    await once(wake, 'published', { signal: either }).catch(() => undefined)
  }

  return {
    async *follow({ universe, mode, after }, signal) {
      const outbox = () => db.repositories().outbox
      let seen = after ?? (await outbox().stats()).lastSeq
      while (!signal.aborted) {
        // listening before looking: what is published in between wakes us at once
        const woken = nextWake(signal)
        const page = await outbox().published(seen, pageSize, backlogMs)
        for (const { seq, message } of page) {
          // numbers have no gaps, so a missing one is a message that is not kept any more
          if (seq !== seen + 1) throw tooOld(seen)
          seen = seq
          if (message?.topic !== 'top-picks.run-recorded' || message.lane !== lane) continue
          if ((universe && message.universe !== universe) || (mode && message.mode !== mode)) continue
          const run = await db.repositories().topPicks.byId(message.runId)
          if (run) yield { seq, run }
        }
        if (page.length < pageSize) await woken
      }
    },
    async close() {
      await listening.close()
    },
  }
}
