export type { Binding } from './attempt.ts'
export { bindJobs } from './bind-jobs.ts'
export { jobCatalogue } from './catalogue.ts'
export { createDaemon, type Daemon, type DaemonDependencies, type DaemonSettings, daemonSettings } from './daemon.ts'
export type { JobControl } from './job-control.ts'
export type { JobFigures } from './job-figures.ts'
export type { JobHandler, JobOutcome, Occasion } from './job-outcome.ts'
export { createJobs, type Jobs, type JobsDependencies } from './jobs.service.ts'
export { changedOccurrences } from './jobs.topic.ts'
export type { LedgerDatabase } from './ledger-database.ts'
export {
  positionsMonitor,
  type ReplayedMonitor,
  type SeenAlert,
  type SeenExit,
  type SeenSnapshot,
  type Sight,
  scalpingMonitor,
} from './monitors.ts'
export { createNominalTimes, type NominalTime, type NominalTimes } from './nominal-times.ts'
export { openDaemon } from './open-daemon.ts'
export { portfolioMonitor } from './portfolio-monitor.ts'
export { createReplay, type Replay, type ReplayProgress, type ReplayReport, type ReplayRequest } from './replay.ts'
export { type DayReport, replayDay } from './replay-day.ts'
export { type MonitorsReplayRequest, type MonitorsReport, replayMonitors } from './replay-monitors.ts'
