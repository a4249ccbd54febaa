import type { CodecName } from '../values/header.ts'
import type { DefinitionFacts } from './definition.ts'
import { resolve } from './resolve.ts'

/** A definition in words and numbers, for catalogues. Durations are milliseconds. */
export interface FamilyDescription {
  readonly name: string
  readonly namespace: string
  readonly description: string
  readonly pattern: string
  readonly parameters: readonly string[]
  readonly codec: CodecName
  readonly schemaVersion: number
  /** The freshness rule in words. */
  readonly fresh: string
  readonly stale: number
  readonly hold: number
  /** Most entries and bytes that Redis keeps, 0 where one is not limited; null without a bound. */
  readonly bound: { readonly entries: number; readonly bytes: number } | null
  /** Whether processes keep values too. */
  readonly local: boolean
}

/** Describes a definition. Throws `RangeError` for one that cannot hold what it promises. */
export const describeFamily = (definition: DefinitionFacts<unknown>): FamilyDescription => {
  const spec = resolve(definition, { prefix: '', cluster: false })
  const { name, namespace, description, names, codec, schemaVersion, freshness, stale, hold, bound, local } = spec
  return {
    name,
    namespace,
    description,
    pattern: definition.key,
    parameters: names,
    codec: codec.name,
    schemaVersion,
    fresh: freshness.text ?? 'by a rule of its own',
    stale,
    hold,
    bound: bound ?? null,
    local,
  }
}
