export { positionsOf } from './follow.ts'
export { runOutcomesJob } from './pick-events.job.ts'
export { type ComputeOptions, createPickEvents, type PickEvents } from './pick-events.service.ts'
