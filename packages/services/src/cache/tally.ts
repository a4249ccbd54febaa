import { emptyCounters, type MutableCounters, observe } from '@fyntrix/cache'
import type { CacheNamespace } from '@fyntrix/domain/cache'
import type { FamilySnapshot } from './statistics-board.ts'

/** Counts of plain values, which are read from Redis each time: nothing of them is in the process. */
export interface Tally {
  readonly counters: MutableCounters
  /** Runs one exchange with Redis; counts how long it took, or that it failed. */
  timed<T>(exchange: () => Promise<T>): Promise<T>
  snapshot(): FamilySnapshot
}

export const createTally = (name: string, namespace: CacheNamespace): Tally => {
  const counters = emptyCounters()
  return {
    counters,
    async timed(exchange) {
      const started = performance.now()
      try {
        const answer = await exchange()
        observe(counters.redisLatency, performance.now() - started)
        return answer
      } catch (error) {
        counters.away += 1
        throw error
      }
    },
    snapshot: () => ({ name, namespace, entries: 0, bytes: 0, counters }),
  }
}
