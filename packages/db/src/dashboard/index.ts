export { DashboardRepository } from './dashboard.repository.ts'
