import { describe, expect, test } from 'vitest'
import { memberships, membersOn } from './universes.membership.ts'
import { Membership } from './universes.schema.ts'

describe('the members of a universe', () => {
  test('are those of the list that held on the date', () => {
    expect(membersOn('nifty50', '2025-09-29').symbols).toContain('BRITANNIA')
    expect(membersOn('nifty50', '2025-09-30').symbols).not.toContain('BRITANNIA')
    expect(membersOn('nifty50', '2025-09-30').symbols).toContain('TMPV')
    expect(membersOn('banknifty', '2026-01-09').symbols).toHaveLength(12)
  })

  test('are refused before the first list', () => {
    expect(() => membersOn('nifty50', '2016-07-10')).toThrow(
      /no member list for 2016-07-10: the first one starts on 2016-07-11/,
    )
  })

  test('are fifty or twelve symbols, each once, and lists of a universe never overlap', () => {
    for (const membership of memberships) {
      const { symbols, universe, from, to } = Membership.parse(membership)
      expect(new Set(symbols).size).toBe(universe === 'nifty50' ? 50 : 12)
      const others = memberships.filter((other) => other !== membership && other.universe === universe)
      expect(others.filter((other) => other.from <= (to ?? '9999') && from <= (other.to ?? '9999'))).toEqual([])
    }
  })
})
