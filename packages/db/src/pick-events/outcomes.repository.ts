import type { ClosedOutcome, Horizon, UnavailableOutcome } from '@fyntrix/domain/pick-events'
import { DomainError, Id, type Instant, type Lane } from '@fyntrix/domain/shared'
import type { Direction, Mode } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { epochMs, type Parameter, query } from '../shared/sql.ts'

/** An outcome for which nobody has asked the calendar yet when it is due. `signalAt` is epoch milliseconds. */
export interface UnscheduledOutcome {
  readonly id: Id
  readonly horizon: Horizon
  readonly mode: Mode
  readonly signalAt: number
}

/** A pending outcome whose time has come, and what its event planned. Held by this transaction. */
export interface DueOutcome extends UnscheduledOutcome {
  readonly dueAt: number
  readonly symbol: string
  readonly universe: Universe
  readonly direction: Direction
  readonly stop: number
  readonly target: number
}

/** A told outcome, and what learners want to know of its pick. Buckets are null where nobody sorted the pick. */
export interface ToldOutcome extends DueOutcome {
  readonly score: number
  readonly riskReward: number
  readonly atr: number
  readonly regime: string | null
  readonly vol: string | null
  readonly risk: string | null
}

/** What became of a due outcome. */
export interface EvaluatedOutcome {
  readonly id: Id
  readonly outcome: ClosedOutcome | UnavailableOutcome
}

/** Which pending outcomes to take: of one lane, whose time had come at `asOf`, signalled within the span if one is given. */
export interface DueQuery {
  readonly lane: Lane
  readonly asOf: Date
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  readonly limit: number
}

/** Told outcomes of one horizon of a scope, signalled from an instant on. */
export interface ToldQuery {
  readonly lane: Lane
  readonly universe: Universe
  readonly mode: Mode
  readonly horizon: Horizon
  readonly from: Instant
}

type DueRow = Omit<DueOutcome, 'id' | 'dueAt' | 'signalAt'> & {
  readonly id: string
  readonly due_at: number
  readonly signal_at: number
}

const dueColumns = `o.id, o.horizon, ${epochMs('o.due_at')} as due_at, e.mode, e.symbol, e.universe, e.direction,
  e.recommended_stop as stop, e.recommended_target as target, ${epochMs('e.signal_ts')} as signal_at`

const toldCondition = (wanted: readonly Id[] | ToldQuery): [string, Parameter[]] => {
  if (!('lane' in wanted))
    return [
      'o.id in (select wanted::uuid from jsonb_array_elements_text(?::jsonb) as wanted)',
      [JSON.stringify(wanted)],
    ]
  const { lane, universe, mode, horizon, from } = wanted
  return [
    'o.lane = ? and e.universe = ? and e.mode = ? and o.horizon = ? and e.signal_ts >= ?',
    [lane, universe, mode, horizon, from],
  ]
}

const rowOf = ({ id, outcome }: EvaluatedOutcome) => {
  if (outcome.status === 'unavailable')
    return { id, status: outcome.status, unavailable_code: outcome.code, detail: outcome.detail }
  return {
    id,
    status: outcome.status,
    entry_at: outcome.entryAt,
    entry_price: outcome.entryPrice,
    exit_at: outcome.exitAt,
    exit_price: outcome.exitPrice,
    exit_reason: outcome.exitReason,
    horizon_end_at: outcome.horizonEndAt,
    price_close: outcome.closePrice,
    price_high: outcome.highPrice,
    price_low: outcome.lowPrice,
    ret_gross_pct: outcome.grossReturnPct,
    cost_pct: outcome.costPct,
    ret_net_pct: outcome.netReturnPct,
    ret_close_pct: outcome.closeReturnPct,
    max_runup_pct: outcome.maxRunupPct,
    max_drawdown_pct: outcome.maxDrawdownPct,
    capture_ratio: outcome.captureRatio,
    hit_target: outcome.hitTarget,
    hit_stop: outcome.hitStop,
    benchmark_symbol: outcome.benchmark?.symbol,
    benchmark_proxy: outcome.benchmark?.proxy,
    benchmark_ret_pct: outcome.benchmark?.returnPct,
    benchmark_reason: outcome.benchmarkReason,
    beta: outcome.beta,
    ret_vs_benchmark_pct: outcome.alphaPct,
    beta_alpha_pct: outcome.betaAlphaPct,
    outcome_label: outcome.label,
  }
}

/** columns of an evaluation, with their types, as the recordset of `evaluate` reads them */
const columns = {
  status: 'text',
  entry_at: 'timestamptz',
  entry_price: 'float8',
  exit_at: 'timestamptz',
  exit_price: 'float8',
  exit_reason: 'text',
  horizon_end_at: 'timestamptz',
  price_close: 'float8',
  price_high: 'float8',
  price_low: 'float8',
  ret_gross_pct: 'float8',
  cost_pct: 'float8',
  ret_net_pct: 'float8',
  ret_close_pct: 'float8',
  max_runup_pct: 'float8',
  max_drawdown_pct: 'float8',
  capture_ratio: 'float8',
  hit_target: 'bool',
  hit_stop: 'bool',
  benchmark_symbol: 'text',
  benchmark_proxy: 'bool',
  benchmark_ret_pct: 'float8',
  benchmark_reason: 'text',
  beta: 'float8',
  ret_vs_benchmark_pct: 'float8',
  beta_alpha_pct: 'float8',
  outcome_label: 'text',
  unavailable_code: 'text',
  detail: 'text',
} as const

/** Outcomes of picks: pending from the event on, claimed when due, evaluated once. */
export class OutcomesRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Up to `limit` outcomes of a lane that have no due time yet, after the one with this id, in order of id. */
  async unscheduled(lane: Lane, limit: number, after: Id | null): Promise<UnscheduledOutcome[]> {
    const rows = await query<{ id: string; horizon: Horizon; mode: Mode; signal_at: number }>(
      this.#em,
      `select o.id, o.horizon, e.mode, ${epochMs('e.signal_ts')} as signal_at
       from pick_outcomes o join pick_events e on e.id = o.event_id
       where o.lane = ? and o.status = 'pending' and o.attempt_at is null and (?::uuid is null or o.id > ?::uuid)
       order by o.id limit ?`,
      [lane, after, after, limit],
    )
    return rows.map(({ id, horizon, mode, signal_at }) => ({ id: Id.parse(id), horizon, mode, signalAt: signal_at }))
  }

  /** Notes when outcomes are due; those that have a due time keep it. */
  async schedule(due: readonly { readonly id: Id; readonly dueAt: Instant }[]): Promise<void> {
    await query(
      this.#em,
      `update pick_outcomes o set due_at = d.due_at, attempt_at = d.due_at
       from jsonb_to_recordset(?::jsonb) as d (id uuid, due_at timestamptz)
       where o.id = d.id and o.status = 'pending' and o.due_at is null`,
      [JSON.stringify(due.map(({ id, dueAt }) => ({ id, due_at: dueAt })))],
    )
  }

  /** Locks pending outcomes whose time has come until the transaction ends, the longest due first; those that another transaction holds are passed over. */
  async claimDue({ lane, asOf, from, to, limit }: DueQuery): Promise<DueOutcome[]> {
    const rows = await query<DueRow>(
      this.#em,
      `select ${dueColumns}
       from pick_outcomes o join pick_events e on e.id = o.event_id
       where o.lane = ? and o.status = 'pending' and o.attempt_at <= ?
         and (?::timestamptz is null or e.signal_ts >= ?::timestamptz) and (?::timestamptz is null or e.signal_ts <= ?::timestamptz)
       order by o.attempt_at, o.event_id limit ? for update of o skip locked`,
      [lane, asOf, from ?? null, from ?? null, to ?? null, to ?? null, limit],
    )
    return rows.map(({ id, due_at, signal_at, ...rest }) => ({
      ...rest,
      id: Id.parse(id),
      dueAt: due_at,
      signalAt: signal_at,
    }))
  }

  /** Told outcomes by their ids, or of a scope from an instant of signal on, in order of signal. */
  async told(wanted: readonly Id[] | ToldQuery): Promise<ToldOutcome[]> {
    const [condition, parameters] = toldCondition(wanted)
    const rows = await query<DueRow & Omit<ToldOutcome, keyof DueOutcome>>(
      this.#em,
      `select ${dueColumns}, e.blend_score as score, (e.extra_context->>'risk_reward')::float8 as "riskReward",
         (e.extra_context->>'atr')::float8 as atr, e.regime, e.extra_context->>'vol_bucket' as vol, e.risk_profile_bucket as risk
       from pick_outcomes o join pick_events e on e.id = o.event_id
       where o.status <> 'pending' and ${condition} order by e.signal_ts, e.symbol, o.id`,
      parameters,
    )
    return rows.map(({ id, due_at, signal_at, ...rest }) => ({
      ...rest,
      id: Id.parse(id),
      dueAt: due_at,
      signalAt: signal_at,
    }))
  }

  /** Writes evaluations of claimed outcomes in one statement. Throws `internal` for one that was evaluated before: whoever claims it cannot meet such. */
  async evaluate(evaluated: readonly EvaluatedOutcome[], configVersion: string, evaluatedAt: Date): Promise<void> {
    if (evaluated.length === 0) return
    const names = Object.keys(columns)
    const rows = await query(
      this.#em,
      `update pick_outcomes o set ${names.map((name) => `${name} = v.${name}`).join(', ')}, config_version = ?, evaluated_at = ?
       from jsonb_to_recordset(?::jsonb) as v (id uuid, ${Object.entries(columns)
         .map(([name, type]) => `${name} ${type}`)
         .join(', ')})
       where o.id = v.id and o.status = 'pending' returning o.id`,
      [configVersion, evaluatedAt, JSON.stringify(evaluated.map(rowOf))],
    )
    if (rows.length !== evaluated.length)
      throw new DomainError('internal', 'an outcome was told that this process did not hold')
  }

  /** Lets claimed outcomes rest until an instant, with the reason why they could not be told. */
  async postpone(
    outcomes: readonly { readonly id: Id; readonly detail: string; readonly attemptAt: Instant }[],
  ): Promise<void> {
    if (outcomes.length === 0) return
    await query(
      this.#em,
      `update pick_outcomes o set attempt_at = p.attempt_at, detail = p.detail
       from jsonb_to_recordset(?::jsonb) as p (id uuid, attempt_at timestamptz, detail text)
       where o.id = p.id and o.status = 'pending'`,
      [JSON.stringify(outcomes.map(({ id, detail, attemptAt }) => ({ id, detail, attempt_at: attemptAt })))],
    )
  }
}
