import { describe, expect, test } from 'vitest'
import { atIst, istDate, istTime } from './ist.ts'
import { nse } from './nse.ts'

const show = (instant: number) => `${istDate(instant)} ${istTime(instant).slice(0, 5)}`

describe('trading minutes', () => {
  test('count continuous trading only', () => {
    const minutes = (from: string, to: string) =>
      nse.tradingMinutesBetween(atIst('2026-07-09', from), atIst('2026-07-09', to))
    expect(minutes('00:00', '23:59')).toBe(375)
    expect(minutes('09:00', '09:16')).toBe(1)
    expect(minutes('15:29', '15:40')).toBe(1)
    expect(minutes('12:00', '09:15')).toBe(-165)
  })

  test('leave out nights, weekends, closures and the pause of a drill', () => {
    // Friday noon to Monday noon
    expect(nse.tradingMinutesBetween(atIst('2026-07-03', '12:00'), atIst('2026-07-06', '12:00'))).toBe(375)
    expect(nse.tradingMinutesBetween(atIst('2026-01-14', '15:00'), atIst('2026-01-16', '09:20'))).toBe(35)
    expect(nse.tradingMinutesBetween(atIst('2024-03-02', '09:55'), atIst('2024-03-02', '11:35'))).toBe(10)
  })
})

describe('interval starts', () => {
  test.for([
    [1, 375, '15:29'],
    [5, 75, '15:25'],
    [15, 25, '15:15'],
    [30, 13, '15:15'],
    [60, 7, '15:15'],
    [500, 1, '09:15'],
  ] as const)('a regular day has as many %s-minute bars as recorded: %s, the last at %s', ([minutes, count, last]) => {
    const starts = nse.intervalStarts('2026-07-09', minutes).map((start) => istTime(start).slice(0, 5))
    expect([starts.length, starts[0], starts.at(-1)]).toEqual([count, '09:15', last])
  })

  test('each interval of a session starts its own bars', () => {
    const starts = nse.intervalStarts('2024-03-02', 30).map((start) => istTime(start).slice(0, 5))
    expect(starts).toEqual(['09:15', '09:45', '11:30', '12:00'])
  })

  test('a closed day has none, and a bar lasts whole minutes', () => {
    expect(nse.intervalStarts('2026-01-15', 5)).toEqual([])
    for (const minutes of [0, -5, 1.5, Number.NaN])
      expect(() => nse.intervalStarts('2026-07-09', minutes)).toThrow(RangeError)
  })
})

describe('next open and close', () => {
  test.for([
    ['2026-07-09', '09:14', '2026-07-09 09:15', '2026-07-09 15:30'],
    ['2026-07-09', '09:15', '2026-07-10 09:15', '2026-07-09 15:30'],
    ['2026-07-09', '15:30', '2026-07-10 09:15', '2026-07-10 15:30'],
    ['2026-01-14', '16:00', '2026-01-16 09:15', '2026-01-16 15:30'],
    ['2024-01-19', '20:00', '2024-01-20 09:15', '2024-01-20 15:30'],
    ['2024-03-02', '09:30', '2024-03-02 11:30', '2024-03-02 10:00'],
    ['2024-03-02', '10:00', '2024-03-02 11:30', '2024-03-02 12:30'],
    ['2025-10-20', '15:30', '2025-10-21 13:45', '2025-10-21 14:45'],
    ['2016-07-11', '00:00', '2016-07-11 09:15', '2016-07-11 15:30'],
  ] as const)('after %s %s come %s and %s', ([date, time, open, close]) => {
    const instant = atIst(date, time)
    expect([show(nse.nextOpen(instant)), show(nse.nextClose(instant))]).toEqual([open, close])
  })
})
