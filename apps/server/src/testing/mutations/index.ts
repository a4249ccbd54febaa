export { codeOf, createCaller } from './caller.ts'
export { type Facts, readFacts, shapeOf, unpublished } from './facts.ts'
export { errands, marketSamples, type Sample, samples } from './samples.ts'
