import { describe, expect, test } from 'vitest'
import { CalendarRangeError, InvalidDateError, NotASessionError } from './errors.ts'
import { atIst, istTime } from './ist.ts'
import { nse } from './nse.ts'

/** The hours of a day as text, for instance `special 09:15-15:30`; `closed` on a closed day. */
function describeDay(date: string): string {
  const session = nse.sessionOn(date)
  if (!session) return 'closed'
  const hours = session.intervals.map(({ open, close }) => `${istTime(open).slice(0, 5)}-${istTime(close).slice(0, 5)}`)
  return [session.kind, ...hours].join(' ')
}

describe('hard days of the NSE', () => {
  test.for([
    // weekend sessions
    ['2016-10-30', 'muhurat 18:30-19:30'],
    ['2019-10-27', 'muhurat 18:15-19:15'],
    ['2020-02-01', 'special 09:15-15:30'],
    ['2020-11-14', 'muhurat 18:15-19:15'],
    ['2023-11-12', 'muhurat 18:15-19:15'],
    ['2024-01-20', 'special 09:15-15:30'],
    ['2024-03-02', 'special 09:15-10:00 11:30-12:30'],
    ['2024-05-18', 'special 09:15-10:00 11:30-12:30'],
    ['2025-02-01', 'special 09:15-15:30'],
    ['2026-02-01', 'special 09:15-15:30'],
    ['2026-11-08', 'muhurat 18:00-19:00'],
    // weekdays with hours of their own
    ['2021-02-24', 'special 09:15-11:40 15:45-17:00'],
    ['2024-11-01', 'muhurat 18:00-19:00'],
    ['2025-10-21', 'muhurat 13:45-14:45'],
    // sessions that a vendor's files lack or blur
    ['2019-02-13', 'regular 09:15-15:30'],
    ['2019-03-29', 'regular 09:15-15:30'],
    ['2025-03-18', 'regular 09:15-15:30'],
    ['2026-07-10', 'regular 09:15-15:30'],
    // closures at short notice, elections, holidays that vendors fill with flat rows
    ['2019-04-29', 'closed'],
    ['2024-01-22', 'closed'],
    ['2024-05-20', 'closed'],
    ['2024-11-20', 'closed'],
    ['2025-10-22', 'closed'],
    ['2025-11-01', 'closed'],
    ['2026-01-15', 'closed'],
    ['2026-05-01', 'closed'],
    ['2026-05-28', 'closed'],
    ['2026-06-26', 'closed'],
    ['2026-11-24', 'closed'],
  ] as const)('%s is %s', ([date, expected]) => expect(describeDay(date)).toBe(expected))

  test('the six weekend sessions of the Zerodha cache are the only ones in its range', () => {
    const weekends = nse
      .sessionsBetween('2020-08-31', '2025-09-05')
      .filter(({ date }) => [0, 6].includes(new Date(date).getUTCDay()))
    expect(weekends.map(({ date }) => date)).toEqual([
      '2020-11-14',
      '2023-11-12',
      '2024-01-20',
      '2024-03-02',
      '2024-05-18',
      '2025-02-01',
    ])
  })

  test('each part of a session names its own source', () => {
    expect(nse.sessionOn('2025-10-21')).toMatchObject({ source: 'inferred from candles', hoursSource: 'spec' })
    expect(nse.sessionOn('2026-11-08')).toMatchObject({ source: 'unverified', hoursSource: 'unverified' })
    expect(nse.sessionOn('2026-07-09')).toMatchObject({ source: 'inferred from candles', hoursSource: 'spec' })
    expect(nse.sessionOn('2026-07-13')).toMatchObject({ source: 'unverified', hoursSource: 'spec' })
    expect(nse.sessionOn('2019-02-13')?.source).toBe('unverified')
    expect(nse.sessionOn('2026-09-07')?.preOpen.source).toBe('unverified')
    expect(nse.sessionOn('2026-08-03')?.closingAuction?.source).toBe('spec')
  })
})

describe('sessions around an instant', () => {
  const at = atIst

  test('a session is in progress from its pre-open to the end of all trading', () => {
    expect(nse.sessionAt(at('2026-07-09', '08:59'))).toBeNull()
    expect(nse.sessionAt(at('2026-07-09', '09:00'))?.date).toBe('2026-07-09')
    expect(nse.sessionAt(at('2026-07-09', '15:29'))?.date).toBe('2026-07-09')
    expect(nse.sessionAt(at('2026-07-09', '15:30'))).toBeNull()
    // the closing auction is trading too
    expect(nse.sessionAt(at('2026-08-03', '15:34'))?.date).toBe('2026-08-03')
    expect(nse.sessionAt(at('2026-08-03', '15:35'))).toBeNull()
    // the pause of a drill belongs to it
    expect(nse.sessionAt(at('2024-03-02', '11:00'))?.date).toBe('2024-03-02')
  })

  test('the last session changes when continuous trading starts, also over weekends and evening sessions', () => {
    expect(nse.lastSessionAt(at('2026-07-09', '09:14')).date).toBe('2026-07-08')
    expect(nse.lastSessionAt(at('2026-07-09', '09:15')).date).toBe('2026-07-09')
    expect(nse.lastSessionAt(at('2024-01-22', '12:00')).date).toBe('2024-01-20')
    expect(nse.lastSessionAt(at('2025-10-21', '13:44')).date).toBe('2025-10-20')
    expect(nse.lastSessionAt(at('2025-10-21', '13:45')).date).toBe('2025-10-21')
  })

  test('the last closed session changes when the close may be read', () => {
    expect(nse.lastClosedSessionAt(at('2026-07-09', '15:39')).date).toBe('2026-07-08')
    expect(nse.lastClosedSessionAt(at('2026-07-09', '15:40')).date).toBe('2026-07-09')
    expect(nse.lastClosedSessionAt(at('2026-08-04', '15:35'), { fno: true }).date).toBe('2026-08-04')
    expect(nse.lastClosedSessionAt(at('2026-08-04', '15:35')).date).toBe('2026-08-03')
  })
})

describe('steps over sessions', () => {
  test('the days around the consecration of January 2024', () => {
    expect(nse.nextSession('2024-01-20').date).toBe('2024-01-23')
    expect(nse.nextSession('2024-01-21').date).toBe('2024-01-23')
    expect(nse.previousSession('2024-01-23').date).toBe('2024-01-20')
    expect(nse.previousSession('2024-01-22').date).toBe('2024-01-20')
    expect(nse.addSessions('2024-01-19', 3).date).toBe('2024-01-24')
    expect(nse.addSessions('2024-01-22', 1).date).toBe('2024-01-23')
    expect(nse.addSessions('2024-01-22', -2).date).toBe('2024-01-19')
    expect(nse.sessionsBetween('2024-01-20', '2024-01-24').map(({ date }) => date)).toEqual([
      '2024-01-20',
      '2024-01-23',
      '2024-01-24',
    ])
    expect(nse.sessionsBetween('2024-01-21', '2024-01-22')).toEqual([])
    expect(nse.sessionsBetween('2024-01-24', '2024-01-19')).toEqual([])
  })

  test('zero sessions from a closed day is no session', () => {
    expect(nse.addSessions('2024-01-23', 0).date).toBe('2024-01-23')
    expect(() => nse.addSessions('2024-01-22', 0)).toThrow(NotASessionError)
    expect(() => nse.addSessions('2024-01-23', 0.5)).toThrow(RangeError)
  })
})

describe('outside the known dates', () => {
  const before = atIst('2016-07-10', '23:59')
  const after = atIst('2027-01-01', '00:00')

  test.for([
    ['sessionOn', () => nse.sessionOn('2027-01-01')],
    ['sessionOn', () => nse.sessionOn('2016-07-10')],
    ['isSession', () => nse.isSession('2027-01-01')],
    ['sessionAt', () => nse.sessionAt(after)],
    ['lastSessionAt', () => nse.lastSessionAt(before)],
    ['lastSessionAt', () => nse.lastSessionAt(atIst('2016-07-11', '09:14'))],
    ['lastSessionAt', () => nse.lastSessionAt(after)],
    ['lastClosedSessionAt', () => nse.lastClosedSessionAt(atIst('2016-07-11', '15:39'))],
    ['nextSession', () => nse.nextSession('2026-12-31')],
    ['previousSession', () => nse.previousSession('2016-07-11')],
    ['addSessions', () => nse.addSessions('2026-12-01', 100)],
    ['addSessions', () => nse.addSessions('2016-08-01', -100)],
    ['sessionsBetween', () => nse.sessionsBetween('2026-12-01', '2027-01-01')],
    ['phaseAt', () => nse.phaseAt(after)],
    ['phaseAt', () => nse.phaseAt(Number.NaN)],
    ['phaseAt', () => nse.phaseAt(1e300)],
    ['closeIsFinalAt', () => nse.closeIsFinalAt('2027-01-04')],
    ['tradingMinutesBetween', () => nse.tradingMinutesBetween(before, atIst('2026-07-09', '12:00'))],
    ['tradingMinutesBetween', () => nse.tradingMinutesBetween(atIst('2026-07-09', '12:00'), after)],
    ['intervalStarts', () => nse.intervalStarts('2027-01-04', 5)],
    ['nextOpen', () => nse.nextOpen(atIst('2026-12-31', '09:15'))],
    ['nextClose', () => nse.nextClose(atIst('2026-12-31', '15:30'))],
  ] as const)('%s refuses to guess', ([, ask]) => {
    expect(ask).toThrow(CalendarRangeError)
    expect(ask).toThrow('is outside 2016-07-11..2026-12-31: add a list with `fyntrix calendar add FILE`')
  })

  test('a text that is no date is another error', () => {
    expect(() => nse.sessionOn('2026-02-29')).toThrow(InvalidDateError)
  })

  test('the days left can be counted before and after the end', () => {
    expect(nse.daysLeft(atIst('2026-11-21', '12:00'))).toBe(40)
    expect(nse.daysLeft(atIst('2026-12-31', '23:59'))).toBe(0)
    expect(nse.daysLeft(after)).toBe(-1)
  })
})
