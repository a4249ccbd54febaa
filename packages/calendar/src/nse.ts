import { type Calendar, createCalendar } from './calendar.ts'
import { closures } from './data/closures.ts'
import { specialSessions } from './data/special-sessions.ts'
import { builtInRange, weekdaySources } from './data/weekday-sources.ts'
import { type CalendarYearFile, extendCalendar } from './year-file.ts'

/**
 * The equity calendar of the National Stock Exchange of India, 2016-07-11 to 2026-12-31, extended by the additional
 * lists in the order given. Throws `CalendarFileError` when a list does not continue the known dates.
 */
export function createNseCalendar(options: { readonly additions?: readonly CalendarYearFile[] } = {}): Calendar {
  const builtIn = createCalendar({ ...builtInRange, closures, specialSessions, weekdaySources })
  return (options.additions ?? []).reduce(extendCalendar, builtIn)
}

/** The built-in NSE calendar without additions. */
export const nse: Calendar = createNseCalendar()
