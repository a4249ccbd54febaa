export type { AccountOfUser } from '@fyntrix/db/access'
export { type Access, createAccess } from './access.service.ts'
export type { Session } from './authentication.ts'
export { requireScope } from './keys.ts'
