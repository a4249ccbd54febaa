export {
  AccessRepository,
  type AccountOfUser,
  type ApiKey,
  defaultAccountId,
  defaultUserId,
  type StoredUser,
} from './access.repository.ts'
