import { z } from 'zod'

/** A point in time on the wire: ISO 8601 in UTC with `Z`, at most millisecond precision. */
export const Instant = z.iso.datetime({ precision: 3 }).or(z.iso.datetime())
export type Instant = z.infer<typeof Instant>

/** A date of the exchange's calendar (Asia/Kolkata), `YYYY-MM-DD`. */
export const SessionDate = z.iso.date()
export type SessionDate = z.infer<typeof SessionDate>

/** `Date` → the wire form, always with milliseconds. */
export const toInstant = (date: Date): Instant => date.toISOString()

/** Tells the time. Everything that needs it receives one; nothing reads the wall clock on its own. */
export type Now = () => Date
