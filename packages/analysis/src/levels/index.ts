export { levelScore, type Pivots, pivotsOf } from './pivots.ts'
export { tradePlan } from './trade-plan.ts'
