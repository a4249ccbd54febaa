import fc from 'fast-check'
import { z } from 'zod'
import { hostile } from './hostile.ts'

/** What we read of a JSON Schema; whatever else it says only makes valid inputs rarer. */
interface Schema {
  readonly type?: string | readonly string[] | undefined
  readonly const?: unknown
  readonly enum?: readonly unknown[] | undefined
  readonly anyOf?: readonly Schema[] | undefined
  readonly oneOf?: readonly Schema[] | undefined
  readonly allOf?: readonly Schema[] | undefined
  readonly properties?: Readonly<Record<string, Schema>> | undefined
  readonly required?: readonly string[] | undefined
  readonly items?: Schema | undefined
  readonly minItems?: number | undefined
  readonly maxItems?: number | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly format?: string | undefined
  readonly pattern?: string | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly propertyNames?: Schema | undefined
  readonly additionalProperties?: Schema | boolean | undefined
}

const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    anyOf: z.array(Schema).optional(),
    oneOf: z.array(Schema).optional(),
    allOf: z.array(Schema).optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    items: Schema.optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    propertyNames: Schema.optional(),
    additionalProperties: z.union([z.boolean(), Schema]).optional(),
  }),
)

/** one value in so many is hostile, wherever it stands */
const hostileOneIn = 12
const longestText = 60
const mostItems = 6

const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })

const textOf = ({ format, pattern, minLength = 0, maxLength = longestText }: Schema): fc.Arbitrary<unknown> => {
  if (format === 'uuid') return fc.uuid({ version: 7 })
  if (format === 'date-time') return instants.map((date) => date.toISOString())
  if (format === 'date') return instants.map((date) => date.toISOString().slice(0, 10))
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, longestText)) })
}

const numberOf = ({ type, minimum = -1e6, maximum = 1e6 }: Schema): fc.Arbitrary<unknown> =>
  type === 'integer'
    ? fc.integer({ min: Math.ceil(Math.max(minimum, -(2 ** 31))), max: Math.floor(Math.min(maximum, 2 ** 31 - 1)) })
    : fc.double({ min: minimum, max: maximum, noNaN: true })

/** hostile objects may refuse to become text by themselves */
const asKey = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'))

/** Inputs that mostly satisfy a schema, each part of them hostile now and then. */
const valuesOf = (schema: Schema, evil: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => {
  const mixed = (valid: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: hostileOneIn - 1, arbitrary: valid }, { weight: 1, arbitrary: evil })
  const inner = (part: Schema) => valuesOf(part, evil)
  if ('const' in schema && schema.const !== undefined) return mixed(fc.constant(schema.const))
  if (schema.enum) return mixed(fc.constantFrom(...schema.enum))
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(inner))
  if (schema.allOf) {
    const parts = fc.tuple(...schema.allOf.map(inner))
    return parts.map((values): unknown => Object.assign({}, ...values.filter((value) => typeof value === 'object')))
  }
  if (typeof schema.type === 'object') return fc.oneof(...schema.type.map((type) => inner({ ...schema, type })))
  switch (schema.type) {
    case 'string':
      return mixed(textOf(schema))
    case 'integer':
    case 'number':
      return mixed(numberOf(schema))
    case 'boolean':
      return mixed(fc.boolean())
    case 'null':
      return mixed(fc.constant(null))
    case 'array': {
      const { items = {}, minItems: minLength = 0, maxItems = mostItems } = schema
      return mixed(fc.array(inner(items), { minLength, maxLength: Math.max(minLength, Math.min(maxItems, mostItems)) }))
    }
    case 'object': {
      const { properties = {}, required = [], propertyNames, additionalProperties } = schema
      if (propertyNames || typeof additionalProperties === 'object') {
        const keys = propertyNames ? inner(propertyNames).map(asKey) : fc.string()
        const values = typeof additionalProperties === 'object' ? inner(additionalProperties) : evil
        return mixed(fc.dictionary(keys, values, { maxKeys: mostItems }))
      }
      const fields = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, inner(part)]))
      const requiredKeys = required.filter((name) => name in fields)
      return mixed(fc.record(fields, { requiredKeys, noNullPrototype: true }))
    }
    case undefined:
    default:
      return evil
  }
}

/** Inputs for a procedure with this schema, or for one without any. `known` are ids and names that belong to somebody else. */
export const inputsOf = (schema: z.ZodType | undefined, known: readonly string[]): fc.Arbitrary<unknown> => {
  const evil = hostile(known)
  if (schema === undefined) return evil
  return valuesOf(Schema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })), evil)
}
