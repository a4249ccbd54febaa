export type { JobOutcome } from './job-outcome.ts'
export { reasonNotDue } from './occurrence.ts'
export { occurrencesBetween } from './occurrences.ts'
export { createReplay, type Replay, type ReplayProgress, type ReplayReport, type ReplayRequest } from './replay.ts'
