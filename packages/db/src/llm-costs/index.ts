export type { BudgetUse } from './budgets.repository.ts'
export type { CallToReserve, Correction, ExpiredCall, LlmRequestListing, Reserved } from './calls.repository.ts'
