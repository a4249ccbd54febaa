import type { MissingInsight, PickInsight, RunInsights } from '@fyntrix/domain/insights'
import type { Pick, TopPicksRun } from '@fyntrix/domain/top-picks'
import type { Log } from '../shared/index.ts'
import { type Advice, advisedLadder } from './advised-ladder.ts'
import { explainPick, type InsightModel } from './explain-pick.ts'

/** Key findings and rationale of picks, written by a model that is given only the numbers that it may speak of. */
export interface Insights {
  /**
   * The insights of a run's picks. Never throws: a pick whose insight could not be had is listed with the reason. When no model may or can be asked, the picks
   * that are left are not asked for. Aborting `signal` ends the calls under way and lists what is left.
   */
  explain(run: Readonly<{ id: TopPicksRun['id']; picks: readonly Pick[] }>, signal?: AbortSignal): Promise<RunInsights>
}

export interface InsightsDependencies {
  /** Best first; empty where insights are off. */
  readonly ladder: readonly InsightModel[]
  /** Why the ladder is empty, such as `llmSettingsFrom` says. */
  readonly offReason?: string
  /** What the budgets ask of callers now; asked once a run. Nothing by default: hard budgets refuse calls in any case. */
  readonly advice?: () => Promise<Advice>
  /** Picks that are asked for at a time; 3 by default. */
  readonly concurrency?: number
  readonly log: Log
}

interface Outcome {
  readonly insight?: PickInsight
  readonly missing?: MissingInsight
}

const stopped = 'the run was stopped'

export const createInsights = (deps: InsightsDependencies): Insights => {
  const { concurrency = 3, log } = deps
  return {
    async explain({ id: runId, picks }, signal) {
      const outcomes: Outcome[] = Array.from({ length: picks.length }, () => ({}))
      const advised = await advisedLadder(deps)
      let { off } = advised

      const outcomeOf = async (pick: Pick): Promise<Outcome> => {
        const without = (reason: string): Outcome => ({ missing: { symbol: pick.symbol, reason } })
        if (signal?.aborted) return without(stopped)
        if (off !== null) return without(off)
        try {
          const explained = await explainPick(pick, { ladder: advised.ladder, log, runId, signal })
          if (explained.kind === 'written') return { insight: explained.insight }
          if (explained.kind === 'skipped') off = explained.reason
          return without(explained.reason)
        } catch (error) {
          if (signal?.aborted) return without(stopped)
          log.error({ runId, symbol: pick.symbol, err: error }, 'an insight failed')
          off = error instanceof Error ? error.message : String(error)
          return without(off)
        }
      }

      const queue = picks.entries()
      const work = async () => {
        for (const [index, pick] of queue) outcomes[index] = await outcomeOf(pick)
      }
      if (off !== null) log.info({ runId, reason: off }, 'insights are left out')
      await Promise.all(Array.from({ length: Math.min(concurrency, picks.length) }, work))
      return {
        insights: outcomes.flatMap(({ insight }) => insight ?? []),
        missing: outcomes.flatMap(({ missing }) => missing ?? []),
      }
    },
  }
}
