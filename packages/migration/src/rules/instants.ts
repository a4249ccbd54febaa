const written = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d\d:?\d\d)?(Z)?$/

/** A time as a legacy system wrote it. */
export interface WrittenTime {
  /** Microseconds since 1970 of what the digits say, as if they were UTC. */
  readonly micros: number
  /** Minutes that the digits are ahead of UTC: 0 for `Z`; null where nothing is said. */
  readonly offset: number | null
  /** Whether `Z` stands for it. */
  readonly zulu: boolean
  /** Whether digits beyond the microsecond were dropped. */
  readonly cut: boolean
}

const minutesOf = (zone: string): number => {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return zone.startsWith('-') ? -minutes : minutes
}

/** Reads ISO 8601 as Python writes it, with `T` or a blank, with or without a zone; null for anything else, a day that is none included. */
export const readTime = (text: string): WrittenTime | null => {
  const found = written.exec(text)
  if (found === null) return null
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone, second_zone] = found
  const [h, m, s] = [Number(hour), Number(minute), Number(second)]
  if (h > 23 || m > 59 || s > 59) return null
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  // a date that is none becomes another one
  if (new Date(midnight).getUTCDate() !== Number(day) || Number(month) > 12 || Number(year) < 1800) return null
  const micros = (midnight + ((h * 60 + m) * 60 + s) * 1_000) * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0'))
  const cut = fraction.length > 6 && Number(fraction.slice(6)) > 0
  if (zone === undefined) return { micros, offset: null, zulu: false, cut }
  const zulu = zone.toUpperCase() === 'Z'
  // "+00:00Z", as a zone that was written twice
  if (second_zone !== undefined && (zulu || minutesOf(zone) !== 0)) return null
  return { micros, offset: zulu ? 0 : minutesOf(zone), zulu, cut }
}

const microsPerMinute = 60_000_000
const ist = 330

/**
 * What a column means by its digits. `utc`: UTC where nothing is said. `ist`: Asia/Kolkata where nothing is said. `ist-as-utc`: Asia/Kolkata, also where it says `Z`. A written
 * offset always counts.
 */
export type TimeConvention = 'utc' | 'ist' | 'ist-as-utc'

/** The instant of a written time, microseconds since 1970 UTC, and the rule by which it was told. */
export const toUtc = (
  { micros, offset, zulu }: WrittenTime,
  convention: TimeConvention,
): { readonly micros: number; readonly rule: string } => {
  const falselyZulu = zulu && convention === 'ist-as-utc'
  if (offset !== null && !falselyZulu)
    return { micros: micros - offset * microsPerMinute, rule: zulu ? 'UTC as written' : 'offset as written' }
  if (convention === 'utc') return { micros, rule: 'UTC without a zone' }
  return {
    micros: micros - ist * microsPerMinute,
    rule: falselyZulu ? 'IST written as UTC, 5:30 earlier' : 'IST without a zone, 5:30 earlier',
  }
}
