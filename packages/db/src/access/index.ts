export {
  AccessRepository,
  type Account,
  type ApiKey,
  defaultAccountId,
  defaultUserId,
  type StoredUser,
} from './access.repository.ts'
export { type AuditFacts, AuditRepository } from './audit.repository.ts'
