import { expect, test } from 'vitest'
import { provedOf } from './proved.ts'

const nothing = { tables: [], candles: [], documents: [], files: { proved: 0, problems: [] }, unread: [], locked: [] }
const shadow = { reads: 0, seed: 1, explained: [], unexplained: 0 }

test('of what is not imported the number is recorded and the first 100, each text bounded and such as PostgreSQL keeps', () => {
  const unread = Array.from({ length: 1_000 }, (_, n) => ({
    place: `${n}/\0${'x'.repeat(1_000)}`,
    // a cut after 500 units would part the last of these
    reason: `x${'📈'.repeat(300)}`,
  }))
  const { count, first } = provedOf({ ...nothing, unread }, shadow, 1).notImported
  expect([count, first.length]).toEqual([1_000, 100])
  expect(first[99]?.place).toBe(`99/\uFFFD${'x'.repeat(496)}`)
  expect(first[99]?.reason).toBe(`x${'📈'.repeat(249)}\uFFFD`)
})

test('a database that is locked counts as read another time', () => {
  const unread = [
    { place: 'a.db', reason: 'locked' },
    { place: 'b.db', reason: 'damaged' },
  ]
  expect(provedOf({ ...nothing, unread, locked: ['a.db'] }, shadow, 1)).toMatchObject({
    notImported: { count: 1, first: [{ place: 'b.db', reason: 'damaged' }] },
  })
})
