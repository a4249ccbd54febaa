export { healthRouter } from './health.router.ts'
export { operationsRoutes } from './operations.routes.ts'
