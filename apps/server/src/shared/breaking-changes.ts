import type { DescribedProcedure, JsonSchema } from './openapi.ts'

/** Which way values go: callers send them (`sent`, the old ones must fit the new schema), or read them (`read`, the new ones must fit the old). */
type Direction = 'sent' | 'read'

type Fit = (from: JsonSchema, to: JsonSchema, at: string) => string[]

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

/** What a schema is one of; empty where it is but one thing. */
const alternatives = (schema: JsonSchema): readonly JsonSchema[] => {
  const types: unknown = schema.type
  // `null` beside another type is written as a list
  if (Array.isArray(types)) return types.map((type) => Object.assign({}, schema, { type }))
  return (schema.anyOf ?? schema.oneOf ?? []).filter(isSchema)
}

const valuesOf = (schema: JsonSchema): readonly unknown[] | undefined =>
  schema.enum ?? (schema.const === undefined ? undefined : [schema.const])

const isAnything = (schema: JsonSchema): boolean =>
  schema.type === undefined && valuesOf(schema) === undefined && alternatives(schema).length === 0

/** [keyword, whether a larger value lets more through] */
const bounds = [
  ['maxLength', true],
  ['maximum', true],
  ['exclusiveMaximum', true],
  ['maxItems', true],
  ['maxProperties', true],
  ['minLength', false],
  ['minimum', false],
  ['exclusiveMinimum', false],
  ['minItems', false],
] as const

const narrowed = (from: JsonSchema, to: JsonSchema, at: string): string[] =>
  bounds.flatMap(([keyword, larger]) => {
    const [before, after]: unknown[] = [from[keyword], to[keyword]]
    if (typeof after !== 'number') return []
    const fits = typeof before === 'number' && (larger ? before <= after : before >= after)
    return fits ? [] : [`${at}: ${keyword} is ${after} now${typeof before === 'number' ? `, it was ${before}` : ''}`]
  })

const objectProblems =
  (direction: Direction, fit: Fit): Fit =>
  (from, to, at) => {
    const [own, other] = [from.properties ?? {}, to.properties ?? {}]
    const missing = (to.required ?? []).filter((name) => !(from.required ?? []).includes(name))
    const required = missing.map((name) =>
      direction === 'sent' ? `${at}.${name}: is required now` : `${at}.${name}: is not always there any more`,
    )
    const [gone, here] = direction === 'sent' ? [own, other] : [other, own]
    const removed = Object.keys(gone).filter((name) => !(name in here) && !missing.includes(name))
    const shared = Object.entries(own).flatMap(([name, schema]) => {
      const counterpart = other[name]
      return isSchema(schema) && isSchema(counterpart) ? fit(schema, counterpart, `${at}.${name}`) : []
    })
    const [values, otherValues] = [from.additionalProperties, to.additionalProperties]
    const records = isSchema(values) && isSchema(otherValues) ? fit(values, otherValues, `${at}{}`) : []
    return [...required, ...removed.map((name) => `${at}.${name}: was removed`), ...shared, ...records]
  }

const fitFor = (direction: Direction): Fit => {
  const fit: Fit = (from, to, at) => {
    if (isAnything(to)) return []
    if (isAnything(from)) return [`${at}: was anything, is not any more`]
    const mine = alternatives(from)
    if (mine.length > 0) return mine.flatMap((one) => fit(one, to, at))
    const theirs = alternatives(to)
    if (theirs.length > 0) {
      const tried = theirs.map((one) => fit(from, one, at)).toSorted((a, b) => a.length - b.length)
      return tried[0] ?? []
    }
    const [values, otherValues] = [valuesOf(from), valuesOf(to)]
    if (values !== undefined && otherValues !== undefined) {
      // readers are told to expect more values of the same kind
      if (direction === 'read' && from.type === to.type && from.enum !== undefined && to.enum !== undefined) return []
      const lost = values.filter((value) => !otherValues.includes(value))
      return lost.map((value) => `${at}: ${JSON.stringify(value)} is not one of the values any more`)
    }
    if (otherValues !== undefined) return direction === 'read' ? [] : [`${at}: only some values fit now`]
    if (from.type !== to.type && !(from.type === 'integer' && to.type === 'number'))
      return [`${at}: ${from.type} against ${to.type}`]
    const own = direction === 'sent' ? narrowed(from, to, at) : []
    const form =
      direction === 'sent' && to.pattern !== undefined && to.pattern !== from.pattern && values === undefined
        ? [`${at}: must look different now`]
        : []
    const [items, otherItems] = [from.items, to.items]
    const inner = isSchema(items) && isSchema(otherItems) ? fit(items, otherItems, `${at}[]`) : []
    const fields = from.type === 'object' ? objectProblems(direction, fit)(from, to, at) : []
    return [...own, ...form, ...inner, ...fields]
  }
  return fit
}

const nothing: JsonSchema = { type: 'object' }

/**
 * What a client of `before` would trip over with `after`, a line each: removed procedures, another kind or scope, inputs that are not taken any more,
 * outputs that are not given any more. New procedures, optional inputs, output fields and values of output lists are no breaks, nor are limits of
 * outputs.
 */
export const breakingChanges = (
  before: ReadonlyMap<string, DescribedProcedure>,
  after: ReadonlyMap<string, DescribedProcedure>,
): readonly string[] =>
  [...before].flatMap(([path, old]) => {
    const now = after.get(path)
    if (now === undefined) return [`${path}: was removed`]
    const kind = now.kind === old.kind ? [] : [`${path}: is a ${now.kind}, it was a ${old.kind}`]
    const scope = now.scope === old.scope ? [] : [`${path}: needs the scope ${now.scope}, it needed ${old.scope}`]
    const sent = now.input === null ? [] : fitFor('sent')(old.input ?? nothing, now.input, 'input')
    const read = fitFor('read')(now.output, old.output, 'output')
    return [...kind, ...scope, ...[...new Set([...sent, ...read])].map((problem) => `${path} ${problem}`)]
  })
