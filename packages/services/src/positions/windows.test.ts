import { nse } from '@fyntrix/calendar'
import { expect, test } from 'vitest'
import { windowsAt } from './windows.ts'

/** the dates in India on which the windows of a mode begin */
const datesAt = (asOf: string, mode: 'intraday' | 'swing') => {
  const window = windowsAt(new Date(asOf), nse).find((one) => one.mode === mode)
  const date = (at: number | undefined) => new Date((at ?? Number.NaN) + 5.5 * 3_600_000).toISOString().slice(0, 10)
  return { since: date(window?.since), recent: date(window?.recent), toldFrom: date(window?.toldFrom) }
}

// 2026-05-08 is a Friday, 2026-05-11 to 15 are sessions
test('what ended within the day is told of until the next session has its day, a swing position through one session more', () => {
  for (const asOf of ['2026-05-14T04:00:00.000Z', '2026-05-14T18:00:00.000Z']) {
    expect(datesAt(asOf, 'intraday').toldFrom).toBe('2026-05-14')
    expect(datesAt(asOf, 'swing').toldFrom).toBe('2026-05-13')
  }
  expect(datesAt('2026-05-16T04:00:00.000Z', 'intraday').toldFrom).toBe('2026-05-15')
})

test('picks reach back over the longest holding, and the evening before it', () => {
  expect(datesAt('2026-05-14T04:00:00.000Z', 'intraday')).toMatchObject({ since: '2026-05-13', recent: '2026-05-13' })
  expect(datesAt('2026-05-15T04:00:00.000Z', 'swing').recent).toBe('2026-05-07')
})

test('swing picks are read from a day that stays the same for a month', () => {
  for (const asOf of ['2026-05-04T04:00:00.000Z', '2026-05-29T04:00:00.000Z'])
    expect(datesAt(asOf, 'swing').since).toBe('2026-03-01')
  expect(datesAt('2026-01-05T04:00:00.000Z', 'swing').since).toBe('2025-11-01')
})
