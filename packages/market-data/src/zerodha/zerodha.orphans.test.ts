import { dateOfDay, dayNumber } from '@fyntrix/calendar'
import { expect, test } from 'vitest'
import { barsBetween, cacheName, fileOf, row } from '../testing/zerodha-cache.ts'
import { glimpse } from './zerodha.glimpse.ts'
import { type KeyedWindow } from './zerodha.key.ts'
import { identify } from './zerodha.orphans.ts'
import { candidateWindows } from './zerodha.windows.ts'

const symbols = ['INFY', 'M&M', 'NIFTY 50', 'AIMTRON-SM']
const orphanOf = (file: string, text: string) => {
  const seen = glimpse(text)
  return seen ? [{ file: `${file}.csv`, glimpse: seen }] : []
}
const found = async (name: string, text: string, known: readonly KeyedWindow[] = []) =>
  [...(await identify(orphanOf(name, text), symbols, known)).values()].map(({ symbol, interval, from, to }) =>
    [symbol, interval, dateOfDay(from), dateOfDay(to)].join(' '),
  )

test.each([
  ['day', 0, 365],
  ['day', 0, 1825],
  ['minute', 1, 30],
  ['5minute', 5, 60],
  ['15minute', 15, 90],
  ['30minute', 30, 120],
  ['60minute', 60, 180],
] as const)(
  'a file of %s bars (%d minutes) that spans %d days and was asked for on a Saturday is identified',
  async (interval, minutes, days) => {
    const from = dateOfDay(dayNumber('2025-08-30') - days)
    const text = fileOf(...barsBetween(from, '2025-08-29', minutes))
    for (const symbol of symbols) {
      expect(await found(cacheName(symbol, interval, from, '2025-08-30'), text)).toEqual([
        `${symbol} ${interval} ${from} 2025-08-30`,
      ])
    }
  },
)

test('a share that was listed long after its window began, and hardly trades, is identified', async () => {
  const text = fileOf(row('2025-08-20 09:22:00'), row('2025-08-20 11:02:00'), row('2025-08-29 15:27:00'))
  const name = cacheName('AIMTRON-SM', 'minute', '2025-07-31', '2025-08-30')
  expect(await found(name, text)).toEqual(['AIMTRON-SM minute 2025-07-31 2025-08-30'])
})

test('a window of no usual length is found by the first row, and by another file that has it', async () => {
  const full = fileOf(...barsBetween('2025-08-04', '2025-08-28', 0))
  expect(await found(cacheName('M&M', 'day', '2025-08-02', '2025-08-31'), full)).toHaveLength(1)
  const late = fileOf(...barsBetween('2025-08-20', '2025-08-28', 0))
  const name = cacheName('M&M', 'day', '2025-03-03', '2025-08-29')
  expect(await found(name, late)).toEqual([])
  const known = [{ interval: 'day', from: dayNumber('2025-03-03'), to: dayNumber('2025-08-29') }] as const
  expect(await found(name, late, known)).toEqual(['M&M day 2025-03-03 2025-08-29'])
})

test('what no symbol of the list explains stays unknown', async () => {
  const text = fileOf(...barsBetween('2025-08-01', '2025-08-29', 0))
  expect(await found(cacheName('TCS', 'day', '2025-07-31', '2025-08-30'), text)).toEqual([])
  expect(await found('../../x', text)).toEqual([])
})

test('the windows that are tried are few, each once, and none ends before the last row', () => {
  const seen = { first: dayNumber('2025-07-01'), last: dayNumber('2025-08-29'), intervals: ['day', 'minute'] } as const
  const windows = candidateWindows(seen, [])
  expect(windows.length).toBeLessThanOrEqual(2 * 60)
  expect(new Set(windows.map((window) => JSON.stringify(window))).size).toBe(windows.length)
  expect(windows.every(({ from, to }) => from <= seen.first && seen.last <= to)).toBe(true)
})

test('a file without a single time tells nothing', () => {
  for (const text of ['', fileOf(), fileOf('nonsense,1,2,3,4,5'), '\0\0\0', fileOf(row('2025-13-41 00:00:00'))]) {
    expect(glimpse(text)).toBeNull()
  }
})

test('an aborted search ends with the reason', async () => {
  const text = fileOf(...barsBetween('2025-08-01', '2025-08-29', 0))
  const search = identify(orphanOf('unknown', text), symbols, [], AbortSignal.abort(new Error('enough')))
  await expect(search).rejects.toThrow('enough')
})
