export { learningsRouter } from './learnings.router.ts'
