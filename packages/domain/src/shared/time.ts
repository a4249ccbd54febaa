import { z } from 'zod'

/** Characters of an instant with nanoseconds: more digits say nothing. */
const longest = 30

/** PostgreSQL knows no year 0, and nothing here is older. */
const earliest = '1900'
const isKnown = (text: string): boolean => text >= earliest
const tooEarly = { message: 'instants begin in 1900' }

/** A point in time on the wire: ISO 8601 in UTC with `Z`, from 1900 on; what is finer than milliseconds is dropped. */
export const Instant = z.iso
  .datetime({ precision: 3 })
  .max(longest)
  .refine(isKnown, tooEarly)
  .or(z.iso.datetime().max(longest).refine(isKnown, tooEarly))
export type Instant = z.infer<typeof Instant>

/** A date of the exchange's calendar (Asia/Kolkata), `YYYY-MM-DD`. */
export const SessionDate = z.iso.date().refine(isKnown, tooEarly)
export type SessionDate = z.infer<typeof SessionDate>

/** `Date` → the wire form, always with milliseconds. */
export const toInstant = (date: Date): Instant => date.toISOString()

/** Tells the time. Everything that needs it receives one; nothing reads the wall clock on its own. */
export type Now = () => Date
