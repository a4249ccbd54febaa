import type { PythonValue } from '../pickle/index.ts'
import type { LegacyIdentity } from './identity.ts'
import type { LegacyArgument } from './legacy-key.ts'

const textual = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?$/

/** A date that a value tells of, as an object or as text; undefined for anything else. */
const dateOf = (value: PythonValue | undefined): LegacyArgument | undefined => {
  if (typeof value === 'object' && value?.kind === 'datetime') return value
  const [found, ...numbers] = (typeof value === 'string' ? textual.exec(value) : null) ?? []
  if (found === undefined) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers.slice(0, 6).map(Number)
  const microsecond = Number((numbers[6] ?? '').padEnd(6, '0'))
  return { kind: 'datetime', year, month, day, hour, minute, second, microsecond, zone: null }
}

const names = {
  from_date: ['from_date', 'start_date', 'from'],
  to_date: ['to_date', 'end_date', 'to'],
} as const

/**
 * Identities that a decoded value tells of itself or of what lies beside it, such as the metadata of a window with its microseconds. They are guesses: only a hash
 * that agrees makes one true.
 */
export const hintsOf = (type: string, value: PythonValue): readonly LegacyIdentity[] => {
  if (typeof value !== 'object' || value?.kind !== 'dict') return []
  const get = (keys: readonly string[]) => keys.map((key) => value.entries.get(key)).find((each) => each !== undefined)
  const parts: Record<string, LegacyArgument> = {}
  for (const key of ['symbol', 'exchange', 'interval', 'period', 'sector']) {
    const part = value.entries.get(key)
    if (typeof part === 'string' || typeof part === 'number') parts[key] = part
  }
  for (const [key, aliases] of Object.entries(names)) {
    const date = dateOf(get(aliases))
    if (date !== undefined) parts[key] = date
  }
  const own = { type, parts }
  return type.endsWith('_metadata') ? [own, { type: type.replace('_metadata', '_data'), parts }] : [own]
}
