export { DashboardJob, dashboardJobs } from './dashboard.job.ts'
export {
  ClosedRecommendation,
  Dashboard,
  DashboardHistoryQuery,
  DashboardPeriod,
  DashboardQuery,
  ExitSummary,
  IntradayOverview,
  LatestDashboard,
  lookbackDays,
  SignalSummary,
  WeekPerformance,
} from './dashboard.schema.ts'
