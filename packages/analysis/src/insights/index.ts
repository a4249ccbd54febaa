export { factsOf } from './facts-of.ts'
export { unsupportedNumbers } from './unsupported-numbers.ts'
