import { type Calendar, createCalendar } from './calendar.ts'
import { CalendarFileError } from './errors.ts'
import { dateOfDay, dayNumber } from './ist.ts'
import type { CalendarTables, Closure, Source, SpecialSession } from './tables.ts'

/**
 * An additional list: the complete exceptions to the weekday rule from `first` to `last`, inclusive. A whole year makes
 * the calendar longer; a list of a single day corrects that day, for instance after a closure at short notice.
 */
export type CalendarYearFile = {
  /** What the list calls itself; the source of its rows is `file NAME` where they state none. */
  readonly name: string
  readonly first: string
  readonly last: string
  /** Sorted by date, weekdays only. */
  readonly closures: readonly Closure[]
  /** Sorted by date, none on the date of a closure. */
  readonly specialSessions: readonly SpecialSession[]
}

/**
 * A new calendar in which the list replaces all that was known of its dates; the given calendar stays as it is. The list
 * must begin within the known dates or on the day after them: throws {@link CalendarFileError} else, as the days between
 * would be unknown. Trading hours of regular sessions are not part of a list: those of the newest known rule go on.
 */
export function extendCalendar(calendar: Calendar, file: CalendarYearFile): Calendar {
  const { tables } = calendar
  const latestStart = dateOfDay(dayNumber(tables.last) + 1)
  if (file.first < tables.first || file.first > latestStart) {
    throw new CalendarFileError([`first: ${file.first} is not between ${tables.first} and ${latestStart}`])
  }
  return createCalendar({
    first: tables.first,
    last: file.last > tables.last ? file.last : tables.last,
    closures: replaceRows(tables.closures, file.closures, file),
    specialSessions: replaceRows(tables.specialSessions, file.specialSessions, file),
    weekdaySources: [...tables.weekdaySources, { from: file.first, to: file.last, source: fileSource(file.name) }],
  } satisfies CalendarTables)
}

/** The source of rows of a list that state none themselves. */
export function fileSource(name: string): Source {
  return `file ${name}`
}

function replaceRows<T extends { readonly date: string }>(
  known: readonly T[],
  added: readonly T[],
  { first, last }: CalendarYearFile,
): readonly T[] {
  const before = known.filter((row) => row.date < first)
  const after = known.filter((row) => row.date > last)
  return [...before, ...added, ...after]
}
