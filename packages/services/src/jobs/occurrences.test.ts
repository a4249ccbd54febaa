import { expect, test } from 'vitest'
import { occurrencesBetween } from './occurrences.ts'

test('every instant of a pattern in its time zone, both ends inclusive', () => {
  const between = (from: string, to: string) =>
    occurrencesBetween({ cron: '6 8 * * *', timezone: 'Asia/Kolkata' }, new Date(from), new Date(to)).map((at) =>
      at.toISOString(),
    )
  expect(between('2026-01-02T02:36:00Z', '2026-01-04T02:36:00Z')).toEqual([
    '2026-01-02T02:36:00.000Z',
    '2026-01-03T02:36:00.000Z',
    '2026-01-04T02:36:00.000Z',
  ])
  expect(between('2026-01-02T02:36:00.001Z', '2026-01-03T02:35:59.999Z')).toEqual([])
})
