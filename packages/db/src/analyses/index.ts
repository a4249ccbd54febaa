export { AnalysesRepository } from './analyses.repository.ts'
