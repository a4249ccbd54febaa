export { LearningsRepository } from './learnings.repository.ts'
