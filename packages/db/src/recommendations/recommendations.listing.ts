import { RecommendationRecord } from '@fyntrix/domain/recommendations'
import type { Id, Lane, SessionDate } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, type Parameter, query } from '../shared/sql.ts'

/** Which recommendations of a lane; dates are exchange dates of the signal, both inclusive. What is left out does not narrow. */
export interface RecommendationSelection {
  readonly lane: Lane
  readonly symbol?: string | undefined
  readonly universe?: Universe | undefined
  readonly mode?: Mode | undefined
  readonly from?: SessionDate | undefined
  readonly to?: SessionDate | undefined
  readonly evaluated?: boolean | undefined
}

/** A page of them, newest first by (generated, id). `before` is the last id of the page before. */
export interface RecommendationListing extends RecommendationSelection {
  readonly before?: Id | undefined
  readonly limit: number
}

const scores = `(select coalesce(jsonb_object_agg(c->>'agent', c->'score'), '{}'::jsonb) from jsonb_array_elements(r.features->'contributions') as c)`

const exit = `case when r.evaluated then jsonb_build_object(
    'reason', r.exit_reason, 'at', ${instant('r.exit_time')}, 'price', r.exit_price, 'netReturnPct', r.pnl_pct,
    'maxDrawdownPct', r.max_drawdown_pct, 'alphaPct', r.alpha_vs_benchmark, 'label', r.outcome_label,
    'closedAt', ${instant('r.closed_at')}, 'detail', r.labels->>'detail') end`

const record = `r.id, r.lane, r.run_id as "runId", r.rank_in_run as rank, r.symbol, r.universe, r.mode, r.source as trigger, r.recommendation,
  r.direction, ${instant('r.generated_at')} as "generatedAt", r.entry_price as "entryPrice", r.stop_loss_price as "stopPrice",
  r.target_price as "targetPrice", r.score_blend as score, r.confidence, r.coverage, r.config_version as "configVersion",
  ${scores} as scores, ${exit} as exit`

/** `from` and `to` bound the instant too, which is what the indexes are ordered by. */
const conditionsOf = (selection: RecommendationSelection): [string, Parameter][] => {
  const { lane, symbol, universe, mode, from, to, evaluated } = selection
  const filters: [string, Parameter | undefined][] = [
    ['r.lane = ?', lane],
    ['r.symbol = ?', symbol],
    ['r.universe = ?', universe],
    ['r.mode = ?', mode],
    ['r.evaluated = ?', evaluated],
    [`r.generated_at >= (?::date)::timestamp at time zone 'Asia/Kolkata'`, from],
    [`r.generated_at < (?::date + 1)::timestamp at time zone 'Asia/Kolkata'`, to],
  ]
  return filters.filter((filter): filter is [string, Parameter] => filter[1] !== undefined)
}

/** A page of recommendations. An unknown `before` gives an empty page. */
export const listed = async (em: EntityManager, listing: RecommendationListing): Promise<RecommendationRecord[]> => {
  const conditions = conditionsOf(listing)
  if (listing.before !== undefined)
    conditions.push([
      '(r.generated_at, r.id) < (select generated_at, id from ai_recommendations where id = ?)',
      listing.before,
    ])
  const rows = await query(
    em,
    `select ${record} from ai_recommendations r where ${conditions.map(([sql]) => sql).join(' and ')}
     order by r.generated_at desc, r.id desc limit ?`,
    [...conditions.map(([, value]) => value), listing.limit],
  )
  return rows.map((row) => RecommendationRecord.parse(row))
}

/** The recommendations of a lane that have these ids; those that are not there are left out. */
export const withIds = async (em: EntityManager, lane: Lane, ids: readonly Id[]): Promise<RecommendationRecord[]> => {
  const rows = await query(
    em,
    `select ${record} from ai_recommendations r
     where r.lane = ? and r.id in (select wanted::uuid from jsonb_array_elements_text(?::jsonb) as wanted)`,
    [lane, JSON.stringify(ids)],
  )
  return rows.map((row) => RecommendationRecord.parse(row))
}

/** The recommendations of these runs. */
export const ofRuns = async (em: EntityManager, runs: readonly Id[]): Promise<RecommendationRecord[]> => {
  const rows = await query(
    em,
    `select ${record} from ai_recommendations r
     where r.run_id in (select wanted::uuid from jsonb_array_elements_text(?::jsonb) as wanted)`,
    [JSON.stringify(runs)],
  )
  return rows.map((row) => RecommendationRecord.parse(row))
}

/** A recommendation of a lane; null when there is none. */
export const found = async (em: EntityManager, lane: Lane, id: Id): Promise<RecommendationRecord | null> => {
  const [row] = await query(em, `select ${record} from ai_recommendations r where r.lane = ? and r.id = ?`, [lane, id])
  return row === undefined ? null : RecommendationRecord.parse(row)
}
