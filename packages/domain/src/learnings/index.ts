export { Learning, LearningQuery, LearningReport } from './learnings.schema.ts'
