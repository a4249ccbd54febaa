import type { AgentName } from '@fyntrix/domain/agents'
import type { LearningCounts } from '@fyntrix/domain/learnings'
import type { Id, Lane } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, query } from '../shared/sql.ts'

/** Which learnings of a lane to list, those that rest on most first. */
export interface LearningListing {
  readonly lane: Lane
  readonly agent?: AgentName | undefined
  readonly mode?: Mode | undefined
  readonly minimumSample: number
  readonly limit: number
}

/** How often patterns of agents told the way that stocks went. */
export class LearningsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /**
   * Adds what these outcomes say about the patterns of their picks, each of which must be taken from the consumptions in the same transaction. A symbol
   * counts once a date and mode, with its first signal; what has not moved, or can not be told, says nothing. Returns the agent of each pattern that
   * changed.
   */
  async learn(outcomes: readonly Id[], now: Date): Promise<AgentName[]> {
    if (outcomes.length === 0) return []
    const rows = await query<{ agent: AgentName }>(
      this.#em,
      `with evidence as (
         select distinct e.id, e.lane, a.agent_type, e.mode, (s->>'type') || ' ' || (s->>'direction') as pattern,
           (case s->>'direction' when 'bullish' then 1 else -1 end) * (case e.direction when 'LONG' then 1 else -1 end) * o.ret_close_pct > 0 as hit
         from pick_outcomes o join pick_events e on e.id = o.event_id
         join agent_analyses a on a.run_id = e.run_id and a.symbol = e.symbol
         cross join lateral jsonb_array_elements(a.signals) as s
         where o.id in (select wanted::uuid from jsonb_array_elements_text(?::jsonb) as wanted)
           and o.status = 'closed' and o.ret_close_pct <> 0 and s->>'direction' <> 'neutral'
           and not exists (
             select 1 from pick_events x where x.symbol = e.symbol and x.trade_date = e.trade_date and x.mode = e.mode and x.lane = e.lane
               and (x.signal_ts, x.id) < (e.signal_ts, e.id)
           )
       )
       insert into agent_learnings as l (lane, agent_type, mode, pattern_recognized, sample_size, hits, last_updated)
       select lane, agent_type, mode, pattern, count(*), count(*) filter (where hit), ?::timestamptz
       from evidence group by lane, agent_type, mode, pattern order by lane, agent_type, mode, pattern
       on conflict (lane, agent_type, mode, pattern_recognized) do update set
         sample_size = l.sample_size + excluded.sample_size, hits = l.hits + excluded.hits, last_updated = excluded.last_updated
       returning l.agent_type as agent`,
      [JSON.stringify(outcomes), now],
    )
    return rows.map(({ agent }) => agent)
  }

  /** Learnings of a lane, those that rest on most first. */
  list({ lane, agent, mode, minimumSample, limit }: LearningListing): Promise<LearningCounts[]> {
    return query<LearningCounts>(
      this.#em,
      `select agent_type as agent, mode, pattern_recognized as pattern, sample_size as "sampleSize", hits, ${instant('last_updated')} as "lastUpdated"
       from agent_learnings
       where lane = ? and (?::text is null or agent_type = ?) and (?::text is null or mode = ?) and sample_size >= ?
       order by sample_size desc, agent_type, mode, pattern_recognized limit ?`,
      [lane, agent ?? null, agent ?? null, mode ?? null, mode ?? null, minimumSample, limit],
    )
  }
}
