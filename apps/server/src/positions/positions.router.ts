import {
  LatestPositions,
  PositionSnapshot,
  PositionsEvent,
  PositionsHistoryQuery,
  PositionsQuery,
  PositionsSeen,
  PositionsSubscription,
} from '@fyntrix/domain/positions'
import { monitoredPositions } from '@fyntrix/services/positions'
import { z } from 'zod'
import { eventStream } from '../shared/event-stream.ts'
import { followed } from '../shared/followed.ts'
import { router, scoped } from '../trpc.ts'

export const positionsRouter = router({
  /** Looks at the picks of all runs as positions and records a snapshot of each universe and mode; repeating it for an instant adds nothing. */
  monitor: scoped('run', { cost: 5 })
    .input(PositionsQuery)
    .output(PositionsSeen)
    .mutation(({ ctx, input }) => ctx.app.services.positions.monitor(input)),

  /** What the monitor saw last, and whether that is out of date. */
  latest: scoped('read')
    .input(PositionsQuery)
    .output(LatestPositions)
    .query(({ ctx, input }) => ctx.app.services.positions.latest(input)),

  /** Past snapshots of a universe and mode, newest first. */
  history: scoped('read', { cost: 2 })
    .input(PositionsHistoryQuery)
    .output(z.array(PositionSnapshot))
    .query(({ ctx, input }) => ctx.app.services.positions.history(input)),

  /** What the monitor sees, as it is recorded. */
  monitored: scoped('read')
    .input(PositionsSubscription)
    .output(eventStream(PositionsEvent))
    .subscription((call) => followed(call, () => monitoredPositions(call.input))),
})
