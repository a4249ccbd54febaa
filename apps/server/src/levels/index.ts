export { levelsRouter } from './levels.router.ts'
