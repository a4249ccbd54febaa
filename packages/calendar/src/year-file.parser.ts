import { CalendarFileError } from './errors.ts'
import { dayNumber, isWeekend } from './ist.ts'
import { type Report, readArray, readDate, readObject, readText } from './json-fields.ts'
import type { Closure, Hours, Source, SpecialSession } from './tables.ts'
import { type CalendarYearFile, fileSource } from './year-file.ts'

/** A typing error in a year must not make millions of days. */
const longestListDays = 3_660

/** The pre-open and the wait for the close of a session have to fall on its own date. */
const earliestOpen = '00:15'
const latestClose = '23:45'

const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/

/**
 * Reads an additional list from JSON text:
 *
 * ```json
 * {
 *   "name": "NSE holidays 2027",
 *   "first": "2027-01-01",
 *   "last": "2027-12-31",
 *   "closures": [{ "date": "2027-01-26", "name": "Republic Day" }],
 *   "specialSessions": [
 *     { "date": "2027-10-29", "kind": "muhurat", "intervals": [["18:00", "19:00"]], "note": "Diwali" }
 *   ]
 * }
 * ```
 *
 * Dates are IST dates, times IST times of day. A row may leave out `note`, `source` and `hoursSource`. Rows may stand in
 * any order. Throws {@link CalendarFileError} with every problem found; nothing is corrected silently.
 */
export function parseCalendarYearFile(text: string): CalendarYearFile {
  const issues: string[] = []
  const file = readFile(parseJson(text), (place, problem) => {
    issues.push(`${place}: ${problem}`)
  })
  if (!file || issues.length > 0) throw new CalendarFileError(issues)
  return file
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CalendarFileError(['the text is not JSON'], { cause })
  }
}

function readFile(value: unknown, report: Report): CalendarYearFile | undefined {
  const fields = readObject(value, 'list', ['name', 'first', 'last', 'closures', 'specialSessions'], report)
  if (!fields) return undefined
  const name = readText(fields.get('name'), 'name', report)
  const first = readDate(fields.get('first'), 'first', report)
  const last = readDate(fields.get('last'), 'last', report)
  if (name === undefined || first === undefined || last === undefined) return undefined
  const days = dayNumber(last) - dayNumber(first) + 1
  if (days < 1) return report('last', `${last} lies before first, ${first}`)
  if (days > longestListDays) return report('last', `${days} days are more than a list may have, ${longestListDays}`)

  const taken = new Set<string>()
  const readRowDate = (date: unknown, place: string): string | undefined => {
    const known = readDate(date, place, report)
    if (known === undefined) return undefined
    if (known < first || known > last) report(place, `${known} is outside ${first}..${last}`)
    if (taken.has(known)) report(place, `${known} has another row already`)
    taken.add(known)
    return known
  }
  const row: RowReader = { source: fileSource(name), readRowDate, report }
  return {
    name,
    first,
    last,
    closures: byDate(
      readArray(fields.get('closures'), 'closures', (closure, at) => readClosure(closure, at, row), report),
    ),
    specialSessions: byDate(
      readArray(
        fields.get('specialSessions'),
        'specialSessions',
        (session, at) => readSpecial(session, at, row),
        report,
      ),
    ),
  }
}

/** What the readers of rows share: the source of a row that states none, the check of its date, the report. */
type RowReader = {
  readonly source: Source
  readonly readRowDate: (value: unknown, place: string) => string | undefined
  readonly report: Report
}

function readClosure(value: unknown, place: string, { source, readRowDate, report }: RowReader): Closure | undefined {
  const fields = readObject(value, place, ['date', 'name', 'source'], report)
  if (!fields) return undefined
  const date = readRowDate(fields.get('date'), `${place}.date`)
  const name = readText(fields.get('name'), `${place}.name`, report)
  const from = readSource(fields.get('source'), `${place}.source`, source, report)
  if (date === undefined || name === undefined || from === undefined) return undefined
  if (isWeekend(dayNumber(date))) {
    return report(`${place}.date`, `${date} is on a weekend, which is closed anyway: leave the row out`)
  }
  return { date, name, source: from }
}

function readSpecial(value: unknown, place: string, row: RowReader): SpecialSession | undefined {
  const { source, readRowDate, report } = row
  const known = ['date', 'kind', 'intervals', 'source', 'hoursSource', 'note']
  const fields = readObject(value, place, known, report)
  if (!fields) return undefined
  const date = readRowDate(fields.get('date'), `${place}.date`)
  const kind = fields.get('kind')
  const intervals = readIntervals(fields.get('intervals'), `${place}.intervals`, report)
  const from = readSource(fields.get('source'), `${place}.source`, source, report)
  const hoursFrom = readSource(fields.get('hoursSource'), `${place}.hoursSource`, source, report)
  const note = fields.has('note') ? readText(fields.get('note'), `${place}.note`, report) : ''
  if (kind !== 'muhurat' && kind !== 'special') return report(`${place}.kind`, 'is neither "muhurat" nor "special"')
  if (date === undefined || !intervals || !from || !hoursFrom || note === undefined) return undefined
  return { date, kind, intervals, source: from, hoursSource: hoursFrom, note }
}

function readIntervals(value: unknown, place: string, report: Report): readonly Hours[] | undefined {
  const intervals = readArray(value, place, (interval, at) => readHours(interval, at, report), report)
  if (intervals.length === 0) return report(place, 'has no usable interval')
  // times of the form HH:MM order like their text
  const edges = [earliestOpen, ...intervals.flat(), latestClose]
  const rising = edges.every((edge, position) => position === 0 || (edges[position - 1] ?? '') <= edge)
  if (!rising || intervals.some(([open, close]) => open === close)) {
    return report(
      place,
      `must follow each other between ${earliestOpen} and ${latestClose}, each opening before it closes`,
    )
  }
  return intervals
}

function readHours(value: unknown, place: string, report: Report): Hours | undefined {
  const [open, close, ...rest]: unknown[] = Array.isArray(value) ? value : []
  if (!isTime(open) || !isTime(close) || rest.length > 0) return report(place, 'is not ["HH:MM", "HH:MM"]')
  return [open, close]
}

function readSource(value: unknown, place: string, fallback: Source, report: Report): Source | undefined {
  if (value === undefined) return fallback
  if (isStatedSource(value)) return value
  return report(place, 'is not "inferred from candles", "package NAME@VERSION", "spec" or "unverified"')
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && timePattern.test(value)
}

/** The sources that a row may state; `file NAME` is given by the reader. */
function isStatedSource(value: unknown): value is Source {
  return typeof value === 'string' && /^(inferred from candles|spec|unverified|package \S+@\S+)$/.test(value)
}

function byDate<T extends { readonly date: string }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((a, b) => (a.date < b.date ? -1 : 1))
}
