export { analysisProjection } from './analyses.cache.ts'
export { type Analyses, createAnalyses } from './analyses.service.ts'
export { type AnalysisViews, createAnalysisViews } from './analyses.views.ts'
