import { Horizon, PickEvent } from '@fyntrix/domain/pick-events'
import type { Id, Lane, SessionDate } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, type Parameter, query } from '../shared/sql.ts'

/** Which events of a lane, newest first by (signal, id); dates are exchange dates of the signal, both inclusive. `before` is the last id of the page before. */
export interface PickEventListing {
  readonly lane: Lane
  readonly runId?: Id | undefined
  readonly symbol?: string | undefined
  readonly universe?: Universe | undefined
  readonly mode?: Mode | undefined
  readonly from?: SessionDate | undefined
  readonly to?: SessionDate | undefined
  readonly before?: Id | undefined
  readonly limit: number
}

const contributions = `(select coalesce(jsonb_agg(jsonb_build_object('agent', c.agent_name, 'weight', c.weight, 'score', c.score,
    'confidence', c.confidence, 'abstention', c.abstention) order by c.agent_name), '[]'::jsonb)
  from pick_agent_contributions c where c.event_id = e.id)`

const outcome = `case o.status
  when 'pending' then jsonb_build_object('status', o.status)
  when 'unavailable' then jsonb_build_object('status', o.status, 'code', o.unavailable_code, 'detail', o.detail)
  else jsonb_build_object('status', o.status, 'entryAt', ${instant('o.entry_at')}, 'entryPrice', o.entry_price, 'exitAt', ${instant('o.exit_at')},
    'exitPrice', o.exit_price, 'exitReason', o.exit_reason, 'horizonEndAt', ${instant('o.horizon_end_at')}, 'closePrice', o.price_close,
    'highPrice', o.price_high, 'lowPrice', o.price_low, 'grossReturnPct', o.ret_gross_pct, 'costPct', o.cost_pct, 'netReturnPct', o.ret_net_pct,
    'closeReturnPct', o.ret_close_pct, 'maxRunupPct', o.max_runup_pct, 'maxDrawdownPct', o.max_drawdown_pct, 'captureRatio', o.capture_ratio,
    'hitTarget', o.hit_target, 'hitStop', o.hit_stop, 'benchmark', case when o.benchmark_symbol is not null then jsonb_build_object(
      'symbol', o.benchmark_symbol, 'proxy', o.benchmark_proxy, 'returnPct', o.benchmark_ret_pct) end,
    'benchmarkReason', o.benchmark_reason, 'beta', o.beta, 'alphaPct', o.ret_vs_benchmark_pct, 'betaAlphaPct', o.beta_alpha_pct,
    'label', o.outcome_label) end`

const outcomes = `(select coalesce(jsonb_agg(jsonb_build_object('horizon', o.horizon, 'dueAt', ${instant('o.due_at')}, 'outcome', ${outcome})
    order by array_position(array[${Horizon.options.map((horizon) => `'${horizon}'`).join(', ')}], o.horizon)), '[]'::jsonb)
  from pick_outcomes o where o.event_id = e.id)`

/** A page of events with what agents contributed and what became of them. An unknown `before` gives an empty page. */
export const listedEvents = async (em: EntityManager, listing: PickEventListing): Promise<PickEvent[]> => {
  const { lane, runId, symbol, universe, mode, from, to, before, limit } = listing
  const filters: [string, Parameter | undefined][] = [
    ['e.lane = ?', lane],
    ['e.run_id = ?', runId],
    ['e.symbol = ?', symbol],
    ['e.universe = ?', universe],
    ['e.mode = ?', mode],
    [`e.signal_ts >= (?::date)::timestamp at time zone 'Asia/Kolkata'`, from],
    [`e.signal_ts < (?::date + 1)::timestamp at time zone 'Asia/Kolkata'`, to],
    ['(e.signal_ts, e.id) < (select signal_ts, id from pick_events where id = ?)', before],
  ]
  const used = filters.filter((filter): filter is [string, Parameter] => filter[1] !== undefined)
  const rows = await query(
    em,
    `with page as (
       select e.* from pick_events e where ${used.map(([condition]) => condition).join(' and ')} order by e.signal_ts desc, e.id desc limit ?
     )
     select e.id, e.lane, e.run_id as "runId", e.symbol, e.universe, e.mode, e.source as trigger, ${instant('e.signal_ts')} as "signalAt",
       e.trade_date::text as session, e.direction, e.recommendation, e.confidence, e.blend_score as score, e.recommended_entry as "entryPrice",
       e.recommended_stop as "stopPrice", e.recommended_target as "targetPrice", ${contributions} as contributions, ${outcomes} as outcomes
     from page e order by e.signal_ts desc, e.id desc`,
    [...used.map(([, value]) => value), limit],
  )
  return rows.map((row) => PickEvent.parse(row))
}
