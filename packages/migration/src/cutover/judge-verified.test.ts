import { expect, test } from 'vitest'
import { reasonsAgainst } from './judge-verified.ts'

const cache = {
  folder: 'cache',
  rows: 2,
  notStored: 0,
  refused: [],
  series: 0,
  versions: 0,
  bars: 0,
  unexpectedSeries: [],
}
const bar = { symbol: 'TCS', interval: 'day', ts: 0, version: 1, column: null, expected: null, stored: null } as const
const document = { path: 'a.jsonl', kind: 'event', vanished: 0, differences: [], hash: '' } as const

test('candles that are not here stand in the way of a switch; bars that are here alone do not', () => {
  const missing = { ...bar, kind: 'missing' } as const
  const alone = { ...bar, kind: 'unexpected' } as const
  const of = (differing: number, differences: readonly (typeof missing | typeof alone)[]) =>
    reasonsAgainst({ candles: [{ ...cache, differing, differences }] })
  expect(of(0, [])).toEqual([])
  expect(of(1, [alone])).toEqual([])
  expect(of(2, [missing, alone])).toEqual(["cache: 1 values of candles differ: import them with 'apply'"])
  // more than are listed
  expect(of(3, [alone])).toHaveLength(1)
  const unread = [{ place: 'cache', reason: 'cannot be read' }]
  expect(reasonsAgainst({ unreadCaches: unread })).toEqual(['cache: cannot be read'])
})

test('items of files that are waiting or wrong stand in the way; those that vanished there do not', () => {
  const of = (counts: { readonly proved: number; readonly waiting: number; readonly wrong: number }) =>
    reasonsAgainst({ documents: [{ ...document, ...counts, vanished: 1, dropped: 1 }] })
  expect(of({ proved: 1, waiting: 0, wrong: 0 })).toEqual([])
  expect(of({ proved: 1, waiting: 1, wrong: 1 })).toEqual(['a.jsonl: 2 items are not proved'])
})

test('a database that is locked stands in the way; what else is not read does not', () => {
  const unread = ['cache/a.db', 'cache/b.db', 'link'].map((place) => ({ place, reason: 'not read' }))
  expect(reasonsAgainst({ unread, locked: [] })).toEqual([])
  expect(reasonsAgainst({ unread, locked: ['cache/b.db'] })).toEqual([
    'cache/b.db: locked by whoever writes to it: try again',
  ])
})
