export { type ConsumedScope, ConsumptionsRepository } from './consumptions.repository.ts'
export {
  type DueOutcome,
  type EvaluatedOutcome,
  OutcomesRepository,
  type ToldOutcome,
  type ToldQuery,
  type UnscheduledOutcome,
} from './outcomes.repository.ts'
export { type ExtraContext } from './pick-events.entity.ts'
export { PickEventsRepository } from './pick-events.repository.ts'
