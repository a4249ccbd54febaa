import type { SymbolAndMode } from '@fyntrix/db/recommendations'
import type { Repositories } from '@fyntrix/db/shared'
import type { RecommendationRecord } from '@fyntrix/domain/recommendations'
import type { Id, Lane } from '@fyntrix/domain/shared'
import { Mode, type TopPicksRun } from '@fyntrix/domain/top-picks'
import type { Redis } from 'ioredis'
import { chunksOf, intoRedis, membersOf, type View } from '../shared/index.ts'
import { keptRuns } from '../top-picks/top-picks.cache.ts'
import { indexedOpen, indexedPerSymbol, type recommendationProjections } from './recommendations.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projections: ReturnType<typeof recommendationProjections>
  readonly lane: Lane
}

/** What Redis holds of recommendations, and how it follows the facts. Each may be repeated, in any order: what is written is what the facts say then. */
export interface RecommendationViews extends View {
  recorded(facts: Repositories, run: Pick<TopPicksRun, 'id' | 'mode'>): Promise<void>
  closed(facts: Repositories, ids: readonly Id[]): Promise<void>
}

const recordsAtOnce = 500
const symbolsAtOnce = 50
const runsAtOnce = 20

/** What was written: how many keys, and which recommendations they are of. */
interface Written {
  readonly keys: number
  readonly ids: readonly Id[]
}

export const createRecommendationViews = ({ redis, projections, lane }: Dependencies): RecommendationViews => {
  const { record, bySymbol, open, ofRun } = projections

  const writeRecords = (records: readonly RecommendationRecord[], version: number): Promise<number> =>
    intoRedis('the recommendations', () => records.map((one) => record.write(redis, { id: one.id }, one, version)))

  const writeOpen = async (facts: Repositories, version: number): Promise<Written> => {
    const entries = await facts.recommendations.open(lane, indexedOpen)
    const keys = await intoRedis('the open ones', () => [open.replaceAll(redis, {}, membersOf(entries), version)])
    return { keys: entries.length > 0 ? keys : 0, ids: entries.map(({ id }) => id) }
  }

  const writeSymbols = async (facts: Repositories, wanted: readonly SymbolAndMode[], version: number) => {
    const entries = await facts.recommendations.newest(lane, wanted, indexedPerSymbol)
    const found = Map.groupBy(entries, ({ symbol, mode }) => `${mode} ${symbol}`)
    return intoRedis('the recommendations of symbols', () =>
      wanted.flatMap(({ symbol, mode }) => {
        const members = membersOf(found.get(`${mode} ${symbol}`) ?? [])
        return members.length > 0 ? [bySymbol.replaceAll(redis, { symbol, mode }, members, version)] : []
      }),
    )
  }

  const writeRuns = async (facts: Repositories, runs: readonly Id[], version: number) => {
    const records = await facts.recommendations.ofRuns(runs)
    const members = Map.groupBy(records, ({ runId }) => runId)
    const keys = await intoRedis('the recommendations of runs', () =>
      [...members].map(([run, found]) =>
        ofRun.write(
          redis,
          { run_id: run },
          found.map(({ id }) => id),
          version,
        ),
      ),
    )
    return { records, keys: keys + (await writeRecords(records, version)) }
  }

  return {
    name: 'recommendations',
    patterns: Object.values(projections).map(({ definition }) => definition.pattern),

    async recorded(facts, { id, mode }) {
      const version = await facts.views.takeVersion()
      const { records } = await writeRuns(facts, [id], version)
      const wanted = records.map(({ symbol }) => ({ symbol, mode }))
      await writeSymbols(facts, wanted, version)
      await writeOpen(facts, version)
    },

    async closed(facts, ids) {
      const version = await facts.views.takeVersion()
      await writeRecords(await facts.recommendations.byIds(lane, ids), version)
      await writeOpen(facts, version)
    },

    async rebuild(facts) {
      const version = await facts.views.takeVersion()
      const written = new Set<Id>()
      const stillOpen = await writeOpen(facts, version)
      let { keys } = stillOpen
      for (const runs of chunksOf(await facts.topPicks.newest(lane, keptRuns), runsAtOnce)) {
        const done = await writeRuns(
          facts,
          runs.map(({ id }) => id),
          version,
        )
        for (const { id } of done.records) written.add(id)
        keys += done.keys
      }
      for (const ids of chunksOf(
        stillOpen.ids.filter((id) => !written.has(id)),
        recordsAtOnce,
      ))
        keys += await writeRecords(await facts.recommendations.byIds(lane, ids), version)
      for (const symbols of chunksOf(await facts.recommendations.symbols(lane), symbolsAtOnce)) {
        const wanted = symbols.flatMap((symbol) => Mode.options.map((mode) => ({ symbol, mode })))
        keys += await writeSymbols(facts, wanted, version)
      }
      return keys
    },
  }
}
