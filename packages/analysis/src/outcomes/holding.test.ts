import { nse } from '@fyntrix/calendar'
import { describe, expect, test } from 'vitest'
import { holdingOf } from './index.ts'

const of = (signalAt: string, interval: 'day' | '5minute' | '15minute', horizon: '60m' | 'eod' | '3d' | '5d') => {
  const { bars, lastSession } = holdingOf(nse, { signalAt: Date.parse(signalAt), interval, horizon })
  return {
    count: bars.length,
    opens: bars[0] && new Date(bars[0].open).toISOString(),
    closes: new Date(bars.at(-1)?.close ?? 0).toISOString(),
    lastSession: lastSession.date,
  }
}

describe('the bars of a holding', () => {
  test('begin with the session that opens next after the signal', () => {
    const monday = { opens: '2026-01-05T03:45:00.000Z', closes: '2026-01-05T10:00:00.000Z', lastSession: '2026-01-05' }
    expect(of('2026-01-05T02:36:00Z', 'day', 'eod')).toMatchObject(monday)
    expect(of('2026-01-02T10:30:00Z', 'day', 'eod')).toMatchObject(monday)
    // during a session its open is past
    expect(of('2026-01-05T03:45:00Z', 'day', 'eod')).toMatchObject({ lastSession: '2026-01-06' })
  })

  test('count sessions of the exchange: not weekends, not holidays, but a Sunday on which it opened', () => {
    // Monday to Wednesday, Friday, Monday: 2026-01-15 was declared a holiday
    expect(of('2026-01-12T02:36:00Z', 'day', '5d')).toMatchObject({ count: 5, lastSession: '2026-01-19' })
    // the budget of 2026-02-01
    expect(of('2026-01-30T02:36:00Z', 'day', '3d')).toMatchObject({ count: 3, lastSession: '2026-02-02' })
  })

  test('of intraday candles begin with the bar after the signal and end with the session', () => {
    expect(of('2026-01-05T05:03:00Z', '5minute', '60m')).toEqual({
      count: 12,
      opens: '2026-01-05T05:05:00.000Z',
      closes: '2026-01-05T06:05:00.000Z',
      lastSession: '2026-01-05',
    })
    expect(of('2026-01-05T09:33:00Z', '5minute', '60m')).toMatchObject({ count: 5, closes: '2026-01-05T10:00:00.000Z' })
    expect(of('2026-01-05T05:00:00Z', '15minute', 'eod')).toMatchObject({
      opens: '2026-01-05T05:15:00.000Z',
      count: 19,
    })
    // sixty minutes are not a day
    expect(of('2026-01-05T02:36:00Z', 'day', '60m')).toMatchObject({ count: 0 })
    // after the last bar has begun there is nothing left to enter on that day
    expect(of('2026-01-05T09:58:00Z', '5minute', '60m')).toMatchObject({ lastSession: '2026-01-06', count: 12 })
  })
})
