import { expect, test } from 'vitest'
import type { Outcome } from './crew.ts'
import { problemsOfChange, problemsOfErrand } from './verdicts.ts'

const ok: Outcome = { code: 'ok', message: '', ms: 10 }
const away: Outcome = {
  code: 'unavailable',
  message: 'something that this depends on does not answer: try again in a moment',
  ms: 10,
}
const change = { path: 'a.b', again: null, sweeping: false }
const allowance = { fault: 'f', mayFail: true, mayBeDone: true }
const reference = 'users 1, outbox 1'
const found = (became: Partial<Parameters<typeof problemsOfChange>[3]>, more: object = {}, allowed: object = {}) =>
  problemsOfChange(
    { ...change, ...more },
    reference,
    { ...allowance, ...allowed },
    {
      outcome: away,
      shape: '',
      repeated: ok,
      repeatedShape: reference,
      ...became,
    },
  )

test('what is done once or not at all, and then once, breaks no promise', () => {
  expect(found({})).toEqual([])
  expect(found({ shape: reference, repeatedShape: '' })).toEqual([])
  expect(found({ outcome: ok, shape: reference, repeatedShape: '' })).toEqual([])
  const conflict = { ...ok, code: 'conflict' }
  expect(found({ shape: reference, repeated: conflict, repeatedShape: '' }, { again: 'conflict' })).toEqual([])
  expect(found({ shape: reference, repeatedShape: 'users 0, outbox 1' }, { again: 'written again' })).toEqual([])
  expect(found({ outcome: ok, shape: 'users -9, outbox 1', repeatedShape: '' }, { sweeping: true })).toEqual([])
})

test.each([
  ['half there', { shape: 'users 1', repeatedShape: '' }, 'f: a.b is half there: users 1, not users 1, outbox 1'],
  ['done twice', { shape: reference }, 'f: a.b sent again changed "users 1, outbox 1" instead of ""'],
  ['lost', { outcome: ok }, 'f: a.b was acknowledged and is not there'],
  ['unclear', { outcome: { ...away, message: 'ECONNRESET' } }, 'f: a.b said "ECONNRESET"'],
  ['a defect', { outcome: { ...away, code: 'internal' } }, expect.stringContaining('f: a.b gave internal')],
  ['slow', { outcome: { ...away, ms: 12_000 } }, 'f: a.b took 12000 ms'],
  ['not recovered', { repeated: away }, expect.stringContaining('f: a.b sent again gave unavailable')],
])('what is %s is told', (_, became, problem) => {
  expect(found(became)).toEqual([problem])
})

test('a fault that does not allow it neither lets a call fail nor be done', () => {
  expect(found({}, {}, { mayFail: false })).toEqual([expect.stringContaining('instead of ok')])
  expect(found({ shape: reference, repeatedShape: '' }, {}, { mayBeDone: false })).toEqual([
    expect.stringContaining('was done all the same'),
  ])
})

test('an errand fails without Redis where its effect lies there, and without PostgreSQL where it does not', () => {
  const problems = (outcome: Outcome, inRedis: boolean, allowed: object, repeated = ok) =>
    problemsOfErrand({ path: 'a.b', stated: 'ok', inRedis }, { ...allowance, ...allowed }, { outcome, repeated })
  const withoutRedis = { mayFail: false }
  const withoutPostgres = { mayBeDone: false }
  expect(problems(away, true, withoutRedis)).toEqual([])
  expect(problems(away, false, withoutRedis)).toHaveLength(1)
  expect(problems(ok, true, withoutPostgres)).toEqual([])
  expect(problems(ok, false, withoutPostgres)).toEqual(['f: a.b was answered as if nothing were away'])
  expect(problems(away, true, withoutRedis, away)).toHaveLength(1)
})
