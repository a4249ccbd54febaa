export { recommendationsRouter } from './recommendations.router.ts'
