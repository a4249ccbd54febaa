import { z } from 'zod'

/** Characters of an instant with nanoseconds: more digits say nothing. */
const longest = 30

/** A point in time on the wire: ISO 8601 in UTC with `Z`; what is finer than milliseconds is dropped. */
export const Instant = z.iso.datetime({ precision: 3 }).max(longest).or(z.iso.datetime().max(longest))
export type Instant = z.infer<typeof Instant>

/** A date of the exchange's calendar (Asia/Kolkata), `YYYY-MM-DD`. */
export const SessionDate = z.iso.date()
export type SessionDate = z.infer<typeof SessionDate>

/** `Date` → the wire form, always with milliseconds. */
export const toInstant = (date: Date): Instant => date.toISOString()

/** Tells the time. Everything that needs it receives one; nothing reads the wall clock on its own. */
export type Now = () => Date
