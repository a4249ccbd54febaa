export type { AccountOfUser } from '@fyntrix/db/access'
export { type Access, createAccess, requireScope, type Session } from './access.service.ts'
