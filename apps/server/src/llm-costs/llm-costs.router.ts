import {
  Budget,
  BudgetAlert,
  BudgetQuery,
  BudgetRequest,
  BudgetState,
  DaySpend,
  InboxEntry,
  LlmRequest,
  LlmRequestQuery,
  PickCosts,
  PickCostsQuery,
  PriceBookEntry,
  PriceOverride,
  PriceQuery,
  PriceRequest,
  ReconcileReport,
  ReconcileRequest,
  RepriceReport,
  RepriceRequest,
  RetentionReport,
  SpendQuery,
  SpendReport,
} from '@fyntrix/domain/llm-costs'
import { Id } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

const Limit = z.object({ limit: z.int().min(1).max(500).default(100) })
const Apply = z.object({ apply: z.boolean().default(false) })

export const llmCostsRouter = router({
  /** What today (UTC) has cost so far. */
  today: scoped('read')
    .output(DaySpend)
    .query(({ ctx }) => ctx.app.services.llmCosts.today()),

  /** What some UTC days cost, by day, model, purpose, agent or run. */
  spend: scoped('read', { cost: 2 })
    .input(SpendQuery)
    .output(SpendReport)
    .query(({ ctx, input }) => ctx.app.services.llmCosts.spend(input)),

  /** What runs of some UTC days cost, for each pick and each correct one. */
  perPick: scoped('read', { cost: 5 })
    .input(PickCostsQuery)
    .output(PickCosts)
    .query(({ ctx, input }) => ctx.app.services.llmCosts.perPick(input.from, input.to)),

  /** Calls as the ledger keeps them, newest first. */
  requests: scoped('read', { cost: 2 })
    .input(LlmRequestQuery)
    .output(z.array(LlmRequest))
    .query(({ ctx, input }) => ctx.app.services.llmCosts.requests(input)),

  /** Active budgets and how they stand, in the order of scope, period and zone. */
  budgets: scoped('read')
    .input(BudgetQuery)
    .output(z.array(BudgetState))
    .query(({ ctx, input }) => ctx.app.services.llmCosts.budgets(input)),

  /** Makes a budget, or changes the one of the same scope, period and zone. */
  putBudget: scoped('admin')
    .input(BudgetRequest)
    .output(Budget)
    .mutation(({ ctx, input }) => ctx.app.services.llmCosts.putBudget(input, ctx.session.userId)),

  /** Ends a budget. */
  endBudget: scoped('admin')
    .input(z.object({ id: Id }))
    .output(Budget)
    .mutation(({ ctx, input }) => ctx.app.services.llmCosts.endBudget(input.id)),

  /** What budgets told, newest first. */
  alerts: scoped('read')
    .input(Limit)
    .output(z.array(BudgetAlert))
    .query(({ ctx, input }) => ctx.app.services.llmCosts.alerts(input.limit)),

  /** Looks at all budgets; answers the alerts that are new. */
  evaluate: scoped('run', { cost: 5 })
    .output(z.array(BudgetAlert))
    .mutation(({ ctx }) => ctx.app.services.llmCosts.evaluate()),

  /** Models without a price, and calls whose cost nobody knows. */
  inbox: scoped('read', { cost: 5 })
    .input(Limit)
    .output(z.array(InboxEntry))
    .query(({ ctx, input }) => ctx.app.services.llmCosts.inbox(input.limit)),

  /** Prices as of now, ours first. */
  prices: scoped('read', { cost: 2 })
    .input(PriceQuery)
    .output(z.array(PriceBookEntry))
    .query(({ ctx, input }) => ctx.app.services.llmCosts.prices(input)),

  /** Adds a price of our own, which stands over the book's from its instant on. */
  addPrice: scoped('admin')
    .input(PriceRequest)
    .output(PriceOverride)
    .mutation(({ ctx, input }) => ctx.app.services.llmCosts.addPrice(input)),

  /** Prices calls of a time again, each at the price of its own instant. */
  reprice: scoped('admin', { cost: 20 })
    .input(RepriceRequest)
    .output(RepriceReport)
    .mutation(({ ctx, input, signal }) => ctx.app.services.llmCosts.reprice(input, signal)),

  /** Compares the ledger with an invoice, and lets it follow where that names calls. */
  reconcile: scoped('admin', { cost: 20 })
    .input(ReconcileRequest)
    .output(ReconcileReport)
    .mutation(({ ctx, input }) => ctx.app.services.llmCosts.reconcile(input)),

  /** Gives up calls of dead processes. */
  sweep: scoped('run', { cost: 5 })
    .output(z.object({ lost: z.int() }))
    .mutation(async ({ ctx }) => ({ lost: await ctx.app.services.llmCosts.sweep() })),

  /** Moves months older than 90 days into their sums. */
  retain: scoped('admin', { cost: 20 })
    .input(Apply)
    .output(RetentionReport)
    .mutation(({ ctx, input }) => ctx.app.services.llmCosts.retain(input)),
})
