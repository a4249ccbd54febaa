import type { OutcomeLabel } from '@fyntrix/domain/pick-events'
import type { RecommendationRecord } from '@fyntrix/domain/recommendations'
import { Id, type Instant, type Lane, newId } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import type { EntityManager } from '@mikro-orm/postgresql'
import { insertNew, query, symbolsIn } from '../shared/sql.ts'
import { RecommendationEntity } from './recommendations.entity.ts'
import { found, listed, ofRuns, type RecommendationListing, withIds } from './recommendations.listing.ts'
import { newestEntries, openEntries, type RecommendationEntry, type SymbolAndMode } from './recommendations.newest.ts'
import {
  type Counted,
  countedSessions,
  type MeasuredQuery,
  type MeasuredSession,
  measuredSessions,
} from './recommendations.performance.ts'
import { recount, type SessionKey } from './recommendations.sessions.ts'

/** An exit that somebody made, worked out. Returns in percent after costs. */
export interface AppliedExit {
  readonly id: Id
  readonly at: Instant
  readonly price: number
  readonly reason: string
  readonly netReturnPct: number
  readonly costPct: number
  readonly label: OutcomeLabel
}

/** a row that changed, with what it is counted under */
type Changed = SessionKey & { readonly id: string }

const keyColumns = 'r.lane, r.trade_date::text as trade_date, r.universe, r.mode, r.direction'

/** Suggestions of runs, and what became of them. Whatever changes them also counts them anew by session, in the same transaction. */
export class RecommendationsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Writes one recommendation for each pick of a run, which must be written before. Repeating it adds nothing. Returns how many are new. */
  async insertForRun(run: TopPicksRun): Promise<number> {
    const inserted = await insertNew(
      this.#em,
      RecommendationEntity,
      run.picks.map((pick) => ({
        id: newId(new Date(run.finishedAt)),
        run: run.id,
        lane: run.lane,
        rankInRun: pick.rank,
        symbol: pick.symbol,
        mode: run.mode,
        universe: run.universe,
        source: run.trigger,
        recommendation: pick.recommendation,
        direction: pick.direction,
        generatedAt: new Date(run.asOf),
        entryPrice: pick.plan.entry,
        stopLossPrice: pick.plan.stop,
        targetPrice: pick.plan.target,
        scoreBlend: pick.score,
        confidence: pick.confidence,
        coverage: pick.coverage,
        configVersion: run.configVersion,
        features: pick,
      })),
    )
    if (inserted > 0) {
      const keys = await query<SessionKey>(
        this.#em,
        `select distinct ${keyColumns} from ai_recommendations r where r.run_id = ?`,
        [run.id],
      )
      await recount(this.#em, keys)
    }
    return inserted
  }

  /**
   * Closes the recommendations of these outcomes, which must be evaluated: with their exit, or with `UNAVAILABLE` and the reason, so that nobody asks for
   * them again. One that was closed before stays as it is. Returns the ids of those that were closed now.
   */
  async closeByOutcomes(outcomes: readonly Id[], evaluatedAt: Date): Promise<Id[]> {
    if (outcomes.length === 0) return []
    const rows = await query<Changed>(
      this.#em,
      `update ai_recommendations r set evaluated = true, evaluated_at = ?, exit_price = o.exit_price, exit_time = o.exit_at,
         exit_reason = coalesce(o.exit_reason, 'UNAVAILABLE'), pnl_pct = o.ret_net_pct, max_drawdown_pct = o.max_drawdown_pct,
         alpha_vs_benchmark = o.ret_vs_benchmark_pct, outcome_label = o.outcome_label, closed_at = o.due_at,
         labels = jsonb_build_object('schema', 1, 'horizon', o.horizon, 'entry_at', o.entry_at, 'entry_price', o.entry_price,
           'gross_pct', o.ret_gross_pct, 'cost_pct', o.cost_pct, 'beta_alpha_pct', o.beta_alpha_pct, 'capture_ratio', o.capture_ratio,
           'unavailable', o.unavailable_code, 'detail', o.detail)
       from pick_outcomes o join pick_events e on e.id = o.event_id
       where o.id in (select wanted::uuid from jsonb_array_elements_text(?::jsonb) as wanted) and o.status <> 'pending'
         and r.run_id = e.run_id and r.symbol = e.symbol and not r.evaluated
       returning r.id, ${keyColumns}`,
      [evaluatedAt, JSON.stringify(outcomes)],
    )
    await recount(this.#em, rows)
    return rows.map(({ id }) => Id.parse(id))
  }

  /** Closes a recommendation by an exit that somebody made. False when it is closed already. */
  async close(exit: AppliedExit, evaluatedAt: Date): Promise<boolean> {
    const { id, at, price, reason, netReturnPct, costPct, label } = exit
    const rows = await query<Changed>(
      this.#em,
      `update ai_recommendations r set evaluated = true, evaluated_at = ?, exit_price = ?, exit_time = ?, exit_reason = ?, pnl_pct = ?,
         outcome_label = ?, closed_at = ?, labels = jsonb_build_object('schema', 1, 'cost_pct', ?::float8)
       where r.id = ? and not r.evaluated returning r.id, ${keyColumns}`,
      [evaluatedAt, price, at, reason, netReturnPct, label, at, costPct, id],
    )
    await recount(this.#em, rows)
    return rows.length === 1
  }

  /** A page of recommendations, newest first by (generated, id). An unknown `before` gives an empty page. */
  list(listing: RecommendationListing): Promise<RecommendationRecord[]> {
    return listed(this.#em, listing)
  }

  /** A recommendation of a lane; null when there is none. */
  byId(lane: Lane, id: Id): Promise<RecommendationRecord | null> {
    return found(this.#em, lane, id)
  }

  /** The recommendations of a lane that have these ids; those that are not there are left out. */
  byIds(lane: Lane, ids: readonly Id[]): Promise<RecommendationRecord[]> {
    return withIds(this.#em, lane, ids)
  }

  /** The recommendations of these runs. */
  ofRuns(runs: readonly Id[]): Promise<RecommendationRecord[]> {
    return ofRuns(this.#em, runs)
  }

  /** The newest recommendations of each symbol and mode, at most `limit` of each. */
  newest(
    lane: Lane,
    wanted: readonly SymbolAndMode[],
    limit: number,
  ): Promise<(SymbolAndMode & RecommendationEntry)[]> {
    return newestEntries(this.#em, lane, wanted, limit)
  }

  /** The newest recommendations of which it is not told yet what became of them, at most `limit`. */
  open(lane: Lane, limit: number): Promise<RecommendationEntry[]> {
    return openEntries(this.#em, lane, limit)
  }

  /** Every symbol that a lane has recommendations of. */
  symbols(lane: Lane): Promise<string[]> {
    return symbolsIn(this.#em, 'ai_recommendations', lane)
  }

  /** Closed recommendations by group, date and mode; see `measuredSessions`. */
  measured(wanted: MeasuredQuery): Promise<MeasuredSession[]> {
    return measuredSessions(this.#em, wanted)
  }

  /** How many there are, by what became of them. */
  counts(wanted: MeasuredQuery): Promise<Counted> {
    return countedSessions(this.#em, wanted)
  }
}
