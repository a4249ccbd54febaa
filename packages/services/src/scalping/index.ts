export { scalpingProjection } from './scalping.cache.ts'
export { runScalpingJob } from './scalping.job.ts'
export { createScalping, type Scalping } from './scalping.service.ts'
export { createScalpingViews, type ScalpingViews } from './scalping.views.ts'
