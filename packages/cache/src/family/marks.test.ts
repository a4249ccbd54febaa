import { expect, test } from 'vitest'
import { Marks } from './marks.ts'

test('a change while something is under way is seen by it, not by what begins later', () => {
  const marks = new Marks()
  const early = marks.begin()
  marks.invalidate('a')
  const later = marks.begin()
  expect(marks.changed('a', early)).toBe(true)
  expect(marks.changed('b', early)).toBe(false)
  expect(marks.changed('a', later)).toBe(false)
})

test('a change of all keys is one of each', () => {
  const marks = new Marks()
  const mark = marks.begin()
  marks.invalidate(null)
  expect(marks.changed('a', mark)).toBe(true)
})

test('what was forgotten when nothing was under way is no change for what comes then', () => {
  const marks = new Marks()
  const first = marks.begin()
  marks.invalidate('a')
  expect(marks.changed('a', first)).toBe(true)
  marks.end()
  const second = marks.begin()
  expect(marks.changed('a', second)).toBe(false)
  marks.invalidate('a')
  expect(marks.changed('a', second)).toBe(true)
})

test('what outlasts more changes than are remembered counts as changed, and what begins then does not', () => {
  const marks = new Marks()
  const long = marks.begin()
  for (let i = 0; i < 25_000; i += 1) marks.invalidate(`k${i}`)
  const short = marks.begin()
  marks.invalidate('a')
  expect(marks.changed('never', long)).toBe(true)
  expect(marks.changed('never', short)).toBe(false)
  expect(marks.changed('a', short)).toBe(true)
})
