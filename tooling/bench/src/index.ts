export { type BenchCase, type BenchRow, runSuite } from './suite.ts'
