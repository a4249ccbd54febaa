import { Budget, BudgetAlert, type BudgetQuery, type BudgetRequest } from '@fyntrix/domain/llm-costs'
import type { Id } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, type Parameter, query } from '../shared/sql.ts'

/** A budget and what its period of an instant holds. Amounts are decimal texts. */
export interface BudgetUse {
  readonly budget: Budget
  readonly from: Date
  readonly to: Date
  readonly spentUsd: string
  readonly reservedUsd: string
  readonly calls: number
}

const asBudget = `jsonb_build_object('id', b.id, 'scope', b.scope, 'period', b.period, 'zone', b.zone, 'limitUsd', b.limit_usd::text,
  'kind', b.kind, 'thresholds', b.thresholds, 'active', b.active, 'createdAt', ${instant('b.created_at')})`

interface UseRow {
  readonly budget: unknown
  readonly from: string
  readonly to: string
  readonly spent: string
  readonly reserved: string
  readonly calls: string
}

const selectUses = `select ${asBudget} as budget, ${instant('s.start')} as "from",
    ${instant(`((s.start at time zone b.zone) + ('1 ' || b.period)::interval) at time zone b.zone`)} as "to",
    coalesce(p.spent_usd, 0)::text as spent, coalesce(p.reserved_usd, 0)::text as reserved, coalesce(p.calls, 0)::text as calls
  from llm_budgets b cross join lateral (select date_trunc(b.period, ?::timestamptz, b.zone) as start) as s
    left join llm_budget_periods p on p.budget_id = b.id and p.period_start = s.start`

const useOf = ({ budget, from, to, spent, reserved, calls }: UseRow): BudgetUse => ({
  budget: Budget.parse(budget),
  from: new Date(from),
  to: new Date(to),
  spentUsd: spent,
  reservedUsd: reserved,
  calls: Number(calls),
})

const alertColumns = ({ id, budgetId, periodStart, kind, percent, spentUsd, limitUsd, detail }: BudgetAlert) => ({
  id,
  budget_id: budgetId,
  period_start: periodStart,
  kind,
  percent,
  spent_usd: spentUsd,
  limit_usd: limitUsd,
  detail,
})

/** Budgets, what they hold, and their alerts. */
export class LlmBudgetsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /**
   * Makes a budget, or changes the one of the same scope, period and zone, in a transaction; calls wait until it ends. What the ledger already has of the
   * period of `now` counts as spent.
   */
  async put(id: Id, { scope, period, zone, limitUsd, kind, thresholds }: BudgetRequest, now: Date): Promise<Budget> {
    await query(this.#em, `select pg_advisory_xact_lock(hashtextextended('llm-budgets', 0)) is null as held`)
    const [row] = await query<{ budget: unknown }>(
      this.#em,
      `insert into llm_budgets as b (id, scope, period, zone, limit_usd, kind, thresholds, active, created_at)
       values (?, ?, ?, ?, ?::numeric, ?, ?::jsonb, true, ?)
       on conflict (scope, period, zone) do update set limit_usd = excluded.limit_usd, kind = excluded.kind, thresholds = excluded.thresholds,
         created_at = case when b.active then b.created_at else excluded.created_at end, active = true
       returning ${asBudget} as budget`,
      [id, scope, period, zone, limitUsd, kind, JSON.stringify(thresholds), now],
    )
    const budget = Budget.parse(row?.budget)
    await query(
      this.#em,
      `insert into llm_budget_periods as p (budget_id, period_start, spent_usd, calls)
       select ?, s.start, coalesce(sum(l.cost_usd), 0), count(l.id)
       from (select date_trunc(?, ?::timestamptz, ?) as start) as s
         left join llm_requests l on l.at >= s.start
           and ? = any (llm_scopes(l.provider, l.model_asked, l.agent, l.job, l.user_id, l.tags))
       group by s.start
       on conflict (budget_id, period_start) do update set spent_usd = excluded.spent_usd, calls = excluded.calls`,
      [budget.id, period, now, zone, scope],
    )
    return budget
  }

  /** Ends a budget; what was reserved in it is freed as its calls end. Null when there is none. */
  async end(id: Id): Promise<Budget | null> {
    const [row] = await query<{ budget: unknown }>(
      this.#em,
      `update llm_budgets b set active = false where id = ? returning ${asBudget} as budget`,
      [id],
    )
    return row ? Budget.parse(row.budget) : null
  }

  /** A page of active budgets with their periods of `now`, in the order of scope, period and zone. An unknown `after` gives an empty page. */
  async list({ scope, after, limit }: BudgetQuery, now: Date): Promise<BudgetUse[]> {
    const filters: [string, Parameter | undefined][] = [
      ['b.scope = ?', scope],
      ['(b.scope, b.period, b.zone) > (select scope, period, zone from llm_budgets where id = ?)', after],
    ]
    const used = filters.filter((filter): filter is [string, Parameter] => filter[1] !== undefined)
    const rows = await query<UseRow>(
      this.#em,
      `${selectUses} where ${['b.active', ...used.map(([condition]) => condition)].join(' and ')} order by b.scope, b.period, b.zone limit ?`,
      [now, ...used.map(([, value]) => value), limit],
    )
    return rows.map(useOf)
  }

  /** The active budgets of some scopes with their periods of `now`: at most one of each scope, period and zone. */
  async ofScopes(scopes: readonly string[], now: Date): Promise<BudgetUse[]> {
    // an array is looked up in the index; a set would be joined with every budget
    const rows = await query<UseRow>(
      this.#em,
      `${selectUses} where b.active and b.scope = any (array(select jsonb_array_elements_text(?::jsonb))) order by b.scope, b.period, b.zone`,
      [now, JSON.stringify(scopes)],
    )
    return rows.map(useOf)
  }

  /** What budgets held in the periods before these, at most `limit` of each: nothing of one that held nothing before. */
  async spentBefore(uses: readonly BudgetUse[], limit: number): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await query<{ id: string; spent: string[] }>(
      this.#em,
      `select u.id, before.spent from jsonb_to_recordset(?::jsonb) as u(id uuid, start timestamptz) cross join lateral (
         select jsonb_agg(p.spent_usd::text order by p.period_start desc) as spent from (
           select spent_usd, period_start from llm_budget_periods where budget_id = u.id and period_start < u.start order by period_start desc limit ?
         ) p
       ) before where before.spent is not null`,
      [JSON.stringify(uses.map(({ budget, from }) => ({ id: budget.id, start: from }))), limit],
    )
    return new Map(rows.map(({ id, spent }) => [id, spent]))
  }

  /**
   * Raises alerts, except those that were raised in their period already; answers the ids of the new ones. Those who raise at once do so in one order, and
   * so never wait for each other in a ring.
   */
  async raise(alerts: readonly BudgetAlert[]): Promise<ReadonlySet<string>> {
    const rows = await query<{ id: string }>(
      this.#em,
      `insert into llm_budget_alerts (id, budget_id, period_start, kind, percent, spent_usd, limit_usd, detail)
       select id, budget_id, period_start, kind, percent, spent_usd, limit_usd, detail from jsonb_to_recordset(?::jsonb)
         as a (id uuid, budget_id uuid, period_start timestamptz, kind text, percent float8, spent_usd numeric, limit_usd numeric, detail text)
       order by budget_id, period_start, kind, percent on conflict do nothing returning id`,
      [JSON.stringify(alerts.map(alertColumns))],
    )
    return new Set(rows.map(({ id }) => id))
  }

  /** Alerts, newest first. */
  async alerts(limit: number): Promise<BudgetAlert[]> {
    const rows = await query<{ alert: unknown }>(
      this.#em,
      `select jsonb_build_object('id', id, 'budgetId', budget_id, 'periodStart', ${instant('period_start')}, 'kind', kind, 'percent', percent,
         'spentUsd', spent_usd::text, 'limitUsd', limit_usd::text, 'detail', detail, 'raisedAt', ${instant('raised_at')}) as alert
       from llm_budget_alerts order by raised_at desc, id desc limit ?`,
      [limit],
    )
    return rows.map(({ alert }) => BudgetAlert.parse(alert))
  }
}
