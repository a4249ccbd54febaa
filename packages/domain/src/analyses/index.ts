export {
  AgentAnalysis,
  AgentPerformance,
  AnalysisQuery,
  Estimate,
  Interval,
  PerformanceQuery,
  PerformanceReport,
} from './analyses.schema.ts'
