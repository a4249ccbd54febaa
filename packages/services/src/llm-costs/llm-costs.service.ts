import type { PriceData } from '@fyntrix/analysis'
import type { LlmRequestListing } from '@fyntrix/db/llm-costs'
import type { Database } from '@fyntrix/db/shared'
import {
  Budget,
  type BudgetAlert,
  type BudgetQuery,
  type BudgetRequest,
  type BudgetState,
  type DaySpend,
  type InboxEntry,
  type LlmRequest,
  type PickCosts,
  type PriceBookEntry,
  type PriceOverride,
  type PriceQuery,
  type PriceRequest,
  type ReconcileReport,
  type ReconcileRequest,
  type RepriceReport,
  type RetentionReport,
  type SpendQuery,
  type SpendReport,
} from '@fyntrix/domain/llm-costs'
import { DomainError, type Id, type Instant, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import { Big } from 'big.js'
import type { Redis } from 'ioredis'
import { idempotent, type Log } from '../shared/index.ts'
import { adviceOf } from './advice.ts'
import { stateOf, usdOf } from './budget-state.ts'
import { createMeter } from './create-meter.ts'
import { createEarlyRefusal } from './early-refusal.ts'
import { evaluate } from './evaluate.ts'
import type { llmCostProjections } from './llm-costs.cache.ts'
import { utcDate } from './llm-costs.views.ts'
import type { Meter } from './meter.ts'
import { pricingOf } from './pricing-of.ts'
import type { UpperTokensOf, UsageOf } from './readers.ts'
import { readersOf } from './readers-of.ts'
import { reconcile } from './reconcile.ts'
import { remembered } from './remembered.ts'
import { reprice } from './reprice.ts'
import { type RetainOptions, retain } from './retain.ts'
import { sweep } from './sweep.ts'

/** LLM calls, what they cost, and what they may cost. Days are UTC days; amounts are exact. */
export interface LlmCosts {
  /** Through which every call goes. */
  readonly meter: Meter
  /** What reads the answers of a provider, and bounds what it is asked. */
  readersOf(provider: string): { readonly usageOf: UsageOf; readonly upperTokensOf: UpperTokensOf }
  /** What today has cost so far. */
  today(): Promise<DaySpend>
  /** What some days cost, in parts; the last seven unless said otherwise. */
  spend(query: SpendQuery): Promise<SpendReport>
  /** What runs of some days cost for each pick. */
  perPick(from: string, to: string): Promise<PickCosts>
  /** A page of the ledger, newest first. */
  requests(listing: LlmRequestListing): Promise<LlmRequest[]>
  /** A page of active budgets and how they stand. */
  budgets(query: BudgetQuery): Promise<BudgetState[]>
  /** Makes a budget, or changes the one of the same scope, period and zone. */
  putBudget(request: BudgetRequest, by: Id): Promise<Budget>
  /** Throws `not-found`. */
  endBudget(id: Id): Promise<Budget>
  alerts(limit: number): Promise<BudgetAlert[]>
  /** The strongest that the budgets of some scopes ask of callers now. */
  advice(scopes: readonly string[]): Promise<ReturnType<typeof adviceOf>>
  /** Looks at all budgets, page by page; answers the alerts that are new. However many do so, each is raised once a period. */
  evaluate(): Promise<BudgetAlert[]>
  inbox(limit: number): Promise<InboxEntry[]>
  /** Prices as of now, ours first. */
  prices(query: PriceQuery): Promise<PriceBookEntry[]>
  /** Throws `conflict` when there is a price of the same model, tier and instant. */
  addPrice(price: PriceRequest): Promise<PriceOverride>
  /** Gives up calls of dead processes; answers how many. */
  sweep(): Promise<number>
  reprice(
    request: { readonly from: Instant; readonly to: Instant; readonly apply: boolean },
    signal?: AbortSignal,
  ): Promise<RepriceReport>
  /** Moves months older than `days`, by default 90, before `now`, by default the wall clock's, into their sums; of these the `most` oldest, by default all. */
  retain(request: Pick<RetainOptions, 'apply'> & Partial<RetainOptions>): Promise<RetentionReport>
  /** Throws `invalid-input` where the lines add up to more than an amount can be. */
  reconcile(request: ReconcileRequest): Promise<ReconcileReport>
}

export interface LlmCostsDependencies {
  readonly db: Database
  readonly redis: Redis
  readonly projections: ReturnType<typeof llmCostProjections>
  readonly prices: PriceData
  readonly wall: Now
  readonly log: Log
  readonly random: () => number
}

const retentionDays = 90
const dayMs = 86_400_000
export const createLlmCosts = (dependencies: LlmCostsDependencies): LlmCosts => {
  const { db, redis, projections, prices, wall, log, random } = dependencies
  const priced = pricingOf(prices)
  const budgets = remembered(async () =>
    (await db.repositories().llmBudgets.ofScopes(['global'], wall())).map(({ budget }) => budget),
  )
  const pricing = remembered(async () => priced(await db.repositories().llmPrices.list()))
  const early = createEarlyRefusal({ redis, projections, budgets, log })
  const meter = createMeter({ db, pricing, early, wall, log, random })

  const spend = async ({ by, from, to, limit }: SpendQuery): Promise<SpendReport> => {
    const last = to ?? utcDate(wall())
    const first = from ?? utcDate(new Date(Date.parse(last) - 6 * dayMs))
    if (first > last) throw new DomainError('invalid-input', `${first} is after ${last}`)
    const { llmReports } = db.repositories()
    const days = await llmReports.spend('day', first, last, 5_000)
    const total = (pick: (one: (typeof days)[number]) => number) => days.reduce((sum, one) => sum + pick(one), 0)
    return {
      from: first,
      to: last,
      by,
      total: {
        calls: total(({ calls }) => calls),
        failed: total(({ failed }) => failed),
        inputTokens: total(({ inputTokens }) => inputTokens),
        outputTokens: total(({ outputTokens }) => outputTokens),
        costUsd: usdOf(days.reduce((sum, { costUsd }) => sum.plus(costUsd), new Big(0))),
      },
      groups: by === 'day' ? days.slice(0, limit) : await llmReports.spend(by, first, last, limit),
    }
  }

  return {
    meter,
    readersOf: (provider) => readersOf(prices, provider),
    today: () => db.repositories().llmReports.day(utcDate(wall())),
    spend,
    perPick: (from, to) => db.repositories().llmReports.perPick(from, to),
    requests: (listing) => db.repositories().llmCalls.list(listing),
    async budgets(listing) {
      const now = wall()
      return (await db.repositories().llmBudgets.list(listing, now)).map((use) => stateOf(use, now))
    },
    async putBudget({ idempotencyKey, ...request }, by) {
      const budget = await db.transaction((tx) =>
        idempotent(tx, { scope: `llm.putBudget:${by}`, key: idempotencyKey, body: request }, Budget, () =>
          tx.llmBudgets.put(newId(wall()), request, wall()),
        ),
      )
      budgets.forget()
      return budget
    },
    async endBudget(id) {
      const budget = await db.repositories().llmBudgets.end(id)
      if (budget === null) throw new DomainError('not-found', `there is no budget ${id}`)
      budgets.forget()
      return budget
    },
    advice: async (scopes) => {
      const now = wall()
      return adviceOf((await db.repositories().llmBudgets.ofScopes(scopes, now)).map((use) => stateOf(use, now)))
    },
    alerts: (limit) => db.repositories().llmBudgets.alerts(limit),
    evaluate: () => evaluate(db, wall()),
    inbox: (limit) => db.repositories().llmReports.inbox(limit),
    prices: async (query) => (await pricing()).list(query, toInstant(wall())),
    async addPrice(price) {
      const override = { ...price, id: newId(wall()) }
      if (!(await db.repositories().llmPrices.add(override)))
        throw new DomainError(
          'conflict',
          `there is a price of ${price.provider}/${price.model} (${price.tier}) from ${price.effectiveFrom} on: a later one follows it`,
        )
      pricing.forget()
      return override
    },
    sweep: async () => (await sweep({ db, wall, log })).length,
    reprice: async (request, signal) => reprice({ db, pricing: await pricing(), ...request, signal }),
    retain: (request) => retain(db, { now: wall(), days: retentionDays, ...request }),
    reconcile: (request) => reconcile(db, request),
  }
}
