import { describe, expect, test } from 'vitest'
import { CalendarFileError, CalendarRangeError } from './errors.ts'
import { atIst } from './ist.ts'
import { createNseCalendar, nse } from './nse.ts'
import { parseCalendarYearFile } from './year-file.parser.ts'
import { extendCalendar } from './year-file.ts'

const year2027 = parseCalendarYearFile(
  JSON.stringify({
    name: 'NSE holidays 2027',
    first: '2027-01-01',
    last: '2027-12-31',
    // in any order
    closures: [
      { date: '2027-03-26', name: 'Good Friday', source: 'unverified' },
      { date: '2027-01-26', name: 'Republic Day' },
    ],
    specialSessions: [{ date: '2027-10-29', kind: 'muhurat', intervals: [['18:00', '19:00']], note: 'Diwali' }],
  }),
)

const oneDay = (rows: object) =>
  parseCalendarYearFile(
    JSON.stringify({
      name: 'notice',
      first: '2026-12-08',
      last: '2026-12-08',
      closures: [],
      specialSessions: [],
      ...rows,
    }),
  )

describe('extending a calendar', () => {
  test('a list of the next year moves the end and leaves the given calendar as it was', () => {
    const longer = extendCalendar(nse, year2027)
    expect(longer.range).toEqual({ first: '2016-07-11', last: '2027-12-31' })
    expect(longer.nextSession('2026-12-31').date).toBe('2027-01-01')
    expect(longer.isSession('2027-01-26')).toBe(false)
    expect(longer.sessionOn('2027-10-29')).toMatchObject({ kind: 'muhurat', open: atIst('2027-10-29', '18:00') })
    expect(longer.phaseAt(atIst('2027-01-27', '15:20'), { fno: true })).toBe('closing-auction')
    expect(() => nse.nextSession('2026-12-31')).toThrow(CalendarRangeError)
    expect(() => longer.sessionOn('2028-01-01')).toThrow('2016-07-11..2027-12-31')
  })

  test('rows without a source get the name of their list', () => {
    expect(year2027.closures.map(({ date, source }) => [date, source])).toEqual([
      ['2027-01-26', 'file NSE holidays 2027'],
      ['2027-03-26', 'unverified'],
    ])
    const longer = createNseCalendar({ additions: [year2027] })
    expect(longer.sessionOn('2027-10-29')).toMatchObject({ hoursSource: 'file NSE holidays 2027' })
    expect(longer.sessionOn('2027-01-04')?.source).toBe('file NSE holidays 2027')
    expect(longer.sessionOn('2026-12-31')?.source).toBe('unverified')
  })

  test('a closure announced the day before takes effect for its day only', () => {
    const notice = oneDay({ closures: [{ date: '2026-12-08', name: 'Election' }] })
    const corrected = extendCalendar(nse, notice)
    expect(nse.isSession('2026-12-08')).toBe(true)
    expect(corrected.isSession('2026-12-08')).toBe(false)
    expect(corrected.nextSession('2026-12-07').date).toBe('2026-12-09')
    expect(corrected.tables.closures.length).toBe(nse.tables.closures.length + 1)
    expect(corrected.range).toEqual(nse.range)
  })

  test('a later list withdraws what an earlier one said of its dates', () => {
    const notice = oneDay({ closures: [{ date: '2026-12-08', name: 'Election' }] })
    expect(createNseCalendar({ additions: [notice, oneDay({})] }).isSession('2026-12-08')).toBe(true)
  })

  test('a list that would leave unknown days between, or begins before the known dates, is refused', () => {
    const later = { ...year2027, first: '2027-01-02' }
    expect(() => extendCalendar(nse, later)).toThrow(CalendarFileError)
    expect(() => extendCalendar(nse, { ...year2027, first: '2016-07-10' })).toThrow(
      'first: 2016-07-10 is not between 2016-07-11 and 2027-01-01',
    )
  })
})

describe('reading a list', () => {
  const issuesOf = (text: string): readonly string[] => {
    try {
      parseCalendarYearFile(text)
      return []
    } catch (error) {
      if (!(error instanceof CalendarFileError)) throw error
      return error.issues
    }
  }

  test('every problem is reported with its place', () => {
    const issues = issuesOf(
      JSON.stringify({
        name: 'bad',
        first: '2027-01-01',
        last: '2027-12-31',
        closures: [
          { date: '2027-01-02', name: 'a Saturday' },
          { date: '2028-01-03', name: 'outside' },
          { date: '2027-02-30', name: 'no date' },
          { date: '2027-01-26', name: '' },
          { date: '2027-01-27', name: 'x', source: 'the internet' },
          { date: '2027-01-28', name: 'x', sauce: 'spec' },
          'text',
        ],
        specialSessions: [
          { date: '2027-01-28', kind: 'muhurat', intervals: [['18:00', '19:00']] },
          { date: '2027-01-29', kind: 'party', intervals: [['18:00', '19:00']] },
          { date: '2027-02-01', kind: 'special', intervals: [['10:00', '09:15']] },
          {
            date: '2027-02-02',
            kind: 'special',
            intervals: [
              ['09:15', '10:00'],
              ['09:45', '12:00'],
            ],
          },
          { date: '2027-02-03', kind: 'special', intervals: [['9:15', '10:00']] },
          { date: '2027-02-04', kind: 'special', intervals: [['23:00', '23:50']] },
          { date: '2027-02-05', kind: 'special' },
        ],
      }),
    )
    expect(issues).toEqual([
      'closures[0].date: 2027-01-02 is on a weekend, which is closed anyway: leave the row out',
      'closures[1].date: 2028-01-03 is outside 2027-01-01..2027-12-31',
      'closures[2].date: "2027-02-30" is not a date YYYY-MM-DD or a time HH:MM',
      'closures[3].name: is not a text with content',
      'closures[4].source: is not "inferred from candles", "package NAME@VERSION", "spec" or "unverified"',
      'closures[5]: has an unknown field "sauce"',
      'closures[6]: is not an object',
      'specialSessions[0].date: 2027-01-28 has another row already',
      'specialSessions[1].kind: is neither "muhurat" nor "special"',
      'specialSessions[2].intervals: must follow each other between 00:15 and 23:45, each opening before it closes',
      'specialSessions[3].intervals: must follow each other between 00:15 and 23:45, each opening before it closes',
      'specialSessions[4].intervals[0]: is not ["HH:MM", "HH:MM"]',
      'specialSessions[4].intervals: has no usable interval',
      'specialSessions[5].intervals: must follow each other between 00:15 and 23:45, each opening before it closes',
      'specialSessions[6].intervals: is not an array',
      'specialSessions[6].intervals: has no usable interval',
    ])
  })

  test.for([
    ['{', 'the text is not JSON'],
    ['[]', 'list: is not an object'],
    ['{"name":"x","first":"2027-01-01","last":"2026-01-01"}', 'last: 2026-01-01 lies before first, 2027-01-01'],
    ['{"name":"x","first":"2027-01-01","last":"2270-01-01"}', 'last: 88755 days are more than a list may have, 3660'],
    ['{"name":"x","first":"2027-01-01","last":"2027-12-31","specialSessions":[]}', 'closures: is not an array'],
  ] as const)('%s is refused', ([text, issue]) => expect(issuesOf(text)).toEqual([issue]))
})
