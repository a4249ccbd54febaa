export {
  type DueOutcome,
  type EvaluatedOutcome,
  OutcomesRepository,
  type UnscheduledOutcome,
} from './outcomes.repository.ts'
export { type ExtraContext } from './pick-events.entity.ts'
export { PickEventsRepository } from './pick-events.repository.ts'
