export { Horizon, horizonMinutes, horizonSessions, horizonsOf, ownHorizon } from './horizon.ts'
export {
  ClosedOutcome,
  ExitReason,
  OutcomeLabel,
  UnavailableCode,
  UnavailableOutcome,
} from './outcome.schema.ts'
export { OutcomesReport, OutcomesRequest } from './outcomes-request.ts'
export { PickEvent, PickEventQuery, PickOutcome } from './pick-event.schema.ts'
export { outcomesJob } from './pick-events.job.ts'
