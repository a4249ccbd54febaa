import type { Redis } from 'ioredis'
import type { Log } from '../shared/index.ts'
import type { historyCounters } from './history.cache.ts'

type Name = 'hits' | 'misses' | 'writes'

/** Counts what the cache of windows did, for all processes together. */
export interface HistoryTally {
  count(name: Name): void
  /** What all processes counted and this one did not tell yet. Throws the client's error. */
  read(): Promise<Readonly<Record<Name, number>>>
}

interface Dependencies {
  readonly redis: Redis
  readonly counters: ReturnType<typeof historyCounters>
  readonly log: Log
}

/** Hits that are told together: telling each would cost more than a hit does. */
const atOnce = 100

const nothing = (): Record<Name, number> => ({ hits: 0, misses: 0, writes: 0 })

export const createHistoryTally = ({ redis, counters, log }: Dependencies): HistoryTally => {
  let pending = nothing()

  const tell = async () => {
    const amounts = pending
    pending = nothing()
    await counters.increment(redis, {}, amounts)
  }

  return {
    count(name) {
      pending[name] += 1
      // where Redis is away they are lost: statistics are not facts
      if (name !== 'hits' || pending.hits >= atOnce)
        tell().catch((error: unknown) => log.info({ err: error }, 'hits and misses of candles were not counted'))
    },
    async read() {
      await tell()
      const { hits = '0', misses = '0', writes = '0' } = (await counters.read(redis, {})) ?? {}
      return { hits: Number(hits), misses: Number(misses), writes: Number(writes) }
    },
  }
}
