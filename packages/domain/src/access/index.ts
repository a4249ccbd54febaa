export {
  Account,
  AccountRequest,
  CallerFacts,
  KeyQuery,
  KeyRequest,
  KeyRotation,
  KeyState,
  KeySummary,
  NewKey,
  permits,
  Scope,
  User,
  UserQuery,
  UserRequest,
} from './access.schema.ts'
export { AuditCheck, AuditEntry, AuditPosition, AuditQuery, AuditVerdict } from './audit.schema.ts'
