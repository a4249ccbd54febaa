export { type Caller, createCaller } from './caller.ts'
