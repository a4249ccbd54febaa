import { engineConfig, scoreSymbol } from '@fyntrix/analysis'
import type { Repositories } from '@fyntrix/db/shared'
import type { AgentAnalysis } from '@fyntrix/domain/analyses'
import { type GlobalScore, scoreMode } from '@fyntrix/domain/scores'
import { DomainError, type Instant, type Lane } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'

const scoreFrom = (symbol: string, analyses: readonly AgentAnalysis[], run: TopPicksRun): GlobalScore => {
  const results = analyses.map(({ result }) => result)
  const { score, contributions, signals, ...said } = scoreSymbol(results, run.mode, run.weights, engineConfig)
  const pick = run.picks.find((one) => one.symbol === symbol)
  const exclusion = run.exclusions.find((one) => one.symbol === symbol)
  return {
    symbol,
    blendScore: score,
    ...said,
    isActionable: pick !== undefined,
    recommendationNote: exclusion?.detail ?? null,
    riskRewardRatio: pick?.plan.riskReward ?? null,
    agents: [...contributions],
    keySignals: [...signals],
    analyzedAt: run.asOf,
    runId: run.id,
    universe: run.universe,
    mode: run.mode,
    lane: run.lane,
    source: run.provenance.source,
    simulated: run.provenance.simulated,
  }
}

/** The scores of symbols from the facts, as of `asOf` or before, by default the newest; a symbol that was never analysed is absent. */
export const computeScores = async (
  facts: Repositories,
  { lane, symbols, asOf }: { readonly lane: Lane; readonly symbols: readonly string[]; readonly asOf: Instant | null },
): Promise<GlobalScore[]> => {
  const analyses = await facts.analyses.newestOfMode({ lane, mode: scoreMode, symbols, asOf })
  const runs = await facts.topPicks.byIds([...new Set(analyses.map(({ runId }) => runId))])
  return [...Map.groupBy(analyses, ({ symbol }) => symbol)].map(([symbol, said]) => {
    const run = runs.find(({ id }) => id === said[0]?.runId)
    if (run === undefined) throw new DomainError('internal', `an analysis of ${symbol} names a run that is not there`)
    return scoreFrom(symbol, said, run)
  })
}
