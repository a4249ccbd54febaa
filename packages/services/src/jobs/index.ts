export type { JobOutcome } from './job-outcome.ts'
export {
  positionsMonitor,
  type ReplayedMonitor,
  type SeenAlert,
  type SeenExit,
  type SeenSnapshot,
  type Sight,
  scalpingMonitor,
} from './monitors.ts'
export { reasonNotDue } from './occurrence.ts'
export { occurrencesBetween } from './occurrences.ts'
export { portfolioMonitor } from './portfolio-monitor.ts'
export { createReplay, type Replay, type ReplayProgress, type ReplayReport, type ReplayRequest } from './replay.ts'
export { type MonitorsReplayRequest, type MonitorsReport, replayMonitors } from './replay-monitors.ts'
