export { type ExtraContext } from './pick-events.entity.ts'
export { PickEventsRepository } from './pick-events.repository.ts'
