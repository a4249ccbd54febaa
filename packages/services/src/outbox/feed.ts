import { EventEmitter, once } from 'node:events'
import { publishedChannel } from '@fyntrix/db/outbox'
import type { Database } from '@fyntrix/db/shared'
import { DomainError, type Lane } from '@fyntrix/domain/shared'
import type { Topic } from '../shared/index.ts'

/** Something that was published. `seq` grows in publishing order; numbers between are of other publications. */
export interface Published<T> {
  readonly seq: number
  readonly event: T
}

/** What is published, as it is published. */
export interface Feed {
  /**
   * Events of a topic in publishing order without gaps, from the one after the number `after` on, until the signal is aborted. Reads on only when the
   * follower asks, so that a slow one holds nobody up. Throws `refused` when `after` is older than what is kept.
   */
  follow<T>(topic: Topic<T>, after: number, signal: AbortSignal): AsyncGenerator<Published<T>>
  /** Number of the newest publication, 0 before the first. */
  position(): Promise<number>
  close(): Promise<void>
}

const pageSize = 50
const backlogMs = 24 * 3_600_000
const lookAgainAfter = 5_000

const tooOld = (after: number) =>
  new DomainError(
    'refused',
    `events after ${after} are not kept any more: read what is newest, then subscribe without a last event id`,
  )

/**
 * Follows the outbox in PostgreSQL. Notifications only say when to look: one that gets lost delays an event by at most five seconds and never loses
 * it. All followers of a process share one listening connection.
 */
export const createFeed = async ({ db, lane }: { db: Database; lane: Lane }): Promise<Feed> => {
  const wake = new EventEmitter().setMaxListeners(0)
  const listening = await db.listen(publishedChannel, () => wake.emit('published'))

  const nextWake = async (signal: AbortSignal): Promise<void> => {
    const either = AbortSignal.any([signal, AbortSignal.timeout(lookAgainAfter)])
    // an abort is how this wait ends when nothing was published
    await once(wake, 'published', { signal: either }).catch(() => undefined)
  }

  return {
    async *follow(topic, after, signal) {
      let seen = after
      while (!signal.aborted) {
        // listening before looking: what is published in between wakes us at once
        const woken = nextWake(signal)
        const page = await db.repositories().outbox.published(seen, pageSize, backlogMs)
        for (const { seq, message } of page) {
          // numbers have no gaps, so a missing one is a message that is not kept any more
          if (seq !== seen + 1) throw tooOld(seen)
          seen = seq
          if (message === null || ('lane' in message && message.lane !== lane)) continue
          const event = await topic(db.repositories(), message)
          if (event !== null) yield { seq, event }
        }
        if (page.length < pageSize) await woken
      }
    },
    position: async () => (await db.repositories().outbox.stats()).lastSeq,
    close: () => listening.close(),
  }
}
