export { createLearnings, type Learnings } from './learnings.service.ts'
