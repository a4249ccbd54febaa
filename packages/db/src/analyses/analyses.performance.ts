import type { AgentName } from '@fyntrix/domain/agents'
import type { Horizon } from '@fyntrix/domain/pick-events'
import type { Instant, Lane } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from '../shared/sql.ts'

/** Which picks to measure on: signalled from `from` to `to`, both inclusive, with a closed outcome over `horizon`. */
export interface ScoredPicksQuery {
  readonly lane: Lane
  readonly universe: Universe
  readonly mode: Mode
  readonly from: Instant
  readonly to: Instant
  readonly horizon: Horizon
}

/** What one agent, or the blend, scored on one exchange date, and what the stocks returned over the horizon, in percent; equally long. */
export interface ScoredPicks {
  readonly agent: AgentName | 'blend'
  readonly date: string
  readonly scores: readonly number[]
  readonly returns: readonly number[]
}

/**
 * Scores and returns as columns, by agent and the date of the signal, in order of both. A symbol counts once a date, with its first signal: the same
 * stock picked again an hour later is no new evidence. Returns are those of the stock, so that a good score for a short is a low one.
 */
export const scoredPicks = (
  em: EntityManager,
  { lane, universe, mode, from, to, horizon }: ScoredPicksQuery,
): Promise<ScoredPicks[]> =>
  query<ScoredPicks>(
    em,
    `with first as (
       select distinct on (date, e.symbol) e.id, e.symbol, e.blend_score, (e.signal_ts at time zone 'Asia/Kolkata')::date as date,
         case e.direction when 'LONG' then o.ret_close_pct else -o.ret_close_pct end as ret
       from pick_events e join pick_outcomes o on o.event_id = e.id and o.horizon = ? and o.status = 'closed'
       where e.lane = ? and e.universe = ? and e.mode = ? and e.signal_ts between ? and ?
       order by date, e.symbol, e.signal_ts, e.id
     ), scored as (
       select c.agent_name as agent, f.date, f.symbol, c.score, f.ret
       from first f join pick_agent_contributions c on c.event_id = f.id where c.score is not null
       union all select 'blend', date, symbol, blend_score, ret from first
     )
     select agent, date::text, array_agg(score order by symbol) as scores, array_agg(ret order by symbol) as returns
     from scored group by agent, date order by agent, date`,
    [horizon, lane, universe, mode, from, to],
  )
