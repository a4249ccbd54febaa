export { createUniverses, type UniverseSummary, type Universes } from './universes.service.ts'
