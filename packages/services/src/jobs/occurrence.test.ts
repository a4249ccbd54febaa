import { nse } from '@fyntrix/calendar'
import type { Mode, RunTrigger } from '@fyntrix/domain/top-picks'
import { describe, expect, test } from 'vitest'
import { reasonNotDue } from './occurrence.ts'

const due = (trigger: RunTrigger, mode: Mode, at: string) =>
  reasonNotDue({ universe: 'nifty50', mode, trigger }, new Date(at), nse)

describe('a top-picks job', () => {
  test('runs before the open and while the market trades', () => {
    expect(due('pre-open', 'swing', '2026-01-09T08:06:00+05:30')).toBeNull()
    expect(due('hourly', 'intraday', '2026-01-09T09:33:00+05:30')).toBeNull()
    expect(due('scalping-cycle', 'scalping', '2026-01-09T15:10:00+05:30')).toBeNull()
  })

  test('rests on holidays, also on those that fall on a weekday', () => {
    expect(due('hourly', 'swing', '2026-01-26T10:36:00+05:30')).toBe('no session today')
    expect(due('pre-open', 'swing', '2026-01-10T08:06:00+05:30')).toBe('no session today')
  })

  test('runs on a Sunday that trades', () => {
    expect(due('hourly', 'intraday', '2026-02-01T10:33:00+05:30')).toBeNull()
  })

  test('follows the hours of a special session instead of those of the pattern', () => {
    expect(due('hourly', 'intraday', '2025-10-21T10:33:00+05:30')).toBe('the market does not trade now')
    expect(due('scalping-cycle', 'scalping', '2025-10-21T14:00:00+05:30')).toBeNull()
  })

  test('does not start in the last quarter of an hour, but for swing', () => {
    expect(due('hourly', 'intraday', '2026-01-09T15:15:00+05:30')).toBe('too close to the end of the session')
    expect(due('hourly', 'swing', '2026-01-09T15:15:00+05:30')).toBeNull()
    expect(due('hourly', 'swing', '2026-01-09T15:36:00+05:30')).toBe('the market does not trade now')
  })
})
