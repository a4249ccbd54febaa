import { type CallStatus, LlmRequest, PlannedCall, ReserveVerdict, SettleOutcome, Usd } from '@fyntrix/domain/llm-costs'
import { Id, type Instant } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { ensurePartitions } from '../shared/partitions.ts'
import { instant, query } from '../shared/sql.ts'

/** A call that is about to be made, its worst case, and for how long that is held. */
export interface CallToReserve extends PlannedCall {
  readonly amountUsd: Usd
  readonly holdMs: number
}

/** What became of the wish to make a call. `against` is the hard budget that stands against it. */
export interface Reserved {
  readonly verdict: ReserveVerdict
  readonly against: {
    readonly budgetId: Id
    readonly spentUsd: Usd
    /** Null where nobody looked. */
    readonly reservedUsd: Usd | null
    readonly limitUsd: Usd
  } | null
}

/** A call whose reservation has run out, and what was reserved. */
export interface ExpiredCall {
  readonly call: PlannedCall
  readonly amountUsd: Usd
}

/** What is known by now of the cost of a call. */
export type Correction = Pick<
  LlmRequest,
  'id' | 'at' | 'costUsd' | 'costBasis' | 'priceId' | 'priceVersion' | 'priceFrom'
>

/** The last call of the page before. */
export interface Page {
  readonly at: Instant
  readonly id: Id
}

/** Which calls to list, newest first; `before` is exclusive. */
export interface LlmRequestListing {
  readonly runId?: Id | undefined
  readonly status?: CallStatus | undefined
  readonly before?: Page | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  readonly limit: number
}

const reservedColumns = ({ amountUsd, holdMs, ...call }: CallToReserve) => ({
  id: call.id,
  at: call.at,
  provider: call.provider,
  model_asked: call.modelAsked,
  purpose: call.purpose,
  agent: call.agent,
  job: call.job,
  run_id: call.runId,
  user_id: call.userId,
  tags: call.tags,
  idempotency_key: call.idempotencyKey,
  amount_usd: amountUsd,
  hold_ms: holdMs,
})

const ledgerColumns = (call: LlmRequest) => ({
  id: call.id,
  at: call.at,
  provider: call.provider,
  model_asked: call.modelAsked,
  model_served: call.modelServed,
  tier: call.tier,
  purpose: call.purpose,
  agent: call.agent,
  job: call.job,
  run_id: call.runId,
  user_id: call.userId,
  tags: call.tags,
  status: call.status,
  usage: call.usage,
  input_tokens: call.inputTokens,
  output_tokens: call.outputTokens,
  cost_usd: call.costUsd,
  cost_basis: call.costBasis,
  price_id: call.priceId,
  price_version: call.priceVersion,
  price_from: call.priceFrom,
  latency_ms: call.latencyMs,
  error: call.error,
  idempotency_key: call.idempotencyKey,
})

/** What is known of a call before it is made, in the words of the domain, in SQL. */
const planned = (
  row: string,
): string => `jsonb_build_object('id', ${row}.id, 'at', ${instant(`${row}.at`)}, 'provider', ${row}.provider,
  'modelAsked', ${row}.model_asked, 'purpose', ${row}.purpose, 'agent', ${row}.agent, 'job', ${row}.job, 'runId', ${row}.run_id,
  'userId', ${row}.user_id, 'tags', ${row}.tags, 'idempotencyKey', ${row}.idempotency_key)`

const asRequest = `${planned('l')} || jsonb_build_object('modelServed', model_served, 'tier', tier, 'status', status, 'usage', usage,
  'inputTokens', input_tokens, 'outputTokens', output_tokens, 'costUsd', cost_usd::text, 'costBasis', cost_basis, 'priceId', price_id,
  'priceVersion', price_version, 'priceFrom', ${instant('price_from')}, 'latencyMs', latency_ms, 'error', error)`

const reserving = `(select coalesce(jsonb_agg(jsonb_build_object('verdict', verdict, 'against', case when budget_id is null then null
  else jsonb_build_object('budgetId', budget_id, 'spentUsd', spent_usd::text, 'reservedUsd', reserved_usd::text, 'limitUsd', limit_usd::text) end)
  order by n), '[]') from llm_reserve(?::jsonb) with ordinality as r (id, verdict, budget_id, spent_usd, reserved_usd, limit_usd, n))`

const settling = `(select coalesce(jsonb_agg(jsonb_build_object('id', id, 'outcome', outcome)), '[]') from llm_settle(?::jsonb, ?::uuid))`

const rowsOf = (json: unknown): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(json) ? json : [])

const amountsOf = (against: unknown): Reserved['against'] => {
  if (typeof against !== 'object' || against === null) return null
  const { budgetId, spentUsd, reservedUsd, limitUsd }: Readonly<Record<string, unknown>> = { ...against }
  return {
    budgetId: Id.parse(budgetId),
    spentUsd: Usd.parse(spentUsd),
    reservedUsd: Usd.parse(reservedUsd),
    limitUsd: Usd.parse(limitUsd),
  }
}

const verdictsOf = (json: unknown): Reserved[] =>
  rowsOf(json).map(({ verdict, against }) => ({ verdict: ReserveVerdict.parse(verdict), against: amountsOf(against) }))

const outcomesOf = (json: unknown): Map<Id, SettleOutcome> =>
  new Map(rowsOf(json).map(({ id, outcome }) => [Id.parse(id), SettleOutcome.parse(outcome)]))

/** LLM calls: reserved before, settled after, and kept for good. */
export class LlmCallsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Makes the partition of an instant if it is missing, in a transaction. */
  async ensurePartition(at: Date): Promise<void> {
    await ensurePartitions((sql) => query(this.#em, sql), 'llm_requests', at.getTime(), at.getTime())
  }

  /** Reserves the worst case of each call in every budget that it concerns, one after the other; a verdict each, in their order. Repeating it changes nothing. */
  async reserve(calls: readonly CallToReserve[]): Promise<Reserved[]> {
    const [row] = await query<{ reserved: unknown }>(this.#em, `select ${reserving} as reserved`, [
      JSON.stringify(calls.map(reservedColumns)),
    ])
    return verdictsOf(row?.reserved)
  }

  /**
   * Writes calls to the ledger with their exact cost, frees what was reserved for them, and counts the cost to budgets and days. Repeating it changes nothing.
   * The partitions must be there. `message` is the id of the outbox row that tells of it, where one is needed.
   */
  async settle(calls: readonly LlmRequest[], message: Id): Promise<Map<Id, SettleOutcome>> {
    const [row] = await query<{ settled: unknown }>(this.#em, `select ${settling} as settled`, [
      JSON.stringify(calls.map(ledgerColumns)),
      message,
    ])
    return outcomesOf(row?.settled)
  }

  /** Settles some calls and then reserves others, in one statement: as both by themselves, but with one commit. */
  async settleAndReserve(
    settled: readonly LlmRequest[],
    message: Id,
    reserved: readonly CallToReserve[],
  ): Promise<{ readonly outcomes: Map<Id, SettleOutcome>; readonly verdicts: Reserved[] }> {
    // subqueries of a select list are evaluated in their order, and each sees what the one before has done
    const [row] = await query<{ settled: unknown; reserved: unknown }>(
      this.#em,
      `select ${settling} as settled, ${reserving} as reserved`,
      [JSON.stringify(settled.map(ledgerColumns)), message, JSON.stringify(reserved.map(reservedColumns))],
    )
    return { outcomes: outcomesOf(row?.settled), verdicts: verdictsOf(row?.reserved) }
  }

  /** Takes up to `limit` reservations that have run out, oldest first, for this transaction; those that others hold are passed over. */
  async takeExpired(limit: number): Promise<ExpiredCall[]> {
    const rows = await query<{ call: unknown; amount: string }>(
      this.#em,
      `select ${planned('c')} as call, r.amount_usd::text as amount
       from llm_reservations r cross join lateral jsonb_populate_record(null::llm_requests, r.call) as c
       where r.expires_at <= clock_timestamp() order by r.expires_at limit ? for update of r skip locked`,
      [limit],
    )
    return rows.map(({ call, amount }) => ({ call: PlannedCall.parse(call), amountUsd: Usd.parse(amount) }))
  }

  /** Puts what is known of the cost of calls by now in the place of what was known, in budgets and days as well. Answers how many are there. */
  async correct(calls: readonly Correction[]): Promise<number> {
    const [row] = await query<{ changed: number }>(this.#em, `select llm_correct(?::jsonb) as changed`, [
      JSON.stringify(
        calls.map(({ id, at, costUsd, costBasis, priceId, priceVersion, priceFrom }) => ({
          id,
          at,
          cost_usd: costUsd,
          cost_basis: costBasis,
          price_id: priceId,
          price_version: priceVersion,
          price_from: priceFrom,
        })),
      ),
    ])
    return row?.changed ?? 0
  }

  /** Calls by their ids; those that are not there are left out. */
  async byIds(ids: readonly Id[]): Promise<LlmRequest[]> {
    const rows = await query<{ request: unknown }>(
      this.#em,
      `select ${asRequest} as request from llm_requests l
       where id in (select wanted::uuid from jsonb_array_elements_text(?::jsonb) as wanted)`,
      [JSON.stringify(ids)],
    )
    return rows.map(({ request }) => LlmRequest.parse(request))
  }

  /** Calls of a time (from inclusive, to exclusive) in the order of their beginning, after a call; those with a usage, or those whose cost is unknown. */
  async after(
    what: 'with-usage' | 'worst-case',
    {
      from,
      to,
      after,
      limit,
    }: { readonly from: Instant; readonly to: Instant; readonly after: Page | undefined; readonly limit: number },
  ): Promise<LlmRequest[]> {
    const rows = await query<{ request: unknown }>(
      this.#em,
      `select ${asRequest} as request from llm_requests l
       where at >= ? and at < ? and (at, id) > (coalesce(?::timestamptz, '-infinity'), coalesce(?::uuid, '00000000-0000-0000-0000-000000000000'))
         and ${what === 'with-usage' ? 'usage is not null' : `cost_basis = 'worst-case'`}
       order by at, id limit ?`,
      [from, to, after?.at ?? null, after?.id ?? null, limit],
    )
    return rows.map(({ request }) => LlmRequest.parse(request))
  }

  /** A page of the ledger, newest first. */
  async list({ runId, status, before, from, to, limit }: LlmRequestListing): Promise<LlmRequest[]> {
    const rows = await query<{ request: unknown }>(
      this.#em,
      `select ${asRequest} as request from llm_requests l
       where at >= coalesce(?::timestamptz, '-infinity') and at < coalesce(?::timestamptz, 'infinity')
         and (at, id) < (coalesce(?::timestamptz, 'infinity'), coalesce(?::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
         and (?::uuid is null or run_id = ?) and (?::text is null or status = ?)
       order by at desc, id desc limit ?`,
      [
        from ?? null,
        to ?? null,
        before?.at ?? null,
        before?.id ?? null,
        runId ?? null,
        runId ?? null,
        status ?? null,
        status ?? null,
        limit,
      ],
    )
    return rows.map(({ request }) => LlmRequest.parse(request))
  }
}
