export { scoresRouter } from './scores.router.ts'
