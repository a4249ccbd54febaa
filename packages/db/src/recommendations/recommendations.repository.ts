import { newId } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import type { EntityManager } from '@mikro-orm/postgresql'
import { insertNew } from '../shared/sql.ts'
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
}
