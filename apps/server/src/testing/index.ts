export { ask, errorOf } from './ask.ts'
export { emptyRun } from './run.ts'
export { severableProxy } from './severable-proxy.ts'
export { published, testServer } from './test-server.ts'
