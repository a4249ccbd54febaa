import { atIst } from '@fyntrix/calendar'
import { candlesOf } from '@fyntrix/domain/candles'
import { describe, expect, test } from 'vitest'
import { lastSession } from './last-session.ts'

const series = (...dates: string[]) => {
  const candles = candlesOf(dates.length)
  dates.forEach((date, i) => {
    candles.ts[i] = atIst(date, '00:00')
  })
  return candles
}

describe('the last session', () => {
  test('is the newest that four fifths of the series have', () => {
    const four = Array.from({ length: 4 }, () => series('2026-07-08', '2026-07-09'))
    expect(lastSession([...four, series('2026-07-08')])).toBe('2026-07-09')
    expect(lastSession([...four.slice(1), series('2026-07-08'), series('2026-07-08')])).toBe('2026-07-08')
  })

  test('does not count series without any candle', () => {
    expect(lastSession([series('2026-07-09'), series(), series()])).toBe('2026-07-09')
    expect(lastSession([series()])).toBeNull()
  })
})
