import { describe, expect, test } from 'vitest'
import { NotASessionError } from './errors.ts'
import { atIst, istTime } from './ist.ts'
import { nse } from './nse.ts'
import type { InstrumentHours } from './session.ts'

/** The phases of a day as text, each with the minute in which it starts; the day starts closed. */
function describePhases(date: string, instrument?: InstrumentHours): string {
  const phases: string[] = []
  let last = 'closed'
  for (let instant = atIst(date, '00:00'); instant <= atIst(date, '23:59'); instant += 60_000) {
    const phase = nse.phaseAt(instant, instrument)
    if (phase !== last) phases.push(`${istTime(instant).slice(0, 5)} ${phase}`)
    last = phase
  }
  return phases.join(', ')
}

describe('phases of a day', () => {
  const averageDay = '09:00 pre-open, 09:15 open, 15:30 close-pending, 15:40 closed'
  const auctionDay = '09:00 pre-open, 09:15 open, 15:15 closing-auction'

  test.for([
    ['2026-07-31', undefined, averageDay],
    ['2026-07-31', true, averageDay],
    ['2026-08-03', false, averageDay],
    ['2026-08-03', true, `${auctionDay}, 15:35 closed`],
    ['2026-08-03', undefined, `${auctionDay}, 15:35 close-pending, 15:40 closed`],
    ['2024-03-02', undefined, '09:00 pre-open, 09:15 open, 10:00 break, 11:30 open, 12:30 close-pending, 12:40 closed'],
    ['2025-10-21', undefined, '13:30 pre-open, 13:45 open, 14:45 close-pending, 14:55 closed'],
    // whether a Muhurat session has a closing auction is not known: the careful end holds for every name
    ['2026-11-08', true, '17:45 pre-open, 18:00 open, 19:00 close-pending, 19:10 closed'],
    ['2026-01-15', undefined, ''],
  ] as const)('%s with fno %s', ([date, fno, expected]) => expect(describePhases(date, { fno })).toBe(expected))

  test('an instrument of which nothing is said is one of which fno is not known', () => {
    expect(describePhases('2026-08-03')).toBe(describePhases('2026-08-03', { fno: undefined }))
  })
})

describe('official close', () => {
  const finalAt = (date: string, fno?: boolean) => istTime(nse.closeIsFinalAt(date, { fno }))

  test('waits for the auction of a name in it, for the published average of others, for both when unknown', () => {
    expect([finalAt('2026-07-31', true), finalAt('2026-07-31', false), finalAt('2026-07-31')]).toEqual([
      '15:40:00',
      '15:40:00',
      '15:40:00',
    ])
    expect([finalAt('2026-08-03', true), finalAt('2026-08-03', false), finalAt('2026-08-03')]).toEqual([
      '15:35:00',
      '15:40:00',
      '15:40:00',
    ])
  })

  test('does not exist on a closed day', () => {
    expect(() => nse.closeIsFinalAt('2026-01-15')).toThrow(NotASessionError)
  })

  test('derivatives trade until 15:30 and from 2026-08-03 until 15:40', () => {
    const closes = ['2026-07-31', '2026-08-03'].map((date) => istTime(nse.sessionOn(date)?.derivativesClose ?? 0))
    expect(closes).toEqual(['15:30:00', '15:40:00'])
  })
})
