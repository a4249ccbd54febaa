import { minuteMs } from './ist.ts'
import type { Interval, Session } from './session.ts'
import type { SessionIndex } from './session-index.ts'

/** Questions about the continuous trading intervals. */
export type TradingTime = {
  /**
   * Minutes of continuous trading in `[from, to)`, fractions included; negative when `to` lies before `from`. Pre-open,
   * closing auction and the pause between two intervals do not count.
   */
  tradingMinutesBetween(from: number, to: number): number
  /**
   * Start instants of the bars of `minutes` minutes on a date, counted anew in each interval; the last bar of an interval
   * is shorter where the length does not divide it. Empty on a closed day.
   */
  intervalStarts(date: string, minutes: number): readonly number[]
  /** Start of the first trading interval that starts after the instant. */
  nextOpen(instant: number): number
  /** End of the first trading interval that ends after the instant. */
  nextClose(instant: number): number
}

/** Derives the trading-time questions from an index; sums are prepared once, so that each answer is O(1). */
export function tradingTime(index: SessionIndex): TradingTime {
  const { sessions } = index
  // milliseconds traded before each session and, at the end, in all of them
  const tradedBefore = new Float64Array(sessions.length + 1)
  for (const [position, session] of sessions.entries()) {
    tradedBefore[position + 1] = (tradedBefore[position] ?? 0) + tradedUntil(session, Number.POSITIVE_INFINITY)
  }

  const tradedMs = (instant: number): number => {
    const count = index.countThroughInstant(instant)
    const session = sessions[count - 1]
    return session ? (tradedBefore[count - 1] ?? 0) + tradedUntil(session, instant) : 0
  }
  const nextEdge = (instant: number, edge: keyof Interval): number => {
    // the newest session that has a chance of an edge after the instant is the one of its own date, if there is one
    for (let position = Math.max(0, index.countThroughInstant(instant) - 1); ; position++) {
      const found = index.at(position).intervals.find((interval) => interval[edge] > instant)
      if (found) return found[edge]
    }
  }

  return {
    tradingMinutesBetween: (from, to) => (tradedMs(to) - tradedMs(from)) / minuteMs,
    intervalStarts(date, minutes) {
      if (!Number.isInteger(minutes) || minutes < 1) {
        throw new RangeError(`a bar lasts a whole number of minutes, at least one, not ${minutes}`)
      }
      const step = minutes * minuteMs
      return (index.sessionOfDate(date)?.intervals ?? []).flatMap(({ open, close }) =>
        Array.from({ length: Math.ceil((close - open) / step) }, (_, bar) => open + bar * step),
      )
    },
    nextOpen: (instant) => nextEdge(instant, 'open'),
    nextClose: (instant) => nextEdge(instant, 'close'),
  }
}

/** Milliseconds of continuous trading in a session before an instant. */
function tradedUntil(session: Session, instant: number): number {
  let traded = 0
  for (const { open, close } of session.intervals) traded += Math.max(0, Math.min(instant, close) - open)
  return traded
}
