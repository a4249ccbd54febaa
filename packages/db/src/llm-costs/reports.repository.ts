import { DaySpend, InboxEntry, PickCosts, type SpendBy, SpendGroup } from '@fyntrix/domain/llm-costs'
import { ownHorizon } from '@fyntrix/domain/pick-events'
import { Id } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from '../shared/sql.ts'

type Sums = Readonly<Record<'calls' | 'failed' | 'input_tokens' | 'output_tokens' | 'cost_usd', string>>

const sumsOver = (
  calls: string,
  failed: string,
): string => `coalesce(${calls}, 0)::text as calls, coalesce(${failed}, 0)::text as failed,
  coalesce(sum(input_tokens), 0)::text as input_tokens, coalesce(sum(output_tokens), 0)::text as output_tokens,
  coalesce(sum(cost_usd), 0)::numeric(24,12)::text as cost_usd`

const sums = sumsOver('sum(calls)', 'sum(failed)')
const callSums = sumsOver('count(*)', `count(*) filter (where status <> 'ok')`)

const sumsOf = ({ calls, failed, input_tokens, output_tokens, cost_usd }: Sums) => ({
  calls: Number(calls),
  failed: Number(failed),
  inputTokens: Number(input_tokens),
  outputTokens: Number(output_tokens),
  costUsd: cost_usd,
})

/** How a group is named in the days. */
const groups: Readonly<Record<Exclude<SpendBy, 'run'>, string>> = {
  day: `to_char(day, 'YYYY-MM-DD')`,
  provider: 'provider',
  model: `provider || '/' || model`,
  purpose: 'purpose',
  agent: 'agent',
  'model-day': `to_char(day, 'YYYY-MM-DD') || ' ' || provider || '/' || model`,
}

/** What was spent, from the sums that are kept by UTC day, model, purpose and agent; by run from the ledger. */
export class LlmReportsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** The sums of a UTC day, `YYYY-MM-DD`. */
  async day(day: string): Promise<DaySpend> {
    const [row] = await query<Sums>(this.#em, `select ${sums} from llm_daily where day = ?::date`, [day])
    return DaySpend.parse({ day, ...(row && sumsOf(row)) })
  }

  /** The sums of the UTC days from one to another (both inclusive) by a part, most dear first; by day in their order. */
  async spend(by: SpendBy, from: string, to: string, limit: number): Promise<SpendGroup[]> {
    const inOrder = by === 'day' || by === 'model-day'
    const rows = await query<Sums & { group: string }>(
      this.#em,
      by === 'run'
        ? `select run_id::text as "group", ${callSums}
           from llm_requests where run_id is not null and at >= ?::date::timestamp at time zone 'UTC'
             and at < (?::date + 1)::timestamp at time zone 'UTC'
           group by run_id order by sum(cost_usd) desc limit ?`
        : `select ${groups[by]} as "group", ${sums} from llm_daily where day between ?::date and ?::date
           group by 1 order by ${inOrder ? '1' : 'sum(cost_usd) desc, 1'} limit ?`,
      [from, to, limit],
    )
    return rows.map((row) => SpendGroup.parse({ group: row.group, ...sumsOf(row) }))
  }

  /** The sums of each model on one UTC day, named as it was served. */
  async models(day: string): Promise<SpendGroup[]> {
    const rows = await query<Sums & { model: string }>(
      this.#em,
      `select model, ${sums} from llm_daily where day = ?::date group by model order by model`,
      [day],
    )
    return rows.map(({ model, ...row }) => SpendGroup.parse({ group: model, ...sumsOf(row) }))
  }

  /** Models without a price, and calls whose cost nobody knows, most dear first. */
  async inbox(limit: number): Promise<InboxEntry[]> {
    const rows = await query<{
      kind: string
      provider: string
      model: string
      tier: string | null
      calls: string
      cost_usd: string
      newest: Id
    }>(
      this.#em,
      `select case cost_basis when 'worst-price' then 'unpriced' else 'unknown' end as kind, provider, coalesce(model_served, model_asked) as model,
         tier, count(*)::text as calls, sum(cost_usd)::text as cost_usd, (array_agg(id order by at desc))[1] as newest
       from llm_requests where cost_basis in ('worst-price', 'worst-case')
       group by 1, 2, 3, 4 order by sum(cost_usd) desc limit ?`,
      [limit],
    )
    return rows.map(({ calls, cost_usd, newest, ...entry }) =>
      InboxEntry.parse({ ...entry, calls: Number(calls), costUsd: cost_usd, newest: Id.parse(newest) }),
    )
  }

  /** What the calls for runs of the UTC days cost, and how many picks, and correct ones, these runs gave: told over the mode's own horizon. */
  async perPick(from: string, to: string): Promise<PickCosts> {
    const [row] = await query<{ cost_usd: string; runs: string; picks: string; told: string; correct: string }>(
      this.#em,
      `with runs as (
         select run_id, sum(cost_usd) as cost from llm_requests
         where run_id is not null and at >= ?::date::timestamp at time zone 'UTC' and at < (?::date + 1)::timestamp at time zone 'UTC'
         group by run_id
       ), told as (
         select e.id, o.status, o.outcome_label from pick_events e join runs r on r.run_id = e.run_id
           left join pick_outcomes o on o.event_id = e.id and o.horizon = ?::jsonb->>e.mode
       )
       select (select coalesce(sum(cost), 0)::numeric(24,12)::text from runs) as cost_usd, (select count(*)::text from runs) as runs,
         count(*)::text as picks, count(*) filter (where status = 'closed')::text as told,
         count(*) filter (where outcome_label = 'WIN')::text as correct
       from told`,
      [from, to, JSON.stringify(ownHorizon)],
    )
    return PickCosts.parse({
      costUsd: row?.cost_usd,
      runs: Number(row?.runs),
      picks: Number(row?.picks),
      told: Number(row?.told),
      correct: Number(row?.correct),
    })
  }

  /** The months of the ledger whose last call is before an instant, oldest first, with what they hold. */
  async monthsBefore(
    instant: Date,
  ): Promise<{ readonly month: string; readonly calls: number; readonly costUsd: string }[]> {
    const rows = await query<{ month: string; calls: string; cost_usd: string }>(
      this.#em,
      `select to_char(date_trunc('month', at at time zone 'UTC'), 'YYYY-MM') as month, count(*)::text as calls, sum(cost_usd)::text as cost_usd
       from llm_requests where at < date_trunc('month', ?::timestamptz, 'UTC') group by 1 order by 1`,
      [instant],
    )
    return rows.map(({ month, calls, cost_usd }) => ({ month, calls: Number(calls), costUsd: cost_usd }))
  }

  /**
   * Moves a month of the ledger, `YYYY-MM`, into its sums, in a transaction. Answers false, having changed nothing that the transaction must not undo, where the sums do
   * not add up to what the days say: roll back then. A month that somebody else has moved meanwhile is done.
   */
  async rollUp(month: string): Promise<boolean> {
    const first = `${month}-01`
    const partition = `llm_requests_${month.replace('-', '_')}`
    // the ledger before its part, in the order in which whoever reads it takes them: the other way round, two would wait for each other
    await query(this.#em, `lock table only llm_requests in access exclusive mode`)
    const [there] = await query(
      this.#em,
      `select 1 as found from pg_class where relname = ? and relnamespace = current_schema()::regnamespace`,
      [partition],
    )
    if (there === undefined) return true
    await query(
      this.#em,
      `insert into llm_monthly as m (month, provider, model, purpose, agent, calls, failed, input_tokens, output_tokens, cost_usd)
       select ?::date, provider, coalesce(model_served, model_asked), purpose, coalesce(agent, ''), count(*), count(*) filter (where status <> 'ok'),
         sum(input_tokens), sum(output_tokens), sum(cost_usd)
       from ${partition} group by 2, 3, 4, 5
       on conflict (month, provider, model, purpose, agent) do update set calls = m.calls + excluded.calls, failed = m.failed + excluded.failed,
         input_tokens = m.input_tokens + excluded.input_tokens, output_tokens = m.output_tokens + excluded.output_tokens,
         cost_usd = m.cost_usd + excluded.cost_usd`,
      [first],
    )
    const differing = await query(
      this.#em,
      `select 1 from (
         select provider, model, purpose, agent, calls, failed, input_tokens, output_tokens, cost_usd from llm_monthly where month = ?::date
       ) as m full join (
         select provider, model, purpose, agent, sum(calls) as calls, sum(failed) as failed, sum(input_tokens) as input_tokens,
           sum(output_tokens) as output_tokens, sum(cost_usd) as cost_usd
         from llm_daily where day >= ?::date and day < ?::date + interval '1 month' group by 1, 2, 3, 4
       ) as d using (provider, model, purpose, agent)
       where (m.calls, m.failed, m.input_tokens, m.output_tokens, m.cost_usd) is distinct from
         (d.calls, d.failed, d.input_tokens, d.output_tokens, d.cost_usd) limit 1`,
      [first, first, first],
    )
    if (differing.length > 0) return false
    await query(this.#em, `drop table ${partition}`)
    return true
  }
}
