export { agentPerformance } from './agent-performance.ts'
export { type GroupedReturns, groupPerformance, performanceByGroup } from './group-performance.ts'
