export type { Binding } from './attempt.ts'
export { jobCatalogue } from './catalogue.ts'
export { createDaemon, type Daemon, type DaemonDependencies, type DaemonSettings, daemonSettings } from './daemon.ts'
export type { JobHandler, JobOutcome, Occasion } from './job-outcome.ts'
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
export { type MonitorsReplayRequest, type MonitorsReport, replayMonitors } from './replay-monitors.ts'
