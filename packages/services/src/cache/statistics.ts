import { type Kept, latencyBounds, latencyQuantile, mergeCounters } from '@fyntrix/cache'
import {
  CacheNamespace,
  type CacheStatistics,
  type CatalogueEntry,
  type FamilyStatistics,
  type NamespaceStatistics,
} from '@fyntrix/domain/cache'
import type { FamilySnapshot, ProcessSnapshot } from './statistics-board.ts'

/** Milliseconds; those above the last class count as its end. */
const quantile = (classes: readonly number[], share: number): number | null => {
  const ms = latencyQuantile(classes, share)
  return ms === null ? null : Math.min(ms, latencyBounds.at(-1) ?? ms)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

const merged = (parts: readonly FamilySnapshot[], kept: Kept | undefined): FamilyStatistics[] => {
  const [first] = parts
  if (!first) return []
  const { redisLatency, loadLatency, ...counts } = mergeCounters(parts.map(({ counters }) => counters))
  const hits = counts.processHits + counts.redisHits + counts.fallbacks
  const reads = hits + counts.misses
  return [
    {
      name: first.name,
      namespace: first.namespace,
      ...counts,
      hitRate: reads === 0 ? null : hits / reads,
      processEntries: sum(parts.map(({ entries }) => entries)),
      processBytes: sum(parts.map(({ bytes }) => bytes)),
      kept: kept ?? null,
      redisP50: quantile(redisLatency, 0.5),
      redisP99: quantile(redisLatency, 0.99),
      loadP50: quantile(loadLatency, 0.5),
      loadP99: quantile(loadLatency, 0.99),
    },
  ]
}

const ofNamespace = (
  namespace: CacheNamespace,
  families: readonly FamilyStatistics[],
  kinds: readonly CatalogueEntry[],
): NamespaceStatistics => {
  const own = families.filter((family) => family.namespace === namespace)
  const total = (pick: (family: FamilyStatistics) => number) => sum(own.map(pick))
  const hits = total(({ processHits, redisHits, fallbacks }) => processHits + redisHits + fallbacks)
  const misses = total((family) => family.misses)
  return {
    namespace,
    kinds: kinds.filter((kind) => kind.namespace === namespace).length,
    families: own.length,
    hits,
    misses,
    hitRate: hits + misses === 0 ? null : hits / (hits + misses),
    sets: total((family) => family.sets),
    removes: total((family) => family.removes),
    away: total((family) => family.away),
    bytesRead: total((family) => family.bytesRead),
    bytesWritten: total((family) => family.bytesWritten),
  }
}

/** Adds up what processes counted, by family and by namespace; `kept` says what Redis keeps of the bounded ones, `kinds` which keys there are. */
export const mergeStatistics = (
  processes: readonly ProcessSnapshot[],
  kept: ReadonlyMap<string, Kept>,
  kinds: readonly CatalogueEntry[],
): CacheStatistics => {
  const all = processes.flatMap(({ families }) => families)
  const names = [...new Set(all.map(({ name }) => name))]
  const families = names.flatMap((name) =>
    merged(
      all.filter((family) => family.name === name),
      kept.get(name),
    ),
  )
  return {
    processes: processes.map(({ instance }) => instance),
    families,
    namespaces: CacheNamespace.options.map((namespace) => ofNamespace(namespace, families, kinds)),
  }
}
