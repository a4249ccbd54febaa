export { floorPivots, type Level, levelsOf, swingPrices } from './levels.ts'
export { type Planning, planFrom, tradePlan } from './trade-plan.ts'
