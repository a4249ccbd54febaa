import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CalendarRangeError } from './errors.ts'
import { atIst, istDate, istTime } from './ist.ts'
import { nse } from './nse.ts'
import { sessionClock } from './session-clock.ts'

const clock = sessionClock(nse)
const show = (instant: number) => `${istDate(instant)} ${istTime(instant).slice(0, 5)}`

describe('session clock', () => {
  test('stays open after the last trade until the close may be read', () => {
    const open = ['09:14', '09:15', '15:29', '15:30', '15:39', '15:40'].map((time) =>
      clock.isOpen(atIst('2026-07-09', time)),
    )
    expect(open).toEqual([false, true, true, true, true, false])
    expect(show(clock.nextClose(atIst('2026-07-09', '12:00')))).toBe('2026-07-09 15:40')
    expect(show(clock.nextClose(atIst('2026-07-09', '15:35')))).toBe('2026-07-09 15:40')
    expect(show(clock.nextClose(atIst('2026-07-09', '15:40')))).toBe('2026-07-10 15:40')
    expect(show(clock.nextOpen(atIst('2026-07-09', '15:35')))).toBe('2026-07-10 09:15')
  })

  test('ends with the auction for a name that is known to be in it', () => {
    const auction = sessionClock(nse, { fno: true })
    expect(show(auction.nextClose(atIst('2026-08-03', '15:20')))).toBe('2026-08-03 15:35')
    expect(auction.isOpen(atIst('2026-08-03', '15:34'))).toBe(true)
    expect(auction.isOpen(atIst('2026-08-03', '15:35'))).toBe(false)
  })

  test('is closed in the pause of a drill', () => {
    expect(clock.isOpen(atIst('2024-03-02', '10:30'))).toBe(false)
    expect(show(clock.nextClose(atIst('2024-03-02', '09:30')))).toBe('2024-03-02 10:00')
    expect(show(clock.nextOpen(atIst('2024-03-02', '10:30')))).toBe('2024-03-02 11:30')
    expect(show(clock.nextClose(atIst('2024-03-02', '10:30')))).toBe('2024-03-02 12:40')
  })

  test('refuses to name an opening that the calendar does not know', () => {
    expect(() => clock.nextOpen(atIst('2026-12-31', '16:00'))).toThrow(CalendarRangeError)
  })

  test('changes its state exactly at the openings and closings that it announces', () => {
    const instants = fc.integer({ min: atIst('2016-07-11', '00:00'), max: atIst('2026-12-30', '09:00') })
    const instruments = fc.constantFrom({}, { fno: true }, { fno: false })
    fc.assert(
      fc.property(instants, instruments, (instant, instrument) => {
        const clock = sessionClock(nse, instrument)
        const open = clock.isOpen(instant)
        const change = open ? clock.nextClose(instant) : clock.nextOpen(instant)
        expect(change).toBeGreaterThan(instant)
        expect(clock.isOpen(change - 1)).toBe(open)
        expect(clock.isOpen(change)).toBe(!open)
        // an open clock closes before it opens again, a closed one opens before it closes
        expect(clock.nextClose(instant) < clock.nextOpen(instant)).toBe(open)
      }),
      { numRuns: 1000 },
    )
  })
})
