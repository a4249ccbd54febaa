import type { RunSubscription, TopPicksRun } from '@fyntrix/domain/top-picks'
import type { Topic } from '../shared/index.ts'

/** Runs as they are published, of a universe and mode or of all. */
export const publishedRuns =
  ({ universe, mode }: Pick<RunSubscription, 'universe' | 'mode'>): Topic<TopPicksRun> =>
  async (facts, message) => {
    if (message.topic !== 'top-picks.run-recorded') return null
    if ((universe && message.universe !== universe) || (mode && message.mode !== mode)) return null
    return facts.topPicks.byId(message.runId)
  }
