import type { Grouping } from '@fyntrix/domain/recommendations'
import { DomainError, type Lane, type SessionDate } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { float8Column, float8s, type Parameter, query } from '../shared/sql.ts'
import { byValue } from './recommendations.sessions.ts'

/** Recommendations of a lane to measure on: signalled between two exchange dates, both inclusive; what is left out does not narrow. */
export interface MeasuredQuery {
  readonly lane: Lane
  readonly by: Grouping
  readonly universe?: Universe | undefined
  readonly mode?: Mode | undefined
  readonly from?: SessionDate | undefined
  readonly to?: SessionDate | undefined
}

/** Closed recommendations of one group, exchange date and mode, as columns: net return in percent, and alpha, NaN where there is none. */
export interface MeasuredSession {
  readonly group: string
  readonly date: SessionDate
  readonly mode: Mode
  readonly returns: Float64Array
  readonly alphas: Float64Array
}

/** Recommendations by what became of them. */
export interface Counted {
  readonly open: number
  readonly told: number
  readonly unavailable: number
}

/** Select list of the columns of a `MeasuredSession`, to be read by `measuredBy`. */
export const measuredColumns = (returns = 'returns', alphas = 'alphas'): string =>
  `${float8Column(returns)} as returns, ${float8Column(alphas)} as alphas`

/** Runs a statement that selects measured sessions. */
export const measuredBy = async (
  em: EntityManager,
  sql: string,
  parameters: readonly Parameter[],
): Promise<MeasuredSession[]> => {
  const rows = await query<Omit<MeasuredSession, 'returns' | 'alphas'> & { returns: string; alphas: string }>(
    em,
    sql,
    parameters,
  )
  return rows.map(({ returns, alphas, ...row }) => ({ ...row, returns: float8s(returns), alphas: float8s(alphas) }))
}

const whereOf = ({ lane, universe, mode, from, to }: MeasuredQuery) => ({
  sql: `lane = ? and (?::text is null or universe = ?) and (?::text is null or mode = ?)
    and trade_date >= coalesce(?::date, '-infinity') and trade_date <= coalesce(?::date, 'infinity')`,
  parameters: [lane, universe ?? null, universe ?? null, mode ?? null, mode ?? null, from ?? null, to ?? null],
})

/** groups that a session's row has as a column */
const columnOf = { mode: 'mode', universe: 'universe', side: 'direction' } as const

/** groups of one recommendation: each agent whose score lay on the recommendation's side of 50, or the tenth of the selection that its conviction is in */
const groupsOf = {
  agent: `select r.*, a.agent_name as grp from chosen r
    join pick_events e on e.run_id = r.run_id and e.symbol = r.symbol
    join pick_agent_contributions a on a.event_id = e.id and case r.direction when 'LONG' then a.score > 50 else a.score < 50 end`,
  decile: `select r.*, ntile(10) over (order by case r.direction when 'LONG' then r.score_blend else 100 - r.score_blend end,
    r.generated_at, r.symbol, r.mode, r.universe, r.id)::text as grp
    from chosen r`,
} as const

/** Closed recommendations by group, date and mode, in this order; from the counts by session where they hold the group, else from the facts. */
export const measuredSessions = (em: EntityManager, wanted: MeasuredQuery): Promise<MeasuredSession[]> => {
  const { by } = wanted
  const { sql, parameters } = whereOf(wanted)
  if (by !== 'agent' && by !== 'decile') {
    const grp = columnOf[by]
    // sorted before the columns are written, which are large
    return measuredBy(
      em,
      `select grp as group, trade_date::text as date, mode, ${measuredColumns()} from (
         select ${grp} as grp, trade_date, mode, returns, alphas from recommendation_sessions
         where ${sql} and returns <> '{}' order by ${grp}, trade_date, mode, universe, direction
       ) sorted`,
      parameters,
    )
  }
  return measuredBy(
    em,
    `with chosen as (
       select id, run_id, symbol, direction, score_blend, generated_at, trade_date, universe, mode, pnl_pct, alpha_vs_benchmark from ai_recommendations
       where ${sql} and pnl_pct is not null
     ), grouped as (${groupsOf[by]}), counted as (
       select grp, trade_date, mode, ${byValue('pnl_pct')} as returns, ${byValue('alpha_vs_benchmark')} as alphas
       from grouped group by grp, trade_date, mode
     )
     select grp as group, trade_date::text as date, mode, ${measuredColumns()} from counted order by length(grp), grp, trade_date, mode`,
    parameters,
  )
}

/** How many recommendations of the selection there are, by what became of them. */
export const countedSessions = async (em: EntityManager, wanted: MeasuredQuery): Promise<Counted> => {
  const { sql, parameters } = whereOf(wanted)
  const [row] = await query<Counted>(
    em,
    `select coalesce(sum(open), 0)::int as open, coalesce(sum(cardinality(returns)), 0)::int as told,
       coalesce(sum(total - open - cardinality(returns)), 0)::int as unavailable
     from recommendation_sessions where ${sql}`,
    parameters,
  )
  if (row === undefined) throw new DomainError('internal', 'an aggregate query gave no row')
  return row
}
