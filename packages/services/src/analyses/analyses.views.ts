import type { Repositories } from '@fyntrix/db/shared'
import type { Lane } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import type { Redis } from 'ioredis'
import { chunksOf, intoRedis, type View } from '../shared/index.ts'
import type { analysisProjection } from './analyses.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projection: ReturnType<typeof analysisProjection>
  readonly lane: Lane
}

/** What Redis holds of analyses, and how it follows the facts. May be repeated, in any order: what is written is what the facts say then. */
export interface AnalysisViews extends View {
  recorded(facts: Repositories, run: Pick<TopPicksRun, 'id'>): Promise<void>
}

const symbolsAtOnce = 50

export const createAnalysisViews = ({ redis, projection, lane }: Dependencies): AnalysisViews => {
  const write = async (facts: Repositories, symbols: readonly string[], version: number): Promise<number> => {
    const analyses = await facts.analyses.newest(lane, symbols)
    return intoRedis('the analyses', () =>
      analyses.map((one) =>
        projection.write(redis, { symbol: one.symbol, agent_type: one.result.agent }, one, version),
      ),
    )
  }

  return {
    name: 'analyses',
    patterns: [projection.definition.pattern],
    async recorded(facts, { id }) {
      const version = await facts.views.takeVersion()
      await write(facts, await facts.analyses.symbolsOf(id), version)
    },
    async rebuild(facts) {
      const version = await facts.views.takeVersion()
      let written = 0
      for (const symbols of chunksOf(await facts.analyses.symbols(lane), symbolsAtOnce))
        written += await write(facts, symbols, version)
      return written
    },
  }
}
