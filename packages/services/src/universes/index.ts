export { createUniverses, type Universes } from './universes.service.ts'
