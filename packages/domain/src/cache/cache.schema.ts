import { z } from 'zod'
import { Symbol } from '../shared/index.ts'
import { UnifiedType } from './unified.schema.ts'

/** Labels of families, by which statistics and clearing go. No key is written under them. */
export const CacheNamespace = z.enum(['general', 'historical', 'scores', 'support_resistance', 'context'])
export type CacheNamespace = z.infer<typeof CacheNamespace>

/** One kind of key that we keep in Redis. Durations are milliseconds. */
export const CatalogueEntry = z.object({
  /**
   * `enveloped`: ours to load, in two levels. `projection`: derived from PostgreSQL. `ephemeral`: plain, in Redis only, and losing it is a miss.
   * `support`: what the others need.
   */
  kind: z.enum(['enveloped', 'projection', 'ephemeral', 'support']),
  name: z.string(),
  namespace: z.string(),
  pattern: z.string(),
  structure: z.string(),
  description: z.string(),
  fresh: z.string(),
  /** Milliseconds after `fresh` for which it may be served while it is refreshed. */
  stale: z.int(),
  /** Milliseconds after that for which it is kept for failures. */
  hold: z.int(),
  bound: z.object({ entries: z.int(), bytes: z.int() }).nullable(),
  local: z.boolean(),
})
export type CatalogueEntry = z.infer<typeof CatalogueEntry>

/** What a family counted in all living processes since each of them started. Latencies in ms, upper ends of their classes. */
export const FamilyStatistics = z.object({
  name: z.string(),
  namespace: z.string(),
  processHits: z.int(),
  redisHits: z.int(),
  staleHits: z.int(),
  fallbacks: z.int(),
  misses: z.int(),
  /** Hits of all kinds among all reads; null without reads. */
  hitRate: z.number().nullable(),
  loads: z.int(),
  loadErrors: z.int(),
  loadMs: z.number(),
  notModified: z.int(),
  sets: z.int(),
  removes: z.int(),
  invalidations: z.int(),
  refused: z.int(),
  corrupt: z.int(),
  away: z.int(),
  processEvictions: z.int(),
  bytesRead: z.number(),
  bytesWritten: z.number(),
  bytesSaved: z.number(),
  /** Entries and bytes that the processes hold. */
  processEntries: z.int(),
  processBytes: z.number(),
  /** What Redis keeps of a bounded family, and how many had to leave; null without a bound, or with Redis away. */
  kept: z.object({ entries: z.int(), bytes: z.number(), evicted: z.number() }).nullable(),
  redisP50: z.number().nullable(),
  redisP99: z.number().nullable(),
  loadP50: z.number().nullable(),
  loadP99: z.number().nullable(),
})
export type FamilyStatistics = z.infer<typeof FamilyStatistics>

/** What was counted in a namespace. */
export const NamespaceStatistics = z.object({
  namespace: CacheNamespace,
  /** Kinds of keys that carry the label, counted or not: what PostgreSQL can give again is not read through the cache. */
  kinds: z.int(),
  /** Families that count. */
  families: z.int(),
  hits: z.int(),
  misses: z.int(),
  /** Hits among all reads; null without reads. */
  hitRate: z.number().nullable(),
  sets: z.int(),
  removes: z.int(),
  away: z.int(),
  bytesRead: z.number(),
  bytesWritten: z.number(),
})
export type NamespaceStatistics = z.infer<typeof NamespaceStatistics>

/** Statistics of all families, and of every namespace. `processes` are those whose counts are in it. */
export const CacheStatistics = z.object({
  processes: z.array(z.string()),
  families: z.array(FamilyStatistics),
  namespaces: z.array(NamespaceStatistics),
})
export type CacheStatistics = z.infer<typeof CacheStatistics>

/** How the Redis of the cache is doing. */
export const CacheHealth = z.object({
  status: z.enum(['up', 'degraded', 'down']),
  /** What is wrong, each with what to do. */
  problems: z.array(z.string()),
  /** Milliseconds of one round trip; null when there was no answer. */
  latencyMs: z.number().nullable(),
  /** Whether invalidations of other processes arrive. */
  coherent: z.boolean(),
  redis: z
    .object({
      version: z.string(),
      uptimeSeconds: z.int(),
      usedBytes: z.number(),
      maxBytes: z.number().nullable(),
      policy: z.string(),
      clients: z.int(),
      keys: z.int(),
      commandsPerSecond: z.number(),
      keyspaceHits: z.number(),
      keyspaceMisses: z.number(),
    })
    .nullable(),
})
export type CacheHealth = z.infer<typeof CacheHealth>

const mostParameters = 20

/** Texts of a family's parameters by their names. No key of ours is nearly as long. */
const Parameters = z
  .record(z.string().max(100), z.string().max(500))
  .refine((parameters) => Object.keys(parameters).length <= mostParameters, {
    message: `at most ${mostParameters} parameters`,
  })
  .meta({ maxProperties: mostParameters })

const FamilyName = z.string().max(100)

/** One key of a family, by the texts of its parameters. */
export const CacheKey = z.object({
  family: FamilyName,
  parameters: Parameters.default({}),
})
export type CacheKey = z.infer<typeof CacheKey>

/** Why a reader would get what it gets. Instants are ISO 8601. */
export const CacheExplanation = z.object({
  family: z.string(),
  key: z.string(),
  now: z.iso.datetime(),
  process: z
    .object({
      age: z.enum(['fresh', 'stale', 'held', 'over']),
      version: z.number(),
      believed: z.boolean(),
      why: z.string(),
    })
    .nullable(),
  redis: z.enum(['absent', 'loading', 'failed', 'unreadable', 'value']),
  stored: z
    .object({
      writer: z.string(),
      version: z.number(),
      loadedAt: z.iso.datetime(),
      freshUntil: z.iso.datetime(),
      staleUntil: z.iso.datetime(),
      holdUntil: z.iso.datetime(),
      ageMs: z.number(),
      expiresInMs: z.number(),
      bytes: z.int(),
      rawBytes: z.int(),
      codec: z.string(),
      compression: z.string(),
      schemaVersion: z.int(),
      etag: z.string(),
      tags: z.array(z.object({ name: z.string(), loadedUnder: z.number().nullable(), now: z.number() })),
    })
    .nullable(),
  /** Who is loading it, or which failure keeps it from being loaded. */
  lease: z.string().nullable(),
})
export type CacheExplanation = z.infer<typeof CacheExplanation>

/** A value as JSON: frames as columns, arrays with their shape, bytes as base64. Absent when nothing fresh or stale is there. */
export const CacheValue = z.object({ key: z.string(), found: z.boolean(), value: z.json() })
export type CacheValue = z.infer<typeof CacheValue>

/** What to clear: everything that all the given narrow down. At least one is needed, so that nobody clears everything by leaving it empty. */
export const ClearRequest = z
  .strictObject({
    family: FamilyName.optional(),
    namespace: z.string().max(100).optional(),
    /** A type of the unified cache. */
    type: UnifiedType.optional(),
    /** A symbol of the unified cache. */
    symbol: Symbol.optional(),
    /** Parameters of the family; those left out may be anything. */
    parameters: Parameters.optional(),
    /** Every family whose values can be computed or read again: all but memory. */
    all: z.literal(true).optional(),
  })
  .refine(({ family, namespace, type, symbol, all }) => (family ?? namespace ?? type ?? symbol ?? all) !== undefined, {
    message: 'say what to clear: a family, a namespace, a type, a symbol, or all',
  })
  .refine(({ family, parameters }) => parameters === undefined || family !== undefined, {
    message: 'parameters need a family',
  })
export type ClearRequest = z.infer<typeof ClearRequest>

/** How many values were removed, by family. */
export const Cleared = z.object({
  removed: z.int(),
  families: z.array(z.object({ name: z.string(), removed: z.int() })),
})
export type Cleared = z.infer<typeof Cleared>
