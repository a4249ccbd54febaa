import type { Freshness } from '../freshness.ts'
import type { Scalar } from '../key.ts'
import type { Duration } from '../lifetimes.ts'
import type { StandardSchema } from '../standard-schema.ts'
import type { Codec, Migrations } from '../values/index.ts'
import type { Bulk, Loader } from './loader.ts'

/** The names between braces in a pattern, in their order. */
export type Names<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? [Name, ...Names<Rest>]
  : []

/** A schema for each name in a pattern. */
export type ParameterSchemas<Pattern extends string> = {
  readonly [Name in Names<Pattern>[number]]: StandardSchema<Scalar>
}

type ValueOf<Schema> = Schema extends StandardSchema<infer Value> ? Value : never

/** Parameters by name. */
export type Named<Schemas> = { readonly [Name in keyof Schemas]: ValueOf<Schemas[Name]> }

type Positional<List extends readonly string[], Schemas> = {
  readonly [I in keyof List]: List[I] extends keyof Schemas ? ValueOf<Schemas[List[I]]> : never
}

/** Parameters by name, or in the order of the pattern: both give the same key. */
export type Arguments<Pattern extends string, Schemas> = Named<Schemas> | Positional<Names<Pattern>, Schemas>

/** How much of a family Redis keeps; what was used longest ago goes first. 0 or absent: no bound of that kind. */
export interface Bound {
  readonly entries?: number
  readonly bytes?: number
}

/** One family of cached values: everything that readers and writers of it have to agree on. */
export interface FamilyDefinition<Pattern extends string, Schemas extends ParameterSchemas<Pattern>, Value> {
  /** Label in statistics and metrics; unique in a cache. */
  readonly name: string
  /** For people. */
  readonly description: string
  /** Such as `hist:{symbol}:{interval}`; begins with a literal part that no other family's pattern begins with. */
  readonly key: Pattern
  readonly parameters: Schemas
  readonly codec: Codec<Value>
  /** Version of the value's schema, 1 by default. Raise it with each change that older readers cannot read. */
  readonly schemaVersion?: number
  /** Steps from older schema versions: `{ 1: (v1) => v2 }`. */
  readonly migrate?: Migrations
  readonly fresh: Freshness
  /** How long after `fresh` a value may still be served while it is refreshed. 0 by default. */
  readonly stale?: Duration
  /** How long after that it is kept for the case that loading fails. 0 by default. */
  readonly hold?: Duration
  /** How long `null` counts as fresh; as long as any other value by default. */
  readonly negative?: Duration
  /** Labels under which values are invalidated together. */
  readonly tags?: (parameters: Named<Schemas>) => readonly string[]
  readonly bound?: Bound
  /** Label by which statistics and clearing are grouped. */
  readonly namespace?: string
  /** False keeps the family out of the process: what changes many times a second. */
  readonly local?: boolean
  /** Most bytes of one value, before and after compression. 16 MiB by default. */
  readonly limit?: number
  /** Bytes from which compressing is tried. 1,024 by default. */
  readonly compressFrom?: number
  /** How long a caller waits for a refresh before it takes a stale value. 0 by default: it does not wait. */
  readonly soft?: Duration
  /** How long a caller waits at most, and how long loading may take. 10 s by default. */
  readonly hard?: Duration
  /** How long a dead loader keeps others waiting. 2 s by default; a living one renews it. */
  readonly lease?: Duration
  readonly load?: Loader<Named<Schemas>, Value>
  /** Loads many at once; `load` is made from it where there is none. */
  readonly loadMany?: Bulk<Named<Schemas>, Value>
}

/** A definition without the functions that take its parameters: what can be said of it whatever they are. */
export type DefinitionFacts<Value> = Omit<FamilyDefinition<string, object, Value>, 'load' | 'loadMany' | 'tags'>

/** Checks a definition as the compiler sees it; the types of parameters and value are taken from it. */
export const defineFamily = <const Pattern extends string, const Schemas extends ParameterSchemas<Pattern>, Value>(
  definition: FamilyDefinition<Pattern, Schemas, Value>,
): FamilyDefinition<Pattern, Schemas, Value> => definition
