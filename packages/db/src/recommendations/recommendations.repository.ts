import { Id, newId } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import type { EntityManager } from '@mikro-orm/postgresql'
import { insertNew, query } from '../shared/sql.ts'
import { RecommendationEntity } from './recommendations.entity.ts'

/** Suggestions of runs, and what became of them. */
export class RecommendationsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Writes one recommendation for each pick of a run, which must be written before. Repeating it adds nothing. Returns how many are new. */
  insertForRun(run: TopPicksRun): Promise<number> {
    const generatedAt = new Date(run.finishedAt)
    return insertNew(
      this.#em,
      RecommendationEntity,
      run.picks.map((pick) => ({
        id: newId(generatedAt),
        run: run.id,
        lane: run.lane,
        rankInRun: pick.rank,
        symbol: pick.symbol,
        mode: run.mode,
        universe: run.universe,
        source: run.trigger,
        recommendation: pick.recommendation,
        direction: pick.direction,
        generatedAt,
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
  }

  /**
   * Closes the recommendations of these outcomes, which must be evaluated: with their exit, or with `UNAVAILABLE` and the reason, so that nobody asks for
   * them again. One that was closed before stays as it is. Returns the ids of those that were closed now.
   */
  async closeByOutcomes(outcomes: readonly Id[], evaluatedAt: Date): Promise<Id[]> {
    if (outcomes.length === 0) return []
    const rows = await query<{ id: string }>(
      this.#em,
      `update ai_recommendations r set evaluated = true, evaluated_at = ?, exit_price = o.exit_price, exit_time = o.exit_at,
         exit_reason = coalesce(o.exit_reason, 'UNAVAILABLE'), pnl_pct = o.ret_net_pct, max_drawdown_pct = o.max_drawdown_pct,
         alpha_vs_benchmark = o.ret_vs_benchmark_pct, outcome_label = o.outcome_label,
         labels = jsonb_build_object('schema', 1, 'horizon', o.horizon, 'entry_price', o.entry_price, 'gross_pct', o.ret_gross_pct,
           'cost_pct', o.cost_pct, 'beta_alpha_pct', o.beta_alpha_pct, 'capture_ratio', o.capture_ratio,
           'unavailable', o.unavailable_code, 'detail', o.detail)
       from pick_outcomes o join pick_events e on e.id = o.event_id
       where o.id in (select wanted::uuid from jsonb_array_elements_text(?::jsonb) as wanted) and o.status <> 'pending'
         and r.run_id = e.run_id and r.symbol = e.symbol and not r.evaluated
       returning r.id`,
      [evaluatedAt, JSON.stringify(outcomes)],
    )
    return rows.map(({ id }) => Id.parse(id))
  }
}
