export { insightsRouter } from './insights.router.ts'
