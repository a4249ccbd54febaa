export {
  AccessRepository,
  type AccountOfUser,
  type ApiKey,
  defaultAccountId,
  defaultUserId,
} from './access.repository.ts'
