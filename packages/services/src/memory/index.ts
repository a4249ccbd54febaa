export { createMemory, type Memory } from './memory.service.ts'
