import {
  Dashboard,
  DashboardEvent,
  DashboardHistoryQuery,
  DashboardQuery,
  DashboardSubscription,
  LatestDashboard,
} from '@fyntrix/domain/dashboard'
import { recordedDashboards } from '@fyntrix/services/dashboard'
import { z } from 'zod'
import { eventStream } from '../shared/event-stream.ts'
import { followed } from '../shared/followed.ts'
import { router, scoped } from '../trpc.ts'

export const dashboardRouter = router({
  /** The newest dashboard of a period and whether it is out of date; with `asOf`, the newest that was there then. */
  latest: scoped('read')
    .input(DashboardQuery)
    .output(LatestDashboard)
    .query(({ ctx, input }) => ctx.app.services.dashboards.latest(input)),

  /** Past dashboards, newest first. */
  history: scoped('read')
    .input(DashboardHistoryQuery)
    .output(z.array(Dashboard))
    .query(({ ctx, input }) => ctx.app.services.dashboards.history(input)),

  /** Computes and records a dashboard; repeating it for an instant adds nothing. */
  record: scoped('run', { cost: 5 })
    .input(DashboardQuery)
    .output(Dashboard)
    .mutation(({ ctx, input }) => ctx.app.services.dashboards.record(input)),

  /** Dashboards, as they are recorded. */
  recorded: scoped('read')
    .input(DashboardSubscription)
    .output(eventStream(DashboardEvent))
    .subscription((call) => followed(call, () => recordedDashboards(call.input))),
})
