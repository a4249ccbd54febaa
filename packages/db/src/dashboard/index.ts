export type { ClosedSession, Span } from './dashboard.facts.ts'
export { DashboardRepository } from './dashboard.repository.ts'
