import { AgentName, type AgentResult } from '@fyntrix/domain/agents'
import { Id, newId } from '@fyntrix/domain/shared'
import type { Pick, SymbolAnalysis } from '@fyntrix/domain/top-picks'
import { TopPicksRun } from '@fyntrix/domain/top-picks'

const samplePick = (symbol: string, rank: number): Pick => ({
  rank,
  symbol,
  direction: 'LONG',
  recommendation: 'Buy',
  score: 64.25,
  confidence: 'High',
  coverage: 0.7,
  plan: {
    entry: 100.05,
    stop: 96.1,
    stopBasis: 'atr',
    target: 108.2,
    targetBasis: 'level',
    riskReward: 2.063,
    atr: 1.975,
  },
  contributions: [
    { agent: 'technical', weight: 0.4, score: 64.25, confidence: 'High', abstention: null },
    {
      agent: 'options',
      weight: 0.1,
      score: null,
      confidence: null,
      abstention: { code: 'no-contracts', message: 'no contracts of this stock are known' },
    },
  ],
  // quotes, backslashes and placeholders: what a query builder could trip over
  signals: [{ type: 'rsi', direction: 'bullish', value: 61.3, description: `it's a "test" \\ of ? and $1` }],
  reasoning: `why not? {"a": 'b'} :name ??`,
  lastCandle: '2026-01-08T18:30:00.000Z',
})

/** What a sample may differ in; `at` is as-of instant, start and end. */
export interface SampleOptions extends Partial<TopPicksRun> {
  readonly at?: Date
  readonly symbols?: readonly string[]
}

/** A run that is valid and whose numbers mean nothing. */
export const sampleRun = ({
  at = new Date('2026-01-09T10:30:00.000Z'),
  symbols,
  ...over
}: SampleOptions = {}): TopPicksRun => {
  const picks = (symbols ?? ['INFY', 'M&M']).map((symbol, i) => samplePick(symbol, i + 1))
  return TopPicksRun.parse({
    id: newId(at),
    externalId: null,
    lane: 'live',
    universe: 'nifty50',
    mode: 'swing',
    asOf: at.toISOString(),
    trigger: 'manual',
    startedAt: at.toISOString(),
    finishedAt: at.toISOString(),
    elapsedMs: 12.5,
    configVersion: 'sample',
    weights: { technical: 0.4, options: 0.1 },
    coverage: 0.7,
    abstention: null,
    counts: { members: 50, withCandles: 50, analysed: 50, covered: 48, picks: picks.length },
    picks,
    exclusions: [{ symbol: 'TCS', reason: 'neutral', detail: 'between the bands' }],
    provenance: {
      source: 'nse-daily',
      simulated: false,
      adjustment: 'none known',
      session: '2026-01-09',
      benchmark: { symbol: 'NIFTYBEES', proxy: true },
      benchmarkReason: null,
      membership: { source: 'sample', from: '2025-09-30', to: null },
      missingMembers: [],
      survivorship: 'sample',
      inputHash: 'a'.repeat(64),
      warnings: [],
    },
    ...over,
  })
}

const answer = (agent: AgentName): AgentResult => ({
  answered: true,
  agent,
  score: 55.5,
  confidence: 'Medium',
  signals: [],
  reasoning: `it's fine`,
  metadata: { period: 14, note: null },
})

/** The results of all agents for every pick of a sample: the first agent answers, the others abstain. */
export const sampleAnalyses = (run: TopPicksRun): SymbolAnalysis[] =>
  run.picks.map(({ symbol }) => ({
    symbol,
    results: AgentName.options.map((agent, i) =>
      i === 0 ? answer(agent) : { answered: false, agent, abstention: { code: 'no-source', message: 'none' } },
    ),
  }))

/** An id that nobody else has. */
export const freshId = (): Id => Id.parse(newId(new Date('2026-01-09T10:30:00.000Z')))
