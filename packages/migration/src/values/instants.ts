import type { PythonValue } from '../pickle/index.ts'

/** An instant in epoch milliseconds UTC, or why there is none. */
export type ReadInstant = { readonly ms: number; readonly reason?: undefined } | { readonly reason: string }

const perSecond = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n } as const
const text = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d|[+-]\d\d:\d\dZ)?$/
const finer = 'is finer than a millisecond, and would be cut'

/** A time of day of no zone, and the milliseconds that it shows as if it were UTC. */
export interface WrittenTime {
  readonly wallMs: number
  /** As it is written: null without one, and `+05:30Z` where two are. */
  readonly zone: string | null
}

/** Reads a time as it is written, with or without a zone. Undefined for what is none; microseconds are cut where `cut` allows it. */
export const writtenTime = (value: string, { cut = false } = {}): WrittenTime | undefined => {
  const [found, date, clock, fraction = '', zone] = text.exec(value) ?? []
  if (found === undefined) return undefined
  if (!cut && /[1-9]/.test(fraction.slice(3))) return undefined
  const wallMs = Date.parse(
    `${date}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}Z`.replace(/T(\d\d:\d\d)\./, 'T$1:00.'),
  )
  // 30 February is no 2 March
  return Number.isNaN(wallMs) || !new Date(wallMs).toISOString().startsWith(date ?? '')
    ? undefined
    : { wallMs, zone: zone ?? null }
}

/** Milliseconds east of Greenwich of `Z`, `+05:30` or `+05:30Z`; what stands before a second zone was said by whoever knew the time. */
export const offsetOf = (zone: string): number => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)/.exec(zone) ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

const naive = 'has no zone, and which was meant is not said'

/** The instant of a time of Python or pandas, or of one in text. Never of one without a zone. */
export const instantIn = (value: PythonValue): ReadInstant => {
  if (typeof value === 'string') {
    const time = writtenTime(value)
    if (time === undefined) return { reason: 'is no time in whole milliseconds' }
    return time.zone === null ? { reason: naive } : { ms: time.wallMs - offsetOf(time.zone) }
  }
  if (typeof value !== 'object' || value === null) return { reason: 'is no time' }
  if (value.kind === 'timestamp') {
    if (value.zone === null) return { reason: naive }
    const [unit, ms] = [perSecond[value.unit], value.epoch * 1_000n]
    return ms % unit === 0n ? { ms: Number(ms / unit) } : { reason: finer }
  }
  if (value.kind !== 'datetime') return { reason: `is no time but ${value.kind}` }
  if (value.zone === null) return { reason: naive }
  if (value.microsecond % 1_000 !== 0) return { reason: finer }
  const { year, month, day, hour, minute, second, microsecond } = value
  const wall = new Date(0)
  wall.setUTCFullYear(year, month - 1, day)
  wall.setUTCHours(hour, minute, second, microsecond / 1_000)
  return { ms: wall.getTime() - value.zone.offsetSeconds * 1_000 }
}
