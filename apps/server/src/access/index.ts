export { accessRouter } from './access.router.ts'
export { type Caller, createCaller } from './caller.ts'
