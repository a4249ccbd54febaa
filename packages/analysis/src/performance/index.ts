export { agentPerformance } from './agent-performance.ts'
export { groupPerformance, type SessionReturns } from './group-performance.ts'
