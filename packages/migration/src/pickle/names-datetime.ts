import type { PythonDatetime, PythonTimedelta, PythonTimezone, PythonValue } from './python-value.ts'
import { demand } from './refusal.ts'
import type { Constructor } from './stack-item.ts'

const secondsOfDay = 86_400

const isBetween = (value: PythonValue | undefined, low: number, high: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high

const timedelta = (args: readonly PythonValue[]): PythonTimedelta => {
  const [days, seconds, microseconds] = args
  demand(
    args.length === 3 &&
      isBetween(days, -999_999_999, 999_999_999) &&
      isBetween(seconds, 0, secondsOfDay - 1) &&
      isBetween(microseconds, 0, 999_999),
    'the arguments of datetime.timedelta are not days, seconds and microseconds',
  )
  return { kind: 'timedelta', days, seconds, microseconds }
}

/** The zone of a fixed offset. Throws `PickleRefused` for what is no offset of whole seconds within a day of UTC. */
export const zoneOfOffset = (offset: PythonValue | undefined, name: string | null): PythonTimezone => {
  demand(typeof offset === 'object' && offset?.kind === 'timedelta', 'the offset of a zone is no timedelta')
  const offsetSeconds = offset.days * secondsOfDay + offset.seconds
  demand(
    Math.abs(offsetSeconds) < secondsOfDay && offset.microseconds === 0,
    'the offset of a zone is no part of a day',
  )
  return { kind: 'timezone', name, offsetSeconds }
}

const timezone = (args: readonly PythonValue[]): PythonTimezone => {
  const [offset, name = null] = args
  demand(
    args.length <= 2 && (name === null || typeof name === 'string'),
    'the arguments of datetime.timezone are not offset and name',
  )
  return zoneOfOffset(offset, name)
}

/** A zone, or null for none. Throws `PickleRefused` for anything else. */
export const zoneOrNull = (value: PythonValue): PythonTimezone | null => {
  demand(
    value === null || (typeof value === 'object' && value.kind === 'timezone'),
    'the zone of a time is no fixed offset',
  )
  return value
}

const foldBit = 0x80
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lastDay = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (daysOfMonth[month - 1] ?? 0)

/**
 * Ten bytes: year (two, big-endian), month with the fold as its highest bit, day, hour, minute, second, microsecond (three, big-endian).
 * Source: `_getstate` in CPython's Lib/_pydatetime.py.
 */
const datetime = (args: readonly PythonValue[]): PythonDatetime => {
  const [packed, zone = null] = args
  demand(
    typeof packed === 'object' && packed?.kind === 'bytes' && packed.bytes.length === 10 && args.length <= 2,
    'the arguments of datetime.datetime are not ten bytes and a zone',
  )
  const view = new DataView(packed.bytes.buffer, packed.bytes.byteOffset, packed.bytes.byteLength)
  const year = view.getUint16(0)
  const month = view.getUint8(2) & ~foldBit
  const day = view.getUint8(3)
  const [hour, minute, second] = [view.getUint8(4), view.getUint8(5), view.getUint8(6)]
  const microsecond = view.getUint32(6) & 0xff_ffff
  const isDate = year >= 1 && year <= 9999 && day >= 1 && day <= lastDay(year, month)
  demand(isDate && hour < 24 && minute < 60 && second < 60 && microsecond < 1_000_000, 'a datetime is no date and time')
  const fold = (view.getUint8(2) & foldBit) === 0 ? 0 : 1
  return { kind: 'datetime', year, month, day, hour, minute, second, microsecond, fold, zone: zoneOrNull(zone) }
}

/** The names of Python's `datetime` module. */
export const datetimeNames: readonly Constructor[] = [
  { kind: 'constructor', name: 'datetime timedelta', by: 'REDUCE', make: timedelta },
  { kind: 'constructor', name: 'datetime timezone', by: 'REDUCE', make: timezone },
  { kind: 'constructor', name: 'datetime datetime', by: 'REDUCE', make: datetime },
]
