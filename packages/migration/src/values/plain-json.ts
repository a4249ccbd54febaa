import type { JsonValue } from '@fyntrix/domain/shared'
import { jsonDepth } from '@fyntrix/domain/shared'
import type { PythonValue } from '../pickle/index.ts'
import { pathOf } from './strict-json.ts'

/** A value of Python as JSON, or the first place where JSON has no form of it. */
export type PlainJson = { readonly value: JsonValue; readonly reason?: undefined } | { readonly reason: string }

class NoJson extends Error {}

const leaf = (value: null | boolean | number | bigint | string, path: string): JsonValue => {
  if (typeof value === 'bigint') throw new NoJson(`${path} is the integer ${value}, beyond 2^53: JSON would change it`)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new NoJson(`${path} is ${value}, which JSON has not`)
  // JSON has no negative zero
  return value === 0 ? 0 : value
}

const convert = (value: PythonValue, path: string, depth: number): JsonValue => {
  if (value === null || typeof value !== 'object') return leaf(value, path)
  if (depth > jsonDepth) throw new NoJson(`${path} lies deeper than ${jsonDepth} levels`)
  if (value.kind === 'numpy') return leaf(value.value, path)
  if (value.kind === 'list' || value.kind === 'tuple')
    return value.items.map((item, i) => convert(item, `${path}[${i}]`, depth + 1))
  if (value.kind !== 'dict') throw new NoJson(`${path} is a ${value.kind}, which JSON has not`)
  const entries = [...value.entries].map(([key, each]): [string, JsonValue] => {
    if (typeof key !== 'string') throw new NoJson(`${path} has a key that is no text`)
    return [key, convert(each, pathOf(path, key), depth + 1)]
  })
  return Object.fromEntries(entries)
}

/** A value of Python as JSON, unchanged: tuples are lists and numpy's numbers are numbers, and whatever else JSON has not is told with its path. */
export const plainJson = (value: PythonValue): PlainJson => {
  try {
    return { value: convert(value, '$', 0) }
  } catch (error) {
    if (error instanceof NoJson) return { reason: error.message }
    throw error
  }
}
