export { dashboardProjections } from './dashboard.cache.ts'
export { runDashboardJob } from './dashboard.job.ts'
export { createDashboards, type Dashboards } from './dashboard.service.ts'
export { createDashboardViews, type DashboardViews } from './dashboard.views.ts'
