import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidDateError } from './errors.ts'
import { atIst, dateOfDay, dayNumber, istDate, istTime, minuteOfDay, weekday } from './ist.ts'

describe('exchange time', () => {
  test('a day begins at 18:30 UTC of the day before', () => {
    expect(istDate(Date.parse('2026-01-08T18:29:59.999Z'))).toBe('2026-01-08')
    expect(istDate(Date.parse('2026-01-08T18:30:00.000Z'))).toBe('2026-01-09')
  })

  test('09:15 IST is 03:45 UTC, in summer and in winter', () => {
    expect(atIst('2026-01-09', '09:15')).toBe(Date.parse('2026-01-09T03:45:00Z'))
    expect(atIst('2026-07-09', '09:15')).toBe(Date.parse('2026-07-09T03:45:00Z'))
  })

  test('date and time of day lead back to the instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 30_000_000 }), (minutes) => {
        const instant = minutes * 60_000
        expect(atIst(istDate(instant), istTime(instant).slice(0, 5))).toBe(instant)
      }),
    )
  })

  test('day numbers count civil days and weekdays repeat every seven', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), (day) => {
        expect(dayNumber(dateOfDay(day))).toBe(day)
        expect(weekday(day + 7)).toBe(weekday(day))
        expect(weekday(day)).toBe(new Date(dateOfDay(day)).getUTCDay())
      }),
    )
  })

  test.for([
    '2025-02-30',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '2025-01-99',
    '0099-01-01',
    '2025-1-1',
    '20250101',
    '2025-01-01T00:00Z',
    '',
    'today',
  ])('%j is refused as a date', (text) => expect(() => dayNumber(text)).toThrow(InvalidDateError))

  test.for(['24:00', '9:15', '09:60', '09:15:00', ''])('%j is refused as a time of day', (text) =>
    expect(() => minuteOfDay(text)).toThrow(InvalidDateError),
  )
})
