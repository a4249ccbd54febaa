export { AccessRepository, type ApiKey, defaultAccountId, defaultUserId } from './access.repository.ts'
