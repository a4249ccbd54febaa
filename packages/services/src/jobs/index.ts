export { reasonNotDue } from './occurrence.ts'
