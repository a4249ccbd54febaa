export { PoliciesRepository } from './policies.repository.ts'
