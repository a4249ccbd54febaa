import type { AgentResult } from '@fyntrix/domain/agents'
import { newId } from '@fyntrix/domain/shared'
import type { SymbolAnalysis, TopPicksRun } from '@fyntrix/domain/top-picks'
import type { EntityManager } from '@mikro-orm/postgresql'
import { insertNew } from '../shared/sql.ts'
import { AgentAnalysisEntity } from './analyses.entity.ts'

const columnsOf = (result: AgentResult) =>
  result.answered
    ? {
        score: result.score,
        confidence: result.confidence,
        signals: result.signals,
        reasoning: result.reasoning,
        abstention: null,
        metadata: result.metadata,
      }
    : { score: null, confidence: null, signals: [], reasoning: null, abstention: result.abstention, metadata: {} }

/** What every agent said about every symbol of a run. */
export class AnalysesRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Writes the results of all agents for all symbols of a run, which must be written before. Repeating it adds nothing. Returns how many are new. */
  insertForRun(run: TopPicksRun, analyses: readonly SymbolAnalysis[]): Promise<number> {
    const at = new Date(run.finishedAt)
    return insertNew(
      this.#em,
      AgentAnalysisEntity,
      analyses.flatMap(({ symbol, results }) =>
        results.map((result) => ({
          id: newId(at),
          run: run.id,
          lane: run.lane,
          symbol,
          agentType: result.agent,
          asOf: new Date(run.asOf),
          ...columnsOf(result),
        })),
      ),
    )
  }
}
