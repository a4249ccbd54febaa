export { ScoresJob, scoresJobs } from './scores.job.ts'
export {
  GlobalScore,
  RankedScore,
  ScoreAnswer,
  ScoresQuery,
  ScoresRefresh,
  scoreMode,
  TopScores,
  TopScoresQuery,
} from './scores.schema.ts'
