import type { CandleInterval } from '@fyntrix/domain/candles'
import type { Glimpse } from './zerodha.glimpse.ts'
import type { KeyedWindow } from './zerodha.key.ts'

/** How many days the legacy client asked for, the commonest first: what the 263 explained files of the recorded cache have. */
const usualDays: Readonly<Record<CandleInterval, readonly number[]>> = {
  day: [80, 50, 365, 1825, 200, 30, 120],
  minute: [30, 60],
  '5minute': [60, 100],
  '15minute': [90],
  '30minute': [120],
  '60minute': [180],
}

/** The exchange is never closed for longer: so far can a window reach beyond its first or last bar. */
const closedDays = 4

/**
 * The windows that a file may have answered, the likeliest first, none twice: those of other files of the cache that its rows
 * fit into, then the usual lengths, then any window that its first and last row fill but for closed days.
 */
export const candidateWindows = (
  { first, last, intervals }: Glimpse,
  known: readonly KeyedWindow[],
): readonly KeyedWindow[] => {
  const windows = intervals.flatMap((interval) => {
    const fitting = known.filter(
      ({ interval: its, from, to }) => its === interval && from <= first && last <= to && to <= last + closedDays,
    )
    const usual = daysFrom(last).flatMap((to) => usualDays[interval].map((days) => ({ interval, from: to - days, to })))
    const filled = daysFrom(last).flatMap((to) => daysFrom(first - closedDays).map((from) => ({ interval, from, to })))
    return [...fitting, ...usual.filter(({ from }) => from <= first), ...filled]
  })
  return [...new Map(windows.map((window) => [nameOf(window), window])).values()]
}

const daysFrom = (day: number): number[] => Array.from({ length: closedDays + 1 }, (_, index) => day + index)

/** Tells windows apart. */
export const nameOf = ({ interval, from, to }: KeyedWindow): string => `${interval} ${from} ${to}`
