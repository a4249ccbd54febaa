export { type PoliciesJobReport, runPoliciesJob } from './policies.job.ts'
export { createPolicies, type Policies } from './policies.service.ts'
