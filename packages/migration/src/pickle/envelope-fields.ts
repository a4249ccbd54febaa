import type { PythonDict, PythonValue } from './python-value.ts'
import { demand, printable } from './refusal.ts'

/** The fields of an envelope. Throws `PickleRefused` unless there are exactly those, and `type`. */
export const fieldsOf = (
  envelope: PythonDict,
  what: string,
  names: readonly string[],
): ((name: string) => PythonValue) => {
  const missing = names.filter((name) => !envelope.entries.has(name))
  const known = new Set<unknown>(['type', ...names])
  const exact = missing.length === 0 && envelope.entries.size === known.size
  demand(exact, `the envelope of a ${what} does not consist of type, ${names.join(', ')}`)
  return (name) => envelope.entries.get(name) ?? null
}

/** The items of a list. Throws `PickleRefused` for anything else. */
export const listOf = (value: PythonValue, what: string): readonly PythonValue[] => {
  demand(typeof value === 'object' && value?.kind === 'list', `${what} is no list`)
  return value.items
}

/** The value, without the box of a numpy scalar. */
const unboxed = (value: PythonValue): PythonValue =>
  typeof value === 'object' && value?.kind === 'numpy' ? value.value : value

const isInteger = (value: PythonValue): boolean => typeof value === 'bigint' || Number.isInteger(value)
const isTime = (value: PythonValue): boolean =>
  typeof value === 'object' && value !== null && ['timestamp', 'datetime', 'nat'].includes(value.kind)

/** What the values of a dtype are. Of all others (object, category, string) nothing is demanded. */
const kinds: readonly (readonly [dtypes: RegExp, holds: (value: PythonValue) => boolean])[] = [
  [/^u?int\d+$/, isInteger],
  [/^float\d+$/, (value) => typeof value === 'number' || typeof value === 'bigint'],
  [/^bool$/, (value) => typeof value === 'boolean'],
  // tolist() of an array writes nanoseconds as integers
  [/^datetime64\[/, (value) => isTime(value) || isInteger(value)],
]

/** Numbers, texts and so on as their dtype says. Throws `PickleRefused` where one is of another kind. */
export const asDtype = (values: readonly PythonValue[], dtype: string, what: string): readonly PythonValue[] => {
  const plain = values.map(unboxed)
  const [, holds] = kinds.find(([dtypes]) => dtypes.test(dtype)) ?? []
  const wrong = holds === undefined ? -1 : plain.findIndex((value) => !holds(value))
  demand(wrong === -1, `value ${wrong} of ${what} is no ${printable(dtype)}`)
  return plain
}
