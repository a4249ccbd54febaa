export { codeOf, createCaller } from './caller.ts'
export { readFacts, shapeOf, unpublished } from './facts.ts'
export { errands, marketSamples, type Sample, samples } from './samples.ts'
