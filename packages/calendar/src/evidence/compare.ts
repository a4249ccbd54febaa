import type { Calendar } from '../calendar.ts'
import { dateOfDay, dayNumber } from '../ist.ts'
import type { DifferenceKind } from './known-differences.ts'

/** How many instruments have a row on a day, how many of them a traded bar, how many only a flat one without volume. */
export type DayRows = { readonly rows: number; readonly traded: number; readonly flat: number }

/** A day on which candles and calendar disagree. */
export type Difference = { readonly date: string; readonly kind: DifferenceKind }

/** "Nearly all" instruments: the share from which the rows of a day speak for the whole market. */
const nearlyAll = 0.8

/** Every day of `from`..`to` (IST dates, inclusive) on which the rows and the calendar disagree, in order. */
export function findDifferences(
  calendar: Calendar,
  days: ReadonlyMap<string, DayRows>,
  from: string,
  to: string,
): readonly Difference[] {
  const differences: Difference[] = []
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    const date = dateOfDay(day)
    const kind = compareDay(calendar.isSession(date), days.get(date))
    if (kind) differences.push({ date, kind })
  }
  return differences
}

function compareDay(isSession: boolean, day: DayRows | undefined): DifferenceKind | null {
  if (!day || day.rows === 0) return isSession ? 'session without rows' : null
  if (day.traded >= nearlyAll * day.rows) return isSession ? null : 'closed day with trades'
  if (day.flat >= nearlyAll * day.rows) return isSession ? 'session with flat rows' : 'closed day with flat rows'
  return isSession ? 'session with few rows' : 'closed day with few rows'
}
