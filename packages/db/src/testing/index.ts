export { closeOfSession, delivered, type SampleBar, sampleBatch, startOfSession } from './candles.ts'
export { urlOf } from './context.ts'
export { freshId, type SampleOptions, sampleAnalyses, sampleRun } from './samples.ts'
export { openTestDatabase, type TestDatabase, testDatabase } from './test-database.ts'
