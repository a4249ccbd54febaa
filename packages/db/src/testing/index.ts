export { urlOf } from './context.ts'
export { openTestDatabase, type TestDatabase, testDatabase } from './test-database.ts'
