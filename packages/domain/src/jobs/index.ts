export { defineJob, type JobDefinition } from './jobs.schema.ts'
