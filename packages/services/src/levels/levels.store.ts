import type { CandleSource } from '@fyntrix/domain/candles'
import type { LevelsScope, SymbolLevels } from '@fyntrix/domain/levels'
import type { Redis } from 'ioredis'
import type { Log } from '../shared/index.ts'
import type { ComputedLevels } from './compute-levels.ts'
import type { levelsProjection } from './levels.cache.ts'

/** What Redis holds of levels. It may be lost at any time. */
export interface LevelsStore {
  /** What is stored of each, in one round trip: of our source, computed at `now` or before. Nothing while Redis is away. */
  read(
    wanted: readonly { readonly symbol: string; readonly scope: LevelsScope }[],
    now: Date,
  ): Promise<readonly (SymbolLevels | undefined)[]>
  /** Keeps what was computed, unless somebody who knew more wrote meanwhile. Without Redis it is computed again next time. */
  keep(computed: readonly ComputedLevels[], version: number): Promise<void>
  /** The writes of `keep`, for whoever has to know that they succeeded. */
  writes(computed: readonly ComputedLevels[], version: number): Promise<boolean>[]
}

interface Dependencies {
  readonly redis: Redis
  readonly projection: ReturnType<typeof levelsProjection>
  readonly source: CandleSource
  readonly log: Log
}

export const createLevelsStore = ({ redis, projection, source, log }: Dependencies): LevelsStore => {
  const writes: LevelsStore['writes'] = (computed, version) =>
    computed.flatMap(({ levels }) =>
      levels === null ? [] : [projection.write(redis, { symbol: levels.symbol, scope: levels.scope }, levels, version)],
    )

  return {
    writes,
    async read(wanted, now) {
      const results = await projection.readMany(redis, wanted)
      const [failed] = results.flatMap((result) => (result.status === 'failed' ? [result.error] : []))
      if (failed !== undefined) log.warn({ err: failed }, 'levels could not be read from Redis; computing them')
      return results.map((result) => {
        if (result.status !== 'found') return undefined
        const { value } = result
        return value.source === source && Date.parse(value.asOf) <= now.getTime() ? value : undefined
      })
    },
    async keep(computed, version) {
      const settled = await Promise.allSettled(writes(computed, version))
      const failed = settled.find((each) => each.status === 'rejected')
      if (failed) log.warn({ err: failed.reason }, 'levels could not be kept in Redis')
    },
  }
}
