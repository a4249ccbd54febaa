import { CalendarRangeError } from './errors.ts'
import { dateOfDay, dayNumber, istDay, istOffsetMs, isWeekend } from './ist.ts'
import { regularSession, type Session, specialSession } from './session.ts'
import type { CalendarTables, Source } from './tables.ts'

/** The sessions of a calendar, in order, and for each known day how many of them came until then: lookups are O(1). */
export type SessionIndex = {
  readonly sessions: readonly Session[]
  /** Number of sessions up to and including the date. Throws {@link CalendarRangeError} outside the known dates. */
  countThrough(date: string): number
  /** The same for the IST date of an instant (epoch ms). */
  countThroughInstant(instant: number): number
  /** The session of the IST date of an instant, or null on a closed day. Throws outside the known dates. */
  sessionOfInstant(instant: number): Session | null
  /** The session of a date, or null on a closed day. Throws outside the known dates. */
  sessionOfDate(date: string): Session | null
  /** The session at a position, counted from 0. Throws {@link CalendarRangeError} before the first and after the last. */
  at(position: number): Session
}

/** Builds the sessions of all days of the tables once. */
export function buildSessionIndex(tables: CalendarTables): SessionIndex {
  const { first, last } = tables
  const firstDay = dayNumber(first)
  const days = dayNumber(last) - firstDay + 1
  const sessions: Session[] = []
  const counts = new Int32Array(days)
  const closed = new Set(tables.closures.map((row) => dayNumber(row.date)))
  const special = new Map(tables.specialSessions.map((row) => [dayNumber(row.date), row]))

  for (let offset = 0; offset < days; offset++) {
    const day = firstDay + offset
    const row = special.get(day)
    if (row) sessions.push(specialSession(row))
    else if (!isWeekend(day) && !closed.has(day)) {
      const date = dateOfDay(day)
      sessions.push(regularSession(date, weekdaySource(tables, date)))
    }
    counts[offset] = sessions.length
  }

  const countAt = (offset: number, describe: () => string) => {
    const count = counts[offset]
    if (count === undefined) throw new CalendarRangeError(describe(), tables)
    return count
  }
  const sessionAtOffset = (offset: number, describe: () => string) => {
    const count = countAt(offset, describe)
    return count === (counts[offset - 1] ?? 0) ? null : (sessions[count - 1] ?? null)
  }

  return {
    sessions,
    countThrough: (date) => countAt(dayNumber(date) - firstDay, () => date),
    countThroughInstant: (instant) => countAt(istDay(instant) - firstDay, () => describeInstant(instant)),
    sessionOfInstant: (instant) => sessionAtOffset(istDay(instant) - firstDay, () => describeInstant(instant)),
    sessionOfDate: (date) => sessionAtOffset(dayNumber(date) - firstDay, () => date),
    at(position) {
      const session = sessions[position]
      if (session) return session
      throw new CalendarRangeError(position < 0 ? `a session before ${first}` : `a session after ${last}`, tables)
    },
  }
}

/** An instant for people: its IST date where it has one, since any number may have been asked about. */
function describeInstant(instant: number): string {
  const date = new Date(instant + istOffsetMs)
  return Number.isNaN(date.getTime()) ? `the instant ${instant}` : date.toISOString().replace(/T.*/, '')
}

function weekdaySource(tables: CalendarTables, date: string): Source {
  const row = tables.weekdaySources.findLast(({ from, to }) => from <= date && date <= to)
  return row?.source ?? 'unverified'
}
