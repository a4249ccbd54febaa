export { Mode, modeNames } from './mode.ts'
export { TopPicksJob, topPicksJobs } from './top-picks.job.ts'
export {
  Contribution,
  Direction,
  Exclusion,
  LatestQuery,
  LatestTopPicks,
  Pick,
  PicksResult,
  Recommendation,
  RunCounts,
  RunFeedEvent,
  RunKey,
  RunProvenance,
  RunQuery,
  RunRequest,
  RunSubscription,
  RunSummary,
  RunTrigger,
  SymbolAnalysis,
  TopPicksRun,
  TradePlan,
} from './top-picks.schema.ts'
export { Workers } from './workers.ts'
