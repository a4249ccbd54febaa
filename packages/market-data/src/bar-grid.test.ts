import { atIst, nse } from '@fyntrix/calendar'
import { expect, test } from 'vitest'
import { barEnd, type IntradayInterval } from './bar-grid.ts'

const end = (date: string, interval: IntradayInterval, time: string) => {
  const session = nse.sessionOn(date)
  if (!session) throw new Error(`${date} is no session`)
  return barEnd(session, interval, atIst(date, time))
}

test('the last 60-minute bar of a session is as short as the session leaves it', () => {
  expect(end('2025-08-28', '60minute', '14:15')).toBe(atIst('2025-08-28', '15:15'))
  expect(end('2025-08-28', '60minute', '15:15')).toBe(atIst('2025-08-28', '15:30'))
})

test('no bar begins off the grid or outside trading', () => {
  expect(end('2025-08-28', '5minute', '09:16')).toBeNaN()
  expect(end('2025-08-28', 'minute', '15:30')).toBeNaN()
  expect(end('2025-08-28', 'minute', '09:14')).toBeNaN()
})

test('bars are counted anew after a pause', () => {
  expect(end('2024-03-02', '15minute', '11:30')).toBe(atIst('2024-03-02', '11:45'))
  expect(end('2024-03-02', '15minute', '10:00')).toBeNaN()
})
