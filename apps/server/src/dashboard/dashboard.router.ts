import { Dashboard, DashboardHistoryQuery, DashboardQuery, LatestDashboard } from '@fyntrix/domain/dashboard'
import { z } from 'zod'
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
})
