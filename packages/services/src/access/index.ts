export { type Access, createAccess, requireScope, type Session } from './access.service.ts'
