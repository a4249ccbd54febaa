import { istDate, istTime } from '@fyntrix/calendar'
import { InvalidArgumentError } from 'commander'
import { parseInstant } from '../home/up.command.ts'

const local = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?))?$/

const parsed = (text: string, timeOfDay: string | null): string => {
  const [, date, time = timeOfDay] = local.exec(text) ?? []
  if (date === undefined) return parseInstant(text)
  const instant = new Date(`${date}T${time ?? ''}+05:30`)
  if (Number.isNaN(instant.getTime()))
    throw new InvalidArgumentError('a time looks like "2026-01-09 09:15" (Asia/Kolkata) or 2026-01-09T03:45:00Z')
  return instant.toISOString()
}

/** An instant as tables show it, in Asia/Kolkata, or in ISO 8601 with its zone. */
export const parseTime = (text: string): string => parsed(text, null)

/** The first instant of a stretch: a date begins at midnight in Asia/Kolkata. */
export const parseFrom = (text: string): string => parsed(text, '00:00')

/** The last instant of a stretch: a date ends before midnight in Asia/Kolkata. */
export const parseTo = (text: string): string => parsed(text, '23:59:59.999')

/** An instant in Asia/Kolkata, as fine as it is: `2026-01-09 09:15`; a dash for none. */
export const exchangeTime = (instant: string | null): string => {
  if (instant === null) return '–'
  const at = Date.parse(instant)
  const time = istTime(at)
  const [seconds, fraction] = [time.slice(5), at % 1_000]
  const fine = fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}`
  return `${istDate(at)} ${time.slice(0, 5)}${seconds === ':00' && fine === '' ? '' : `${seconds}${fine}`}`
}
