import type { Repositories } from '@fyntrix/db/shared'
import type { Lane } from '@fyntrix/domain/shared'
import { Mode, type TopPicksRun } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import type { Redis } from 'ioredis'
import { chunksOf, intoRedis, membersOf, type View } from '../shared/index.ts'
import { keptRuns, type runProjections, type topPicksProjection } from './top-picks.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projection: ReturnType<typeof topPicksProjection>
  readonly projections: ReturnType<typeof runProjections>
  readonly lane: Lane
}

/** What Redis holds of runs, and how it follows the facts. May be repeated, in any order: what is written is what the facts say then. */
export interface TopPicksViews extends View {
  recorded(facts: Repositories, run: TopPicksRun): Promise<void>
}

/** A run is some 50 KB. */
const runsAtOnce = 20

export const createTopPicksViews = ({ redis, projection, projections, lane }: Dependencies): TopPicksViews => {
  const { latest, newest, run: runs } = projections

  /** The latest run of a universe and mode, twice; its version is that of the pointer to it. Answers how many keys that were. */
  const writeLatest = async (facts: Repositories, universe: Universe, mode: Mode): Promise<number> => {
    const found = await facts.topPicks.latest(lane, universe, mode)
    if (!found) return 0
    const { run, version } = found
    return intoRedis('the latest run', () =>
      [projection, latest].map((one) => one.write(redis, { universe, mode }, run, version)),
    )
  }

  const writeRuns = (found: readonly TopPicksRun[], version: number) =>
    intoRedis('the runs', () => found.map((run) => runs.write(redis, { run_id: run.id }, run, version)))

  const writeNewest = async (facts: Repositories, version: number) => {
    const entries = await facts.topPicks.newest(lane, keptRuns)
    const written = await intoRedis('the newest runs', () => [
      newest.replaceAll(redis, {}, membersOf(entries), version),
    ])
    return { entries, written }
  }

  return {
    name: 'top-picks',
    patterns: [projection, ...Object.values(projections)].map(({ definition }) => definition.pattern),

    async recorded(facts, run) {
      await writeLatest(facts, run.universe, run.mode)
      const version = await facts.views.takeVersion()
      await writeRuns([run], version)
      await writeNewest(facts, version)
    },

    async rebuild(facts) {
      let written = 0
      for (const universe of Universe.options)
        for (const mode of Mode.options) written += await writeLatest(facts, universe, mode)
      const version = await facts.views.takeVersion()
      const index = await writeNewest(facts, version)
      if (index.entries.length > 0) written += index.written
      for (const entries of chunksOf(index.entries, runsAtOnce)) {
        const found = await facts.topPicks.byIds(entries.map(({ id }) => id))
        written += await writeRuns(found, version)
      }
      return written
    },
  }
}
