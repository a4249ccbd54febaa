import { FollowedPick, type PositionMode } from '@fyntrix/domain/positions'
import type { Id, Instant, Lane, SessionDate } from '@fyntrix/domain/shared'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, query } from '../shared/sql.ts'

/** Which picks of a mode to follow: those signalled from `since` on, of a symbol and direction that some run picked from `recent` on. */
export interface PickWindow {
  readonly mode: PositionMode
  readonly since: Instant
  readonly recent: Instant
}

/** The newest run of a universe and mode, without its picks. `abstention` says why it has none, if it said so. */
export interface NewestRun {
  readonly id: Id
  readonly universe: Universe
  readonly mode: PositionMode
  readonly asOf: Instant
  readonly abstention: string | null
  readonly provenance: { readonly session: SessionDate }
}

/** The picks of every run of a lane that was made as of `asOf` or before, mode by mode within its window, in order of signal, run and rank. */
export const followedPicks = async (
  em: EntityManager,
  lane: Lane,
  windows: readonly PickWindow[],
  asOf: Instant,
): Promise<FollowedPick[]> => {
  const rows = await query(
    em,
    `with windows as materialized (
       select * from jsonb_to_recordset(?::jsonb) as w (mode text, since timestamptz, recent timestamptz)
     ), wanted as materialized (
       select distinct r.mode, r.universe, r.symbol, r.direction
       from windows w join ai_recommendations r on r.lane = ? and r.mode = w.mode and r.generated_at between w.recent and ?
     )
     select r.run_id as "runId", ${instant('r.generated_at')} as "signalAt", r.rank_in_run as rank, r.symbol, r.universe, r.mode, r.direction,
       r.recommendation, r.stop_loss_price as stop, r.target_price as target
     from windows w join ai_recommendations r on r.lane = ? and r.mode = w.mode and r.generated_at between w.since and ?
     join wanted k on k.mode = r.mode and k.universe = r.universe and k.symbol = r.symbol and k.direction = r.direction
     order by r.generated_at, r.run_id, r.rank_in_run`,
    [JSON.stringify(windows), lane, asOf, lane, asOf],
  )
  return rows.map((row) => FollowedPick.parse(row))
}

/** The newest run of each universe and mode as of `asOf` or before, by (as-of, finished, id); those without any are left out. */
export const newestRuns = (
  em: EntityManager,
  lane: Lane,
  scopes: readonly { readonly universe: Universe; readonly mode: PositionMode }[],
  asOf: Instant,
): Promise<NewestRun[]> =>
  query<NewestRun>(
    em,
    `select r.id, s.universe, s.mode, ${instant('r.as_of')} as "asOf", r.abstention->>'message' as abstention,
       jsonb_build_object('session', r.session) as provenance
     from jsonb_to_recordset(?::jsonb) as s (universe text, mode text)
     cross join lateral (
       select id, as_of, abstention, session from top_picks_runs
       where lane = ? and universe = s.universe and mode = s.mode and as_of <= ?
       order by as_of desc, finished_at desc, id desc limit 1
     ) r`,
    [JSON.stringify(scopes), lane, asOf],
  )
