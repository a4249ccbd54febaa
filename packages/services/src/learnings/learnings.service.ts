import { wilson } from '@fyntrix/analysis'
import type { Database } from '@fyntrix/db/shared'
import type { Learning, LearningQuery, LearningReport } from '@fyntrix/domain/learnings'
import { ownHorizon } from '@fyntrix/domain/pick-events'
import { type Lane, type Now, newId } from '@fyntrix/domain/shared'
import { Mode } from '@fyntrix/domain/top-picks'

/** What agents' patterns were worth. Looks at one lane. */
export interface Learnings {
  /**
   * Learns from every outcome over a mode's own horizon that is told and was not learnt from, each once however many do this at a time. A batch is one
   * transaction: whoever dies leaves its batch to the others.
   */
  learn(options?: { readonly signal?: AbortSignal | undefined }): Promise<LearningReport>
  /** Learnings, those that rest on most first. */
  list(query: LearningQuery): Promise<Learning[]>
}

interface Dependencies {
  readonly db: Database
  readonly wall: Now
  readonly lane: Lane
}

const consumer = 'learnings'
const batchSize = 500

export const createLearnings = ({ db, wall, lane }: Dependencies): Learnings => {
  const batch = () =>
    db.transaction(async (tx) => {
      const taken = await tx.consumptions.take(consumer, batchSize, wall())
      const changed = await tx.learnings.learn(taken, wall())
      const agents = [...new Set(changed)].sort()
      if (agents.length > 0) await tx.outbox.append({ topic: 'learnings.learnt', lane, agents }, newId(wall()))
      return { taken: taken.length, patterns: changed.length }
    })

  return {
    async learn({ signal } = {}) {
      const scopes = Mode.options.map((mode) => ({ consumer, lane, mode, horizon: ownHorizon[mode] }))
      const waiting = await db.repositories().consumptions.enlist(scopes)
      if (waiting.length === 0) return { outcomes: 0, patterns: 0 }
      let [outcomes, patterns] = [0, 0]
      for (;;) {
        signal?.throwIfAborted()
        const done = await batch()
        if (done.taken === 0) return { outcomes, patterns }
        outcomes += done.taken
        patterns += done.patterns
      }
    },
    async list(query) {
      const stored = await db.repositories().learnings.list({ lane, ...query })
      return stored.map((learning) => ({
        ...learning,
        accuracy: learning.hits / learning.sampleSize,
        interval: wilson(learning.hits, learning.sampleSize),
      }))
    },
  }
}
