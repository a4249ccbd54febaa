import type { CacheValue } from '@fyntrix/domain/cache'

type Json = CacheValue['value']

const isPlain = (value: object): value is Readonly<Record<string, unknown>> => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

type Numbers =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
type Integers = BigInt64Array | BigUint64Array

const isIntegers = (value: ArrayBufferView): value is Integers =>
  value instanceof BigInt64Array || value instanceof BigUint64Array

const isNumbers = (value: ArrayBufferView): value is Numbers => !isIntegers(value) && !(value instanceof DataView)

const number = (value: number): Json => (Number.isFinite(value) ? value : null)

const numbers = (value: ArrayBufferView): Json => {
  if (isIntegers(value)) return Array.from(value, String)
  return isNumbers(value) ? Array.from(value, number) : null
}

/**
 * A cached value as JSON for people: typed arrays as lists, integers of 64 bits as texts, dates as ISO 8601, and null for what JSON has no form of. It
 * can not be read back.
 */
export const jsonOf = (value: unknown): Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return number(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object') return null
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) return numbers(value)
  if (Array.isArray(value)) return value.map(jsonOf)
  return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, jsonOf(each)])) : null
}
