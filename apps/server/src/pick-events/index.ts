export { pickEventsRouter } from './pick-events.router.ts'
