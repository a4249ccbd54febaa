import type { Session } from '@fyntrix/calendar'
import { dayNumber } from '@fyntrix/calendar'
import { intervalMs } from '../bar-grid.ts'

/** The 5-minute bars of a session, from which all others are made. Instants are epoch ms. */
export interface SessionShape {
  readonly session: Session
  /** Civil days since 1970-01-01. */
  readonly day: number
  /** Number of bars. */
  readonly length: number
  readonly start: Float64Array
  readonly end: Float64Array
  /** For each bar the index of the 15-minute bar that it belongs to. */
  readonly quarter: Int32Array
  /** Number of 15-minute bars. */
  readonly quarters: number
  /** Standard deviation of each bar's move relative to that of all of the session: the squares add up to 1. */
  readonly deviation: Float64Array
  /** Share of the session's variance that lies behind at the end of each bar. */
  readonly elapsed: Float64Array
  /** Share of the volume of a whole regular session in each bar. */
  readonly volume: Float64Array
}

/** Number of 5-minute bars of a regular session. */
const regularBars = 75

/** Cuts a session into bars. */
export const shapeOf = (session: Session): SessionShape => {
  const step = intervalMs('5minute')
  const bars = session.intervals.flatMap(({ open, close }, stretch) =>
    Array.from({ length: Math.ceil((close - open) / step) }, (_, bar) => {
      const start = open + bar * step
      return { start, end: Math.min(start + step, close), quarter: `${stretch} ${Math.floor(bar / 3)}` }
    }),
  )
  const quarters = [...new Set(bars.map(({ quarter }) => quarter))]
  const weights = bars.map((_, bar) => restlessness((bar + 0.5) / bars.length))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const variance = Float64Array.from(weights, (weight) => weight / total)
  let behind = 0
  return {
    session,
    day: dayNumber(session.date),
    length: bars.length,
    start: Float64Array.from(bars, ({ start }) => start),
    end: Float64Array.from(bars, ({ end }) => end),
    quarter: Int32Array.from(bars, ({ quarter }) => quarters.indexOf(quarter)),
    quarters: quarters.length,
    deviation: variance.map(Math.sqrt),
    elapsed: variance.map((share) => (behind += share)),
    // a short session trades a part of a day's volume
    volume: variance.map((share) => (share * bars.length) / regularBars),
  }
}

/** How lively a session is after a share of its time: most at the open, least at noon, more again at the close. */
const restlessness = (time: number): number => {
  const fromNoon = 2 * time - 1
  const left = (1 - time) * (1 - time)
  const opening = left * left * left * left
  return 0.6 + 1.4 * fromNoon * fromNoon + 2 * opening
}
