export { analysesRouter } from './analyses.router.ts'
