export { type Caller, codeOf, createCaller } from './caller.ts'
export { type Facts, readFacts, shapeOf, unpublished } from './facts.ts'
export { type Errand, errands, marketSamples, type Sample, samples } from './samples.ts'
