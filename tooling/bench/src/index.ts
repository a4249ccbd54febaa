export { median, quantile } from './quantile.ts'
export { type BenchCase, type BenchRow, type Measured, runSuite } from './suite.ts'
