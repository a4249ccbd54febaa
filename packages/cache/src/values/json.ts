import { isUtf8 } from 'node:buffer'
import { CorruptValueError, checked, type StandardSchema } from '../standard-schema.ts'
import type { Codec, Upgrade } from './codec.ts'
import { deepFreeze, holdsPrototypeKey, lostInJson } from './json-tree.ts'

/** How a domain value is kept as JSON: what a `Date`, a `Map` or a class needs. */
export interface JsonMapping<Stored, T> {
  /** The JSON of a value, as the schema knows it. */
  readonly encode: (value: T) => unknown
  /** The value of checked JSON. It is frozen once it is shared, as far as it consists of plain objects and arrays. */
  readonly decode: (stored: Stored) => T
}

const stringify = (value: unknown): string => {
  // first, because it finds cycles
  const text: string | undefined = JSON.stringify(value)
  const lost = lostInJson(value)
  if (text === undefined || lost !== undefined) throw new TypeError(`JSON cannot keep the value: it${lost}`)
  return text
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const parse = (payload: Uint8Array): unknown => {
  const text = asBuffer(payload).toString()
  // what is no UTF-8 was replaced by this character, which few texts have by themselves
  if (text.includes('\uFFFD') && !isUtf8(payload)) throw new CorruptValueError('the value is not UTF-8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new CorruptValueError('the value is not JSON', { cause })
  }
  if (holdsPrototypeKey(text, value)) throw new CorruptValueError('the value has a key that could change a prototype')
  return value
}

/** A failure of what the definition brought along, for this value: to the cache, the value is no good. */
const attempt = <A, B>(what: string, step: (value: A) => B, value: A): B => {
  try {
    return step(value)
  } catch (cause) {
    throw new CorruptValueError(`the value could not be ${what}`, { cause })
  }
}

/** JSON in UTF-8, checked by `schema` when it is read; deeply frozen once it is shared. */
export function json<T>(schema: StandardSchema<T>): Codec<T>
/** JSON in UTF-8 of a domain value that `mapping` turns into JSON and back. */
export function json<Stored, T>(schema: StandardSchema<Stored>, mapping: JsonMapping<Stored, T>): Codec<T>
export function json(schema: StandardSchema<unknown>, mapping?: JsonMapping<unknown, unknown>): Codec<unknown> {
  return {
    name: 'json',
    compressible: true,
    migrates: true,
    encode(value) {
      return Buffer.from(stringify(mapping ? mapping.encode(value) : value))
    },
    decode(payload, upgrade?: Upgrade) {
      const parsed = parse(payload)
      const value = checked(schema, 'the value', upgrade ? attempt('migrated', upgrade, parsed) : parsed)
      return mapping ? attempt('mapped', mapping.decode, value) : value
    },
    freeze(value) {
      deepFreeze(value)
    },
  }
}
