import { describe, expect, test } from 'vitest'
import { readPickle } from '../pickle/index.ts'
import { pickles } from '../pickle/testing/pickles.ts'
import { instantIn, writtenTime } from './instants.ts'

const instantsOf = (expression: keyof typeof pickles) => {
  const read = readPickle(Buffer.from(pickles[expression][4], 'base64'))
  if (read.kind === 'refused' || typeof read.value !== 'object' || read.value?.kind !== 'list')
    throw new Error('no list')
  return read.value.items.map(instantIn)
}
const at = { ms: Date.parse('2025-08-28T03:45:00Z') }

describe('an instant', () => {
  test('is that of pandas, whatever its unit and however its zone is told', () => {
    const units = "[pandas.Timestamp('2025-08-28 09:15', tz=ist).as_unit(unit) for unit in ('s', 'ms', 'us', 'ns')]"
    expect(instantsOf(units)).toEqual([at, at, at, at])
    expect(instantsOf("[pandas.Timestamp('2025-08-28 09:15', tz=dateutil.tz.tzoffset(None, 19800))] * 2")).toEqual([
      at,
      at,
    ])
  })

  test('is never made of a time without a zone, nor of none', () => {
    const mixed =
      "[pandas.Timestamp('2025-08-28 09:15'), pandas.Timestamp('2025-08-28 09:15', tz='Asia/Kolkata'), pandas.NaT]"
    expect(instantsOf(mixed)).toEqual([
      { reason: 'has no zone, and which was meant is not said' },
      at,
      { reason: 'is no time but nat' },
    ])
    expect(instantIn('2025-08-28 09:15:00')).toMatchObject({ reason: expect.stringContaining('no zone') })
  })

  test.each([
    ['2025-08-28 09:15:00+05:30', at.ms],
    ['2025-08-28T03:45:00Z', at.ms],
    ['2025-08-28T03:45:00.250+00:00Z', at.ms + 250],
    ['2025-08-28T09:15+05:30', at.ms],
  ])('%s is read from text', (text, ms) => {
    expect(instantIn(text)).toEqual({ ms })
  })

  test.each([
    '2025-02-30 09:15:00Z',
    '2025-08-28',
    '28/08/2025 09:15',
    '2025-08-28T09:15:00.000001Z',
    '2025-08-28T25:00:00Z',
  ])('%s is none', (text) => {
    expect(instantIn(text)).toHaveProperty('reason')
  })

  test('may be cut to milliseconds where the caller says so', () => {
    expect(writtenTime('2025-08-28T09:15:00.123456', { cut: true })).toMatchObject({ zone: null })
    expect(writtenTime('2025-08-28T09:15:00.123456')).toBeUndefined()
  })
})
