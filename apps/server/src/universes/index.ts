export { universesRouter } from './universes.router.ts'
