import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Calendar, createNseCalendar, parseCalendarYearFile } from '@fyntrix/calendar'
import { DomainError } from '@fyntrix/domain/shared'

/** Folder of a home that holds the lists added to the built-in calendar. */
export const calendarFolder = 'calendar'

const listed = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'))
  } catch (cause) {
    // a home without additions has no such folder
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw cause
  }
}

/** The exchange calendar with the lists that were added to this home, in the order of their file names. Throws `invalid-input` for a damaged one. */
export const loadCalendar = (home: string): Calendar => {
  const folder = join(home, calendarFolder)
  const additions = listed(folder)
    .sort()
    .map((name) => {
      const path = join(folder, name)
      try {
        return parseCalendarYearFile(readFileSync(path, 'utf8'))
      } catch (cause) {
        throw new DomainError('invalid-input', `${path} is not a calendar list: correct or remove it`, { cause })
      }
    })
  return createNseCalendar({ additions })
}
