import { setImmediate as immediate } from 'node:timers/promises'
import { agentPerformance, inventedPrices } from '@fyntrix/analysis'
import type { Database } from '@fyntrix/db/shared'
import type { AgentName } from '@fyntrix/domain/agents'
import type {
  AgentAnalysis,
  AgentPerformance,
  AnalysisQuery,
  PerformanceQuery,
  PerformanceReport,
} from '@fyntrix/domain/analyses'
import { type Horizon, horizonSessions, horizonsOf } from '@fyntrix/domain/pick-events'
import { DomainError, type Lane } from '@fyntrix/domain/shared'

/** What agents said of symbols, and how good they were. Looks at one lane. */
export interface Analyses {
  /** What was said of a symbol, newest first. */
  history(query: AnalysisQuery): Promise<AgentAnalysis[]>
  /** The newest word of an agent on a symbol. Throws `not-found` before the first. */
  latest(query: { readonly symbol: string; readonly agent: AgentName }): Promise<AgentAnalysis>
  /** How good every agent, and the blend of all, was over the picks of a span. Equal facts give equal numbers: the bootstrap's seed is fixed. */
  performance(query: PerformanceQuery): Promise<PerformanceReport>
}

/** any fixed number would do: it makes the same facts give the same intervals */
const seed = 20_260_101
const fewPicks = 100

const warningsOf = (lane: Lane, picks: number, measured: number): string[] => [
  ...(lane === 'simulated' ? [inventedPrices] : []),
  `${measured} measurements stand side by side: of intervals at 95 % about one in twenty misses by chance`,
  'measured on picks: symbols that no gate let through are not in it, so scores near neutral are rare',
  ...(picks < fewPicks ? [`${picks} picks are few: the intervals say how little is known`] : []),
]

export const createAnalyses = ({ db, lane }: { db: Database; lane: Lane }): Analyses => {
  const over = async (horizon: Horizon, query: PerformanceQuery) => {
    const scored = await db.repositories().analyses.scoredPicks({ ...query, lane, horizon })
    const byAgent = Map.groupBy(scored, ({ agent }) => agent)
    const span = horizonSessions[horizon] ?? 1
    const agents: AgentPerformance[] = []
    for (const [agent, sessions] of byAgent) {
      // each takes up to a tenth of a second: whoever else waits for this process gets a turn
      await immediate()
      agents.push({ agent, horizon, ...agentPerformance(sessions, { span, seed }) })
    }
    const picks = (byAgent.get('blend') ?? []).reduce((sum, { scores }) => sum + scores.length, 0)
    return { agents, picks }
  }

  return {
    history: (query) => db.repositories().analyses.list({ lane, ...query }),
    async latest({ symbol, agent }) {
      const [newest] = await db.repositories().analyses.list({ lane, symbol, agent, limit: 1 })
      if (newest) return newest
      throw new DomainError('not-found', `${agent} has not said anything of ${symbol} yet`)
    },
    async performance(query) {
      const { universe, mode, from, to } = query
      const horizons = query.horizon === undefined ? horizonsOf[mode] : [query.horizon]
      const measured = await Promise.all(horizons.map((horizon) => over(horizon, query)))
      const picks = Math.max(0, ...measured.map((one) => one.picks))
      const agents = measured.flatMap((one) => one.agents)
      return { universe, mode, from, to, picks, agents, warnings: warningsOf(lane, picks, agents.length) }
    },
  }
}
