export { policiesRouter } from './policies.router.ts'
