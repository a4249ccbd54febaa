import { hash } from 'node:crypto'
import type { PythonDatetime } from '../pickle/index.ts'

/** What the legacy system put into a key. A safe integer is Python's `int`, any other number its `float`, a bigint an `int` too; a date is told as `str` of it. */
export type LegacyArgument = string | number | bigint | boolean | null | LegacyDatetime | readonly LegacyArgument[]

/** What a calendar and a clock show, without a zone unless one is named. */
export type LegacyDatetime = Omit<PythonDatetime, 'kind' | 'fold'> & { readonly kind: 'datetime' }

const two = (value: number): string => String(value).padStart(2, '0')

/** `str` of a `datetime.datetime`: microseconds only where there are any. */
export const datetimeText = (at: LegacyDatetime): string => {
  const date = `${String(at.year).padStart(4, '0')}-${two(at.month)}-${two(at.day)}`
  const micros = at.microsecond === 0 ? '' : `.${String(at.microsecond).padStart(6, '0')}`
  return `${date} ${two(at.hour)}:${two(at.minute)}:${two(at.second)}${micros}${at.zone === null ? '' : offsetText(at.zone.offsetSeconds)}`
}

const offsetText = (seconds: number): string => {
  const all = Math.abs(seconds)
  const text = `${seconds < 0 ? '-' : '+'}${two(Math.floor(all / 3600))}:${two(Math.floor(all / 60) % 60)}`
  return all % 60 === 0 ? text : `${text}:${two(all % 60)}`
}

/** `repr` of a float: Python turns to exponents below 1e-4 and from 1e16 on, and writes two digits of them. */
const floatText = (value: number): string => {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power < -4 || power >= 16) return `${digits}e${power < 0 ? '-' : '+'}${two(Math.abs(power))}`
  if (power < 0) return value.toFixed(digits.replaceAll(/\D/g, '').length - 1 - power)
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

/** Nothing to escape, as in nearly all of the million guesses. */
const plain = /^[ !#-[\]-~]*$/

/** ASCII only, as `json.dumps` writes it: every unit of UTF-16 but those from space to tilde as `\uXXXX`, DEL too. */
const stringText = (value: string): string => (plain.test(value) ? `"${value}"` : escaped(value))

const escaped = (value: string): string =>
  JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const numberText = (value: number): string => {
  if (Object.is(value, -0)) return '-0.0'
  return Number.isSafeInteger(value) ? String(value) : floatText(value)
}

const json = (value: LegacyArgument): string => {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return stringText(value)
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'bigint') return String(value)
  return 'kind' in value ? stringText(datetimeText(value)) : `[${value.map(json).join(', ')}]`
}

/** How a value was asked for: by position, by name, or both. */
export interface LegacyCall {
  readonly type: string
  readonly positional?: readonly LegacyArgument[]
  readonly named?: Readonly<Record<string, LegacyArgument>>
}

const byCodePoint = (a: string, b: string): number => {
  if (plain.test(a) && plain.test(b)) return a < b ? -1 : a > b ? 1 : 0
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/**
 * The MD5 (32 hex digits) at the end of the legacy manager's key `cache:<type>:<md5>`: of `json.dumps` of `args`, `kwargs` and `type`, with sorted keys, named
 * arguments as a sorted list of pairs, ASCII escapes, and a comma or colon followed by a space. Positions and names give different keys.
 */
export const legacyHash = ({ type, positional = [], named = {} }: LegacyCall): string => {
  const names = Object.keys(named)
  const pairs = (names.length < 2 ? names : names.toSorted(byCodePoint)).map((name) => [name, named[name] ?? null])
  const text = `{"args": ${json(positional)}, "kwargs": ${json(pairs)}, "type": ${json(type)}}`
  return hash('md5', text)
}
