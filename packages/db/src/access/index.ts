export { AccessRepository, type Account, type ApiKey, defaultAccountId, defaultUserId } from './access.repository.ts'
