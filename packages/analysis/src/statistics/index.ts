export { clusterBootstrap, pooledMean } from './cluster-bootstrap.ts'
export { informationCoefficient, type ScoredSession } from './information-coefficient.ts'
export { seededRandom } from './seeded-random.ts'
