import { dayNumber } from '@fyntrix/calendar'
import type { Factors } from './factors.ts'
import { type SessionFactors, sessionFactors } from './session-bars.ts'
import { shapeOf } from './session-shape.ts'
import type { Timeline } from './timeline.ts'
import type { Walk } from './walk.ts'

/** What all symbols share in a reading; lists by session are as long as the timeline's. */
export interface MarketHistory {
  readonly timeline: Timeline
  /** Civil days since 1970-01-01. */
  readonly days: Int32Array
  /** The market's move of each session. */
  readonly market: Float64Array
  /** Each sector's move of each session. */
  readonly sectors: readonly Float64Array[]
  /** Index of the first session of which any bar is asked for. */
  readonly first: number
  /** The factors' ways through the sessions from `first` on. */
  readonly drawn: readonly SessionFactors[]
}

/** Draws the factors: every session's move, and its way through the sessions whose bars are asked for. */
export const drawMarket = (factors: Factors, timeline: Timeline): MarketHistory => {
  const days = Int32Array.from(timeline.sessions, ({ date }) => dayNumber(date))
  const movesOf = (walk: Walk) => Float64Array.from(days, (day) => walk.move(day).total)
  const first = Math.min(...Object.values(timeline.from))
  return {
    timeline,
    days,
    market: movesOf(factors.market),
    sectors: factors.sectors.map(movesOf),
    first,
    drawn: timeline.sessions.slice(first).map((session) => sessionFactors(factors, shapeOf(session))),
  }
}
