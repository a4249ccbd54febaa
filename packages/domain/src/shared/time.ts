import { z } from 'zod'

/** Characters of an instant with nanoseconds: more digits say nothing. */
const longest = 30

/** PostgreSQL knows no year 0, and nothing here is older. */
const earliest = '1900'
/** In Kolkata the last hours of 9999 are of a year with five digits. */
const end = '9999'
const isKnown = (text: string): boolean => text >= earliest && text < end
const outOfRange = { message: 'instants are of the years 1900 to 9998' }

/** A point in time on the wire: ISO 8601 in UTC with `Z`, of the years 1900 to 9998; what is finer than milliseconds is dropped. */
export const Instant = z.iso
  .datetime({ precision: 3 })
  .max(longest)
  .refine(isKnown, outOfRange)
  .or(z.iso.datetime().max(longest).refine(isKnown, outOfRange))
export type Instant = z.infer<typeof Instant>

/** A date of the exchange's calendar (Asia/Kolkata), `YYYY-MM-DD`. */
export const SessionDate = z.iso.date().refine(isKnown, outOfRange)
export type SessionDate = z.infer<typeof SessionDate>

/** `Date` → the wire form, always with milliseconds. */
export const toInstant = (date: Date): Instant => date.toISOString()

/** Tells the time. Everything that needs it receives one; nothing reads the wall clock on its own. */
export type Now = () => Date
