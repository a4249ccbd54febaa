export { tradePlan } from './trade-plan.ts'
