export {
  Budget,
  BudgetAction,
  BudgetAlert,
  BudgetPeriod,
  BudgetQuery,
  BudgetRequest,
  BudgetScope,
  BudgetScopeKind,
  BudgetState,
  BudgetZone,
  defaultThresholds,
  Threshold,
} from './budget.ts'
export {
  CallPurpose,
  CallStatus,
  CostBasis,
  LlmRequest,
  PlannedCall,
  ReserveVerdict,
  SettleOutcome,
} from './llm-request.ts'
export { Price, PriceBookEntry, PriceOverride, PriceQuery, PriceRequest, Rate, ServiceTier } from './price.ts'
export {
  DaySpend,
  InboxEntry,
  InvoiceLine,
  LlmRequestQuery,
  PickCosts,
  PickCostsQuery,
  ReconcileReport,
  ReconcileRequest,
  RepriceReport,
  RepriceRequest,
  RetentionReport,
  SpendBy,
  SpendGroup,
  SpendQuery,
  SpendReport,
} from './report.ts'
export { inputUnits, outputUnits, Usage, UsageUnit, usageUnits } from './usage.ts'
export { mostUsd, Usd, UsdFromZero } from './usd.ts'
