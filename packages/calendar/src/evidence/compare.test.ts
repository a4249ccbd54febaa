import { expect, test } from 'vitest'
import { nse } from '../nse.ts'
import { findDifferences } from './compare.ts'

const traded = { rows: 50, traded: 50, flat: 0 }
const flat = { rows: 50, traded: 1, flat: 49 }
const few = { rows: 50, traded: 2, flat: 0 }

test('a comparison names every kind of disagreement and passes over agreement', () => {
  // 2024-01-22 and the weekend of 27/28 January were closed, the other days of these two weeks were sessions
  const rows = new Map([
    ['2024-01-22', traded],
    ['2024-01-23', traded],
    ['2024-01-24', flat],
    ['2024-01-25', few],
    ['2024-01-26', flat],
    ['2024-01-27', few],
  ])
  expect(findDifferences(nse, rows, '2024-01-22', '2024-01-29')).toEqual([
    { date: '2024-01-22', kind: 'closed day with trades' },
    { date: '2024-01-24', kind: 'session with flat rows' },
    { date: '2024-01-25', kind: 'session with few rows' },
    { date: '2024-01-26', kind: 'closed day with flat rows' },
    { date: '2024-01-27', kind: 'closed day with few rows' },
    { date: '2024-01-29', kind: 'session without rows' },
  ])
})
