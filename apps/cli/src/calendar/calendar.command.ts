import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extendCalendar, parseCalendarYearFile } from '@fyntrix/calendar'
import { loadCalendar } from '@fyntrix/services/shared'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { ensureHome, homePaths } from '../home/home.ts'
import { answer, type JsonOption } from '../shared/output.ts'

const iso = (instant: number) => new Date(instant).toISOString()

export const calendarCommand = (program: Command, { env }: CliContext): void => {
  const calendar = program.command('calendar').description('the exchange calendar')

  calendar
    .command('show')
    .description('the session of a date, with where that is known from')
    .argument('<date>', 'YYYY-MM-DD, exchange time')
    .option('--json [file]', 'answer as JSON')
    .action((date: string, { json }: { json?: JsonOption }) => {
      const session = loadCalendar(env.home).sessionOn(date)
      answer(json, session, () =>
        session === null
          ? `${date}: no session`
          : `${date}: ${session.kind} session, ${session.intervals.map(({ open, close }) => `${iso(open)} to ${iso(close)}`).join(' and ')}`,
      )
    })

  calendar
    .command('add')
    .description('add a list of closures and special sessions to this home')
    .argument('<file>', 'JSON: name, first, last, closures, specialSessions')
    .action((file: string) => {
      const list = parseCalendarYearFile(readFileSync(file, 'utf8'))
      const { range } = extendCalendar(loadCalendar(env.home), list)
      ensureHome(env.home)
      const { calendars } = homePaths(env.home)
      mkdirSync(calendars, { recursive: true })
      copyFileSync(file, join(calendars, `${list.first}_${list.last}.json`))
      answer(
        undefined,
        null,
        () => `the calendar now knows ${range.first} to ${range.last}; a running installation sees it after a restart`,
      )
    })
}
