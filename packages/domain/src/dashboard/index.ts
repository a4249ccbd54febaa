export { DashboardJob, dashboardJobs } from './dashboard.job.ts'
export {
  ClosedRecommendation,
  Dashboard,
  DashboardEvent,
  DashboardHistoryQuery,
  DashboardPeriod,
  DashboardQuery,
  DashboardSubscription,
  ExitSummary,
  IntradayOverview,
  LatestDashboard,
  lookbackDays,
  SignalSummary,
  WeekPerformance,
} from './dashboard.schema.ts'
