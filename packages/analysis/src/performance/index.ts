export { agentPerformance } from './agent-performance.ts'
