import { z } from 'zod'
import { Id, IdempotencyKey, Instant } from '../shared/index.ts'
import { Usd, UsdFromZero } from './usd.ts'

/** What a budget watches: all calls, or those of one provider, model, agent, job, user or tag. */
export const BudgetScopeKind = z.enum(['global', 'provider', 'model', 'agent', 'job', 'user', 'tag'])
export type BudgetScopeKind = z.infer<typeof BudgetScopeKind>

/** A scope in one text: `global`, `model:gpt-5`, `tag:insights`. */
export const BudgetScope = z
  .string()
  .max(220)
  .regex(/^(global|(provider|model|agent|job|user|tag):\S(.{0,198}\S)?)$/u, 'a scope is global or kind:value')
export type BudgetScope = z.infer<typeof BudgetScope>

export const BudgetPeriod = z.enum(['day', 'week', 'month'])
export type BudgetPeriod = z.infer<typeof BudgetPeriod>

/** Where a budget's day begins. Weeks begin on Monday. */
export const BudgetZone = z.enum(['Asia/Kolkata', 'UTC'])
export type BudgetZone = z.infer<typeof BudgetZone>

/** What a state asks callers to do: nothing, warn, take the cheaper model, leave optional agents out, stop. */
export const BudgetAction = z.enum(['warn', 'cheaper-model', 'skip-optional', 'stop'])
export type BudgetAction = z.infer<typeof BudgetAction>

/** From which percent of the limit on a budget is in a state, and what callers are then asked to do. */
export const Threshold = z.object({ percent: z.number().positive().max(1_000), action: BudgetAction })
export type Threshold = z.infer<typeof Threshold>

/** CAUTION, WARNING, EXCEEDED of the original. */
export const defaultThresholds: readonly Threshold[] = [
  { percent: 50, action: 'warn' },
  { percent: 80, action: 'cheaper-model' },
  { percent: 100, action: 'stop' },
]

const BudgetFacts = z.object({
  scope: BudgetScope,
  period: BudgetPeriod,
  zone: BudgetZone.default('Asia/Kolkata'),
  /** Above zero. A hard budget refuses a call whose worst case would pass it; a soft one only tells. */
  limitUsd: UsdFromZero.refine((amount) => /[1-9]/.test(amount), 'a limit is above zero'),
  kind: z.enum(['hard', 'soft']),
  thresholds: z
    .array(Threshold)
    .min(1)
    .max(10)
    .refine((all) => all.every(({ percent }, i) => i === 0 || percent > (all[i - 1]?.percent ?? 0)), 'in rising order')
    .default([...defaultThresholds]),
})

/** A budget to make, or to put in the place of the one with the same scope, period and zone. */
export const BudgetRequest = BudgetFacts.extend({ idempotencyKey: IdempotencyKey.optional() })
export type BudgetRequest = z.infer<typeof BudgetRequest>

/** `createdAt`: since when it is active; its periods begin with the one of that instant. */
export const Budget = BudgetFacts.extend({ id: Id, active: z.boolean(), createdAt: Instant })
export type Budget = z.infer<typeof Budget>

/** A page of active budgets, all of them or those of one scope, in the order of scope, period and zone; `after` is the last id of the page before. */
export const BudgetQuery = z.object({
  scope: BudgetScope.optional(),
  after: Id.optional(),
  limit: z.int().min(1).max(500).default(100),
})
export type BudgetQuery = z.infer<typeof BudgetQuery>

/**
 * A budget in the period of an instant. `spentUsd` holds what is settled, calls of dead processes at their worst case; `reservedUsd` the worst case of calls under
 * way. `percent` is spent ÷ limit. `level` is the original's: OK, CAUTION from the first threshold, WARNING from the second, EXCEEDED from 100 %.
 */
export const BudgetState = z.object({
  budget: Budget,
  from: Instant,
  to: Instant,
  spentUsd: Usd,
  reservedUsd: Usd,
  remainingUsd: Usd,
  calls: z.int(),
  percent: z.number(),
  level: z.enum(['OK', 'CAUTION', 'WARNING', 'EXCEEDED']),
  action: BudgetAction.nullable(),
  /** Spent so far ÷ the part of the period that is over; null in its first hundredth. */
  forecastUsd: Usd.nullable(),
})
export type BudgetState = z.infer<typeof BudgetState>

/** What an alert tells: a threshold that was passed, a forecast above the limit, a day that is far above the days before. */
export const BudgetAlert = z.object({
  id: Id,
  budgetId: Id,
  periodStart: Instant,
  kind: z.enum(['threshold', 'forecast', 'spike']),
  /** Of the limit; 0 for forecast and spike. */
  percent: z.number(),
  spentUsd: Usd,
  limitUsd: Usd,
  detail: z.string(),
  raisedAt: Instant,
})
export type BudgetAlert = z.infer<typeof BudgetAlert>
