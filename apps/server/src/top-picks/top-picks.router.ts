import { Id } from '@fyntrix/domain/shared'
import {
  LatestQuery,
  LatestTopPicks,
  RunFeedEvent,
  RunQuery,
  RunRequest,
  RunSubscription,
  RunSummary,
  TopPicksRun,
} from '@fyntrix/domain/top-picks'
import { z } from 'zod'
import { eventStream } from '../shared/event-stream.ts'
import { router, scoped } from '../trpc.ts'
import { followedRuns } from './followed-runs.ts'

export const topPicksRouter = router({
  /** The latest run of a universe and mode, by now or as of an instant, and whether it is stale. */
  latest: scoped('read')
    .input(LatestQuery)
    .output(LatestTopPicks)
    .query(({ ctx, input }) => ctx.app.services.topPicks.latest(input)),

  /** Computes and records a run now; the same idempotency key answers the same run. */
  run: scoped('run', { cost: 20 })
    .input(RunRequest)
    .output(TopPicksRun)
    .mutation(({ ctx, input }) => ctx.app.services.topPicks.run({ ...input, trigger: 'manual' })),

  /** A run with its picks. */
  byId: scoped('read')
    .input(z.object({ id: Id }))
    .output(TopPicksRun)
    .query(({ ctx, input }) => ctx.app.services.topPicks.byId(input.id)),

  /** The newest runs, without their picks. */
  list: scoped('read')
    .input(RunQuery)
    .output(z.array(RunSummary))
    .query(({ ctx, input }) => ctx.app.services.topPicks.list(input)),

  /** Runs as they are published. */
  published: scoped('read')
    .input(RunSubscription)
    .output(eventStream(RunFeedEvent))
    .subscription((call) => followedRuns(call)),
})
