import { type FreshnessRule, ruleOf } from '../freshness.ts'
import { milliseconds } from '../lifetimes.ts'
import type { Codec, Migrations } from '../values/index.ts'
import type { DefinitionFacts } from './definition.ts'

/** A definition with everything worked out; durations are milliseconds. */
export interface Resolved<Value> {
  readonly name: string
  readonly namespace: string
  readonly description: string
  /** What follows the head. */
  readonly rest: string
  /** What every key of the family starts with. */
  readonly head: string
  readonly names: readonly string[]
  /** Whether its keys lie on several servers. */
  readonly cluster: boolean
  readonly codec: Codec<Value>
  readonly schemaVersion: number
  readonly migrate: Migrations
  readonly freshness: FreshnessRule
  readonly stale: number
  readonly hold: number
  readonly negative: number | undefined
  readonly bound: { readonly entries: number; readonly bytes: number } | undefined
  readonly local: boolean
  readonly limit: number
  readonly compressFrom: number
  readonly soft: number
  readonly hard: number
  readonly lease: number
}

const placeholders = (pattern: string): string[] => [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

/**
 * Works a definition out. In a cluster a bounded family carries its head as hash tag, so that its index lies beside its values. Throws `RangeError` for
 * a definition that cannot hold what it promises.
 */
export const resolve = <Value>(
  definition: DefinitionFacts<Value>,
  { prefix, cluster }: { prefix: string; cluster: boolean },
): Resolved<Value> => {
  const { name, key, bound } = definition
  const literal = key.slice(0, key.indexOf('{') === -1 ? key.length : key.indexOf('{'))
  if (literal === '')
    throw new RangeError(`${name}: the pattern ${key} begins with a parameter: every key would match it`)
  const tagged = bound !== undefined && cluster
  const head = tagged ? `{${prefix}${literal}}` : `${prefix}${literal}`
  const lease = milliseconds(definition.lease ?? 2_000)
  if (lease < 100) throw new RangeError(`${name}: a lease of ${lease} ms ends before it can be renewed`)
  return {
    name,
    namespace: definition.namespace ?? name,
    description: definition.description,
    head,
    rest: key.slice(literal.length),
    names: placeholders(key),
    cluster,
    codec: definition.codec,
    schemaVersion: definition.schemaVersion ?? 1,
    migrate: definition.migrate ?? {},
    freshness: ruleOf(definition.fresh),
    stale: milliseconds(definition.stale ?? 0),
    hold: milliseconds(definition.hold ?? 0),
    negative: definition.negative === undefined ? undefined : milliseconds(definition.negative),
    bound: bound && { entries: bound.entries ?? 0, bytes: bound.bytes ?? 0 },
    local: definition.local ?? true,
    limit: definition.limit ?? 16 * 1024 * 1024,
    compressFrom: definition.compressFrom ?? 1_024,
    soft: milliseconds(definition.soft ?? 0),
    hard: milliseconds(definition.hard ?? 10_000),
    lease,
  }
}
