export { LevelsJob, levelsJobs } from './levels.job.ts'
export {
  LevelsAnswer,
  LevelsQuery,
  LevelsRefresh,
  LevelsScope,
  LevelsScore,
  LevelsScoreQuery,
  PivotLevels,
  PriceScores,
  SymbolLevels,
  scopeSessions,
} from './levels.schema.ts'
