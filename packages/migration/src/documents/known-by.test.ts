import { expect, test } from 'vitest'
import { documentRuleOf } from './document-rules.ts'
import { knownBy } from './known-by.ts'

const of = (path: string, members: Readonly<Record<string, unknown>>, name?: string) => {
  const rule = documentRuleOf(path)
  if (rule === undefined) throw new Error(path)
  return knownBy(rule, new Map(Object.entries(members)), name)
}
const watchlist = 'data/watchlist/watchlist.json'

test('an item is known by the members that never change, where it has all of them as they were written', () => {
  const entry = { id: 7, created_at: '2026-01-09T10:00:00' }
  expect(of(watchlist, { ...entry, status: 'hit' })).toBe('[7,"2026-01-09T10:00:00"]')
  expect(of(watchlist, { id: 7 })).toBeNull()
  expect(of(watchlist, { ...entry, id: null })).toBeNull()
  // digits are lost from here on: another number may read the same
  expect(of(watchlist, { ...entry, id: Number('9007199254740993') })).toBeNull()
  expect(of(watchlist, { ...entry, id: { of: 7 } })).toBeNull()
})

test('one that would be long is known by its SHA-256', () => {
  const long = (end: string) => of(watchlist, { id: 'x'.repeat(300) + end, created_at: 'y' })
  expect(long('a')).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(long('a')).not.toBe(long('b'))
})

test('a member is known by its name, a file is always the same one, and a line is known by all that it says', () => {
  expect(of('index_universe/index_universes.json', {}, 'nifty50')).toBe('["nifty50"]')
  expect(of('cache/global_indices_summary.json', { timestamp: 'x' })).toBe('[]')
  expect(of('analytics/feedback.jsonl', { id: 1 })).toBeNull()
})
