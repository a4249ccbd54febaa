import type { LongestHold } from '@fyntrix/domain/policies'
import type { HeldBar } from '../outcomes/index.ts'
import { sessionOf } from '../shared/session.ts'

const barsOfMinutes = (minutes: number, bars: readonly HeldBar[]): number | null => {
  let left = minutes * 60_000
  for (const [index, { open, close }] of bars.entries()) {
    left -= close - open
    if (left <= 0) return index + 1
  }
  return null
}

const barsOfSessions = (sessions: number, bars: readonly HeldBar[]): number | null => {
  const dates = bars.map(({ open }) => sessionOf(open))
  const beyond = [...new Set(dates)][sessions]
  return beyond === undefined ? null : dates.indexOf(beyond)
}

/**
 * How many bars of a holding a longest hold lasts, counted on its real bars, so that short sessions count as short. Minutes are minutes of trading
 * and end with the bar in which they run out, at least the first; sessions end with the last bar of the last one, the one of the entry being the
 * first. Null where the holding ends no later anyway.
 */
export const longestBarsOf = (hold: LongestHold | null, bars: readonly HeldBar[]): number | null => {
  if (hold === null) return null
  return 'minutes' in hold ? barsOfMinutes(hold.minutes, bars) : barsOfSessions(hold.sessions, bars)
}
