import { describe, expect, test } from 'vitest'
import { mergedLists, newLists, spansOf } from './universes.lists.ts'
import { memberships, membersOn } from './universes.membership.ts'
import { Membership, MembershipFile } from './universes.schema.ts'

const list = (from: string, symbols = ['INFY', 'TCS'], universe = 'nifty50') => ({ universe, from, symbols })
const file = (...lists: unknown[]) => MembershipFile.parse({ source: 'a list by hand', lists })
const refused = (input: unknown) =>
  MembershipFile.safeParse(input)
    .error?.issues.map(({ message }) => message)
    .join('; ')

describe('a file of lists', () => {
  test.each([
    ['no source', { lists: [list('2026-09-30')] }, /expected string/],
    ['an empty source', { source: '  ', lists: [list('2026-09-30')] }, /Too small/],
    ['no list', { source: 'by hand', lists: [] }, /Too small/],
    ['a list without members', { source: 'by hand', lists: [list('2026-09-30', [])] }, /Too small/],
    ['a stock twice', { source: 'by hand', lists: [list('2026-09-30', ['TCS', 'INFY', 'TCS'])] }, /names TCS twice/],
    ['no symbol', { source: 'by hand', lists: [list('2026-09-30', ['no symbol!'])] }, /a symbol is/],
    ['no date', { source: 'by hand', lists: [list('30-09-2026')] }, /Invalid/],
    ['an unknown universe', { source: 'by hand', lists: [list('2026-09-30', ['TCS'], 'nifty500')] }, /Invalid/],
    [
      'dates in disorder',
      { source: 'by hand', lists: [list('2026-10-30'), list('2026-09-30')] },
      /does not come after/,
    ],
    ['a date twice', { source: 'by hand', lists: [list('2026-09-30'), list('2026-09-30')] }, /does not come after/],
    ['an end', { source: 'by hand', lists: [{ ...list('2026-09-30'), to: null }] }, /Unrecognized/],
  ])('with %s is refused', (_, input, message) => {
    expect(refused(input)).toMatch(message)
  })

  test('may name several universes, each by ascending dates', () => {
    const lists = [list('2026-09-30'), list('2026-03-31', ['SBIN'], 'banknifty'), list('2026-10-30')]
    expect(refused({ source: 'by hand', lists })).toBeUndefined()
  })
})

describe('lists that are added', () => {
  const [next] = newLists(memberships, file(list('2026-09-30')))
  const all = mergedLists(memberships, next ? [next] : [])

  test('hold from their date on, and leave the dates before as they were, to the letter', () => {
    expect(membersOn('nifty50', '2026-09-30', all)).toEqual({
      ...list('2026-09-30'),
      to: null,
      source: 'a list by hand',
    })
    for (const date of ['2016-07-11', '2025-09-29', '2025-09-30', '2026-09-29'])
      expect(membersOn('nifty50', date, all)).toEqual(membersOn('nifty50', date))
    expect(membersOn('banknifty', '2026-12-31', all)).toEqual(membersOn('banknifty', '2026-12-31'))
  })

  test('are shown with the last date of each', () => {
    const spans = spansOf(all)
    for (const span of spans) expect(Membership.safeParse(span).success).toBe(true)
    expect(spans.map(({ universe, from, to }) => [universe, from, to])).toEqual([
      ['banknifty', '2016-07-11', null],
      ['nifty50', '2016-07-11', '2025-09-29'],
      ['nifty50', '2025-09-30', '2026-09-29'],
      ['nifty50', '2026-09-30', null],
    ])
  })

  test('that are there already are not new, in whatever order they name their members', () => {
    expect(newLists(all, file(list('2026-09-30', ['TCS', 'INFY'])))).toEqual([])
    expect(newLists(all, file(list('2026-09-30'), list('2026-12-30')))).toMatchObject([{ from: '2026-12-30' }])
  })

  test('contradict none of the same date, and are not older than the newest', () => {
    const code = (input: unknown) => {
      try {
        return newLists(all, file(input)).length
      } catch (cause) {
        return cause
      }
    }
    expect(code(list('2026-09-30', ['SBIN']))).toMatchObject({ code: 'conflict' })
    expect(code(list('2025-09-30', ['SBIN']))).toMatchObject({ code: 'conflict' })
    expect(code(list('2026-09-29'))).toMatchObject({ code: 'refused' })
    expect(code(list('2016-07-10'))).toMatchObject({ code: 'refused' })
    expect(code(list('2026-09-29', ['SBIN'], 'banknifty'))).toBe(1)
  })
})
