import type { Database } from '@fyntrix/db/shared'
import type { RunInsights } from '@fyntrix/domain/insights'
import { DomainError, type Id } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import type { Insights } from './insights.service.ts'

/** The insights of recorded runs. */
export interface RunInsightsService {
  /** What was written of a run's picks; those of which nothing was written are listed. Throws `not-found`. */
  ofRun(runId: Id): Promise<RunInsights>
  /** Asks models for what is missing, and keeps it. Repeating it asks only for what is still missing. Throws `not-found`. */
  write(runId: Id, signal?: AbortSignal): Promise<RunInsights>
}

const notWritten = 'nothing was written of it yet'

export const createRunInsights = (db: Database, insights: Insights): RunInsightsService => {
  const runOf = async (runId: Id): Promise<TopPicksRun> => {
    const run = await db.repositories().topPicks.byId(runId)
    if (run === null) throw new DomainError('not-found', `there is no run ${runId}`)
    return run
  }

  const inOrder = async ({ id, picks }: TopPicksRun, reasons: ReadonlyMap<string, string>): Promise<RunInsights> => {
    const kept = new Map((await db.repositories().insights.ofRun(id)).map((one) => [one.symbol, one]))
    return {
      insights: picks.flatMap(({ symbol }) => kept.get(symbol) ?? []),
      missing: picks.flatMap(({ symbol }) =>
        kept.has(symbol) ? [] : [{ symbol, reason: reasons.get(symbol) ?? notWritten }],
      ),
    }
  }

  return {
    ofRun: async (runId) => inOrder(await runOf(runId), new Map()),
    async write(runId, signal) {
      const run = await runOf(runId)
      const kept = new Set((await db.repositories().insights.ofRun(runId)).map(({ symbol }) => symbol))
      const picks = run.picks.filter(({ symbol }) => !kept.has(symbol))
      const { insights: written, missing } = await insights.explain({ id: runId, picks }, signal)
      if (written.length > 0) await db.repositories().insights.keep(runId, written)
      return inOrder(run, new Map(missing.map(({ symbol, reason }) => [symbol, reason])))
    },
  }
}
