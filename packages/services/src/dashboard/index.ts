export { dashboardProjections } from './dashboard.cache.ts'
export { dashboardEffect } from './dashboard.effect.ts'
export { runDashboardJob } from './dashboard.job.ts'
export { createDashboards, type Dashboards } from './dashboard.service.ts'
