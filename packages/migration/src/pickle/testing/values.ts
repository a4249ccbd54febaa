import type { PythonKey, PythonTimezone, PythonValue } from '../index.ts'

/** Values as a reader of pickles must give them. */
export const list = (...items: readonly PythonValue[]): PythonValue => ({ kind: 'list', items })
export const tupleOf = (...items: readonly PythonValue[]): PythonKey => ({ kind: 'tuple', items })
export const setOf = (...items: readonly PythonKey[]): PythonValue => ({ kind: 'set', items: new Set(items) })
export const dict = (...entries: readonly (readonly [PythonKey, PythonValue])[]): PythonValue => ({
  kind: 'dict',
  entries: new Map(entries),
})
export const bytesOf = (bytes: Uint8Array): PythonKey => ({ kind: 'bytes', bytes: new Uint8Array(bytes) })
export const zone = (offsetSeconds: number, name: string | null = null): PythonTimezone => ({
  kind: 'timezone',
  name,
  offsetSeconds,
})
export const numpy = (dtype: string, value: boolean | number | bigint): PythonKey => ({ kind: 'numpy', dtype, value })
