export { type Analyses, createAnalyses } from './analyses.service.ts'
