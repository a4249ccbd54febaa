import { type Calendar, istDate, type Session } from '@fyntrix/calendar'
import { DomainError } from '@fyntrix/domain/shared'
import { dailyKnownAt } from '../exchange-days.ts'

/** The first date of the simulated market. Every price is the product of all moves since then. */
export const simulatedSince = '2024-01-01'

/** Intervals that the simulated market has. */
export const simulatedIntervals = ['day', '15minute', '5minute'] as const
export type SimulatedInterval = (typeof simulatedIntervals)[number]

/** How many sessions back each interval goes in a reading from scratch. */
export type Depth = Readonly<Record<SimulatedInterval, number>>

/** A stretch of time in epoch ms: a bar belongs to it if it became known after `since`, if there is one, and by `until`. */
export interface Stretch {
  readonly since: number | undefined
  readonly until: number
}

/** What a reading covers. */
export interface Timeline {
  /** Every session from the first date until now that has begun, oldest first. */
  readonly sessions: readonly Session[]
  /** When the daily bar of each session becomes known. */
  readonly knownAt: Float64Array
  /** Index of the first session whose bars are asked for, for each interval. */
  readonly from: Readonly<Record<SimulatedInterval, number>>
}

/**
 * Plans a reading. With a `since` everything after it belongs to the reading, however long ago that is, so that a market
 * that was left alone for weeks is brought up to date without a hole; else the newest `depth` sessions do.
 *
 * Throws `refused` for a time outside the calendar or before the market's first date.
 */
export const planTimeline = (calendar: Calendar, { since, until }: Stretch, depth: Depth): Timeline => {
  const today = istDate(until)
  if (today < simulatedSince || today > calendar.range.last) {
    const range = `${simulatedSince}..${calendar.range.last}`
    throw new DomainError('refused', `the simulated market knows ${range}, not ${today}`)
  }
  const sessions = calendar.sessionsBetween(simulatedSince, today).filter(({ open }) => open < until)
  const knownAt = Float64Array.from(sessions, (session) => dailyKnownAt(calendar, session))
  const closes = Float64Array.from(sessions, ({ close }) => close)
  const startOf = (ends: Float64Array, complete: number, interval: SimulatedInterval) =>
    since === undefined ? Math.max(0, complete - depth[interval]) : ends.filter((end) => end <= since).length
  const from = {
    day: startOf(knownAt, knownAt.filter((end) => end <= until).length, 'day'),
    '15minute': startOf(closes, sessions.length, '15minute'),
    '5minute': startOf(closes, sessions.length, '5minute'),
  }
  return { sessions, knownAt, from }
}

/** True if a bar that became known at an instant (epoch ms) belongs to a stretch. */
export const isWithin = ({ since, until }: Stretch, knownAt: number): boolean =>
  knownAt <= until && (since === undefined || knownAt > since)
