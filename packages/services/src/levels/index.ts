export { levelsProjection } from './levels.cache.ts'
export { runLevelsJob } from './levels.job.ts'
export { createLevels, type Levels } from './levels.service.ts'
export { createLevelsStore } from './levels.store.ts'
