import { nse } from '@fyntrix/calendar'
import { candlesOf, selectCandles } from '@fyntrix/domain/candles'
import { expect, test } from 'vitest'
import { deriveBars, finerThan } from './derive-bars.ts'
import { createSimulatedMarket } from './simulated/simulated.provider.ts'
import { batchOf, readAll } from './testing/read-all.ts'

const { batches } = await readAll(
  createSimulatedMarket({
    calendar: nse,
    seed: 'derive',
    symbols: ['INFY'],
    now: () => new Date('2026-06-12T12:00:00Z'),
    depth: { day: 2, '15minute': 5, '5minute': 5 },
  }),
)
const fine = batchOf(batches, 'INFY', '5minute').candles
const coarse = batchOf(batches, 'INFY', '15minute').candles

test('bars made of finer ones are those that the source has itself', () => {
  expect(coarse.ts.length).toBe(5 * 25)
  expect(deriveBars(fine, { from: '5minute', to: '15minute', calendar: nse })).toEqual(coarse)
})

test('the last bar of a session is as short as the session leaves it, and final', () => {
  const hours = deriveBars(fine, { from: '5minute', to: '60minute', calendar: nse })
  expect(hours.ts.length).toBe(5 * 7)
  const last = hours.ts.length - 1
  expect(hours.ts[last]).toBe(Date.parse('2026-06-12T15:15:00+05:30'))
  expect(hours.close[last]).toBe(fine.close.at(-1))
  expect(hours.high[last]).toBe(Math.max(...fine.high.subarray(-3)))
  expect(hours.provisional.every((flag) => flag === 0)).toBe(true)
})

test('a bar that lacks a finer one, or has a provisional one, is not final', () => {
  const length = fine.ts.length
  const cut = selectCandles(fine, (i) => i !== 1 && i !== length - 1)
  cut.provisional[5] = 1
  const derived = deriveBars(cut, { from: '5minute', to: '15minute', calendar: nse })
  const open = Array.from(derived.provisional).flatMap((flag, i) => (flag === 1 ? [i] : []))
  // a hole in the first, a provisional part in the third, the end of the last missing
  expect(open).toEqual([0, 2, derived.ts.length - 1])
})

test('what lies on no grid is left out, and nothing is made of nothing', () => {
  const odd = candlesOf(2)
  odd.ts.set([Date.parse('2026-06-13T10:00:00+05:30'), Date.parse('2026-06-12T09:17:00+05:30')])
  expect(deriveBars(odd, { from: '5minute', to: '15minute', calendar: nse }).ts).toHaveLength(0)
  expect(finerThan('30minute')).toEqual(['15minute', '5minute', 'minute'])
  expect(finerThan('minute')).toEqual([])
})
