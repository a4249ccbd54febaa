import type { Repositories } from '@fyntrix/db/shared'
import { scoreMode } from '@fyntrix/domain/scores'
import type { Lane } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import type { Redis } from 'ioredis'
import { chunksOf, intoRedis, type View } from '../shared/index.ts'
import { computeScores } from './compute-scores.ts'
import type { ScoreTimes, scoreProjections } from './scores.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projections: ReturnType<typeof scoreProjections>
  readonly lane: Lane
}

/** What Redis holds of scores, and how it follows the facts. May be repeated, in any order: what is written is what the facts say then. */
export interface ScoreViews extends View {
  recorded(facts: Repositories, run: Pick<TopPicksRun, 'id' | 'mode'>): Promise<void>
}

const symbolsAtOnce = 50

export const createScoreViews = ({ redis, projections, lane }: Dependencies): ScoreViews => {
  const writeScores = async (facts: Repositories, symbols: readonly string[], version: number): Promise<number> => {
    const scores = await computeScores(facts, { lane, symbols, asOf: null })
    return intoRedis('the scores', () =>
      scores.map((score) => projections.score.write(redis, { symbol: score.symbol }, score, version)),
    )
  }

  const writeTimes = async (facts: Repositories, version: number): Promise<number> => {
    const newest: [Universe, string][] = []
    for (const universe of Universe.options) {
      const [run] = await facts.topPicks.list({ lane, universe, mode: scoreMode, limit: 1 })
      if (run) newest.push([universe, run.asOf])
    }
    const asOf = newest
      .map(([, at]) => at)
      .sort()
      .at(-1)
    if (asOf === undefined) return 0
    const times: ScoreTimes = { ...Object.fromEntries(newest), as_of: asOf }
    return intoRedis('the times of scores', () => [projections.times.write(redis, {}, times, version)])
  }

  return {
    name: 'scores',
    patterns: Object.values(projections).map(({ definition }) => definition.pattern),
    async recorded(facts, { id, mode }) {
      if (mode !== scoreMode) return
      const version = await facts.views.takeVersion()
      await writeScores(facts, await facts.analyses.symbolsOf(id), version)
      await writeTimes(facts, version)
    },
    async rebuild(facts) {
      const version = await facts.views.takeVersion()
      let written = 0
      for (const symbols of chunksOf(await facts.analyses.symbols(lane), symbolsAtOnce))
        written += await writeScores(facts, symbols, version)
      return written + (await writeTimes(facts, version))
    },
  }
}
