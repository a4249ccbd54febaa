import { z } from 'zod'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Texts that are bounded by what they are. */
const boundedFormats: ReadonlySet<unknown> = new Set(['uuid', 'date'])

const childrenOf = (schema: JsonSchema): readonly (readonly [string, JsonSchema])[] => {
  const named = (name: string, value: unknown) =>
    typeof value === 'object' && value !== null ? ([[name, value]] as [string, JsonSchema][]) : []
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, value]) => named(`.${name}`, value)),
    ...[schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) => (list ?? []).flatMap((one) => named('', one))),
    ...(schema.prefixItems ?? []).flatMap((one, index) => named(`[${index}]`, one)),
    ...named('[]', schema.items),
    ...named('{}', schema.additionalProperties),
    ...named('{}', schema.propertyNames),
    ...Object.entries(schema.$defs ?? {}).flatMap(([name, value]) => named(`#${name}`, value)),
  ]
}

/** A pattern for the whole text that repeats nothing without end. */
const isBounded = (pattern: unknown): boolean => {
  if (typeof pattern !== 'string' || !pattern.startsWith('^') || !pattern.endsWith('$')) return false
  const operators = pattern.replace(/\\./g, '.').replace(/\[[^\]]*\]/g, '.')
  return !/[*+]|\{\d+,\}/.test(operators)
}

const isBoundedText = ({ maxLength, format, pattern }: JsonSchema): boolean =>
  maxLength !== undefined || boundedFormats.has(format) || isBounded(pattern)

const problemOf = (schema: JsonSchema): string | undefined => {
  const types: unknown = schema.type
  // `null` beside another type is written as a list
  if (Array.isArray(types))
    return types.map((type) => problemOf(Object.assign({}, schema, { type }))).find((problem) => problem !== undefined)
  if (schema.enum !== undefined || schema.const !== undefined) return undefined
  if (schema.type === 'string' && !isBoundedText(schema)) return 'a text without a longest length'
  if (schema.type === 'number' || schema.type === 'integer') {
    const low = schema.minimum ?? schema.exclusiveMinimum
    const high = schema.maximum ?? schema.exclusiveMaximum
    return low === undefined || high === undefined ? 'a number without a smallest or largest value' : undefined
  }
  if (schema.type === 'array' && schema.maxItems === undefined && schema.prefixItems === undefined)
    return 'a list without a largest count'
  const open = typeof schema.additionalProperties === 'object'
  const names = schema.propertyNames
  const named = typeof names === 'object' && names.enum !== undefined
  if (schema.type === 'object' && open && !named && schema['maxProperties'] === undefined)
    return 'a record without a largest count'
  const empty = Object.keys(schema).every((key) =>
    ['default', 'description', 'title', '$schema', '$defs'].includes(key),
  )
  return empty ? 'anything at all' : undefined
}

/** Where a schema takes more than a stated amount, as dotted paths with the reason; empty for a bounded one. A body's limit bounds the rest. */
export const unboundedParts = (schema: z.ZodType): readonly string[] => {
  const found: string[] = []
  const walk = (at: string, part: JsonSchema): void => {
    const problem = problemOf(part)
    if (problem !== undefined) found.push(`${at}: ${problem}`)
    for (const [name, child] of childrenOf(part)) walk(`${at}${name}`, child)
  }
  walk('input', z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  return found
}
