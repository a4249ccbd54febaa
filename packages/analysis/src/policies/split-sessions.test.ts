import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitSessions } from './split-sessions.ts'

const on = (...days: readonly number[]) =>
  days.map((day) => ({ session: new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10) }))
const sizes = ({ training, purged, heldBack }: ReturnType<typeof splitSessions>) =>
  [training, purged, heldBack].map(({ length }) => length)

describe('a split in time', () => {
  test('of ten sessions at 0.7 with a span of 2 learns from seven, leaves two out and holds one back', () => {
    const split = splitSessions(on(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 0.7, 2)
    expect(sizes(split)).toEqual([7, 2, 1])
    expect(split.training.at(-1)?.session).toBe('2026-01-07')
    expect(split.heldBack[0]?.session).toBe('2026-01-10')
  })

  test('has nothing to hold back where the span reaches the end', () => {
    expect(sizes(splitSessions(on(1, 2, 3), 0.7, 5))).toEqual([2, 1, 0])
    expect(sizes(splitSessions([], 0.7, 1))).toEqual([0, 0, 0])
  })

  test('of one session learns from it', () => {
    expect(sizes(splitSessions(on(1, 1), 0.7, 1))).toEqual([1, 0, 0])
  })

  test.each([
    [0, 1],
    [1, 1],
    [Number.NaN, 1],
    [0.7, 0],
    [0.7, 1.5],
  ])('at %d with a span of %d is refused', (share, span) => {
    expect(() => splitSessions(on(1), share, span)).toThrow(RangeError)
  })

  test('loses nothing, keeps sessions whole and in order, and holds back nothing within the span of what is learnt from', () => {
    const days = fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 80 })
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true })
    fc.assert(
      fc.property(days, share, fc.integer({ min: 1, max: 10 }), (list, part, span) => {
        const items = on(...list)
        const { training, purged, heldBack } = splitSessions(items, part, span)
        const groups = [...training, ...purged, ...heldBack]
        const order = groups.map(({ session }) => session)
        expect(order).toEqual([...new Set(items.map(({ session }) => session))].toSorted())
        expect(groups.flatMap((group) => group.items)).toHaveLength(items.length)
        const last = training.at(-1)?.session ?? '2025-01-01'
        const next = heldBack[0]?.session ?? '2027-01-01'
        expect((Date.parse(next) - Date.parse(last)) / 86_400_000).toBeGreaterThan(span)
      }),
      { numRuns: 200, seed: 3 },
    )
  })
})
