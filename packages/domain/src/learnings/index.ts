export { Learning, LearningCounts, LearningQuery, LearningReport } from './learnings.schema.ts'
