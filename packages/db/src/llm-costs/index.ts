export type { BudgetUse } from './budgets.repository.ts'
export type { CallToReserve, ExpiredCall, LlmRequestListing, Reserved } from './calls.repository.ts'
