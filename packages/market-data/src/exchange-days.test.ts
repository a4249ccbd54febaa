import { atIst, nse } from '@fyntrix/calendar'
import { expect, test } from 'vitest'
import { dailyKnownAt, exchangeDays } from './exchange-days.ts'

const knownAt = (date: string) => {
  const session = nse.sessionOn(date)
  if (!session) throw new Error(`${date} is no session`)
  return dailyKnownAt(nse, session)
}

test('a daily bar is known at 16:00 IST of its session', () => {
  expect(knownAt('2026-01-09')).toBe(Date.parse('2026-01-09T10:30:00Z'))
})

test('a daily bar is never known before its session has ended', () => {
  for (const session of nse.sessionsBetween(nse.range.first, nse.range.last)) {
    expect(dailyKnownAt(nse, session)).toBeGreaterThan(session.close)
  }
  expect(knownAt('2020-11-14')).toBeGreaterThan(atIst('2020-11-14', '19:15'))
})

test('a date is a session with its midnight in Kolkata, or a fault with its reason', () => {
  const dayOf = exchangeDays(nse)
  expect(dayOf('2026-01-09')).toMatchObject({ day: 20_462, midnight: Date.parse('2026-01-08T18:30:00Z') })
  expect(dayOf('2026-01-10')).toMatchObject({ reason: 'not-a-session' })
  expect(dayOf('2016-07-10')).toMatchObject({ reason: 'out-of-calendar' })
  expect(dayOf('2027-01-01')).toMatchObject({ reason: 'out-of-calendar' })
  for (const odd of ['', '2026-02-30', '09-01-2026', '2026-01-09T00:00'])
    expect(dayOf(odd)).toMatchObject({ reason: 'unreadable' })
})
