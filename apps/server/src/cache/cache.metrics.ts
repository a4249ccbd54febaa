import type { FamilySnapshot, ProcessSnapshot } from '@fyntrix/services/cache'
import { latencyBounds } from '@fyntrix/services/cache'
import { Counter, Gauge, type Registry } from 'prom-client'

interface Series {
  readonly name: string
  readonly help: string
  /** Values by the label that tells them apart. */
  readonly read: (family: FamilySnapshot) => Readonly<Record<string, number>>
  readonly label: string
}

const cumulative = (classes: readonly number[]): Readonly<Record<string, number>> => {
  let sum = 0
  return Object.fromEntries(
    classes.map((count, i) => {
      const bound = latencyBounds[i]
      return [bound === undefined ? '+Inf' : String(bound / 1_000), (sum += count)]
    }),
  )
}

const counters: readonly Series[] = [
  {
    name: 'fyntrix_cache_reads_total',
    help: 'Reads by family and what answered them.',
    label: 'result',
    read: ({ counters: { processHits, redisHits, staleHits, fallbacks, misses } }) => ({
      process: processHits,
      redis: redisHits,
      stale: staleHits,
      fallback: fallbacks,
      miss: misses,
    }),
  },
  {
    name: 'fyntrix_cache_loads_total',
    help: 'Loads by family and outcome.',
    label: 'outcome',
    read: ({ counters: { loads, loadErrors, notModified } }) => ({
      begun: loads,
      failed: loadErrors,
      'not-modified': notModified,
    }),
  },
  {
    name: 'fyntrix_cache_events_total',
    help: 'What else happened, by family.',
    label: 'event',
    read: ({ counters: { sets, removes, invalidations, refused, corrupt, away, processEvictions } }) => ({
      set: sets,
      remove: removes,
      invalidation: invalidations,
      refused,
      corrupt,
      away,
      'process-eviction': processEvictions,
    }),
  },
  {
    name: 'fyntrix_cache_bytes_total',
    help: 'Bytes read from and written to Redis, and saved by compressing, by family.',
    label: 'direction',
    read: ({ counters: { bytesRead, bytesWritten, bytesSaved } }) => ({
      read: bytesRead,
      written: bytesWritten,
      saved: bytesSaved,
    }),
  },
  {
    name: 'fyntrix_cache_redis_seconds_bucket',
    help: 'Redis reads that took at most `le` seconds, by family.',
    label: 'le',
    read: ({ counters: { redisLatency } }) => cumulative(redisLatency),
  },
  {
    name: 'fyntrix_cache_load_seconds_bucket',
    help: 'Loads that took at most `le` seconds, by family.',
    label: 'le',
    read: ({ counters: { loadLatency } }) => cumulative(loadLatency),
  },
]

const gauges: readonly Series[] = [
  {
    name: 'fyntrix_cache_held',
    help: 'Entries and bytes that this process holds, by family.',
    label: 'unit',
    read: ({ entries, bytes }) => ({ entries, bytes }),
  },
]

/** Makes what the cache counted part of a registry; it is read when somebody asks for the metrics. */
export const registerCacheMetrics = (register: Registry, counted: () => ProcessSnapshot): void => {
  const settings = ({ name, help, label, read }: Series) => ({
    name,
    help,
    labelNames: ['family', label],
    registers: [],
    collect(this: { reset(): void; inc(labels: Readonly<Record<string, string>>, value: number): void }) {
      this.reset()
      for (const family of counted().families) {
        for (const [value, count] of Object.entries(read(family)))
          this.inc({ family: family.name, [label]: value }, count)
      }
    },
  })
  for (const series of counters) register.registerMetric(new Counter(settings(series)))
  for (const series of gauges) register.registerMetric(new Gauge(settings(series)))
}
