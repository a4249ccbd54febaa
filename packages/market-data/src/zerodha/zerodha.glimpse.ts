import { istDay, istOffsetMs } from '@fyntrix/calendar'
import { type CandleInterval, intervalMinutes } from '@fyntrix/domain/candles'
import { csvCells } from '../csv/csv-lines.ts'

/** What the rows of a file tell of the window that they answered. */
export interface Glimpse {
  /** IST dates of the first and the last row, days since 1970-01-01. */
  readonly first: number
  readonly last: number
  /** What the bars can be long, the likeliest first. */
  readonly intervals: readonly CandleInterval[]
}

/** Looks at the text of a candle file. Null if no row has a time. */
export const glimpse = (text: string): Glimpse | null => {
  const starts = Float64Array.from(csvCells(text), ([, time = '']) => startOf(time)).filter(Number.isFinite)
  const [first, last] = [starts[0], starts.at(-1)]
  if (first === undefined || last === undefined) return null
  const gap = commonGap(starts)
  return {
    first: istDay(first),
    last: istDay(last),
    intervals: starts.every(isMidnight)
      ? ['day']
      : coarsestFirst.filter((interval) => gap % intervalMinutes[interval] === 0),
  }
}

/** Epoch milliseconds of a row's time, NaN if it is none. */
const startOf = (time: string): number => (timestamp.test(time) ? Date.parse(time.replace(' ', 'T')) : Number.NaN)
const isMidnight = (instant: number): boolean => (instant + istOffsetMs) % 86_400_000 === 0

const timestamp = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d:00\+05:30$/
const coarsestFirst = ['60minute', '30minute', '15minute', '5minute', 'minute'] as const

/** The commonest distance in minutes between two rows that follow each other within a session; 0 if there are none. */
const commonGap = (starts: Float64Array): number => {
  const counts = new Map<number, number>()
  for (const gap of gapsOf(starts)) counts.set(gap, (counts.get(gap) ?? 0) + 1)
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0]
}

/** Distances in minutes between rows that follow each other on one day. Starts are epoch ms; no session is longer than half a day. */
export const gapsOf = (starts: Float64Array): number[] => {
  const gaps: number[] = []
  for (let row = 1; row < starts.length; row++) {
    const gap = ((starts[row] ?? 0) - (starts[row - 1] ?? 0)) / 60_000
    if (gap > 0 && gap < 12 * 60) gaps.push(gap)
  }
  return gaps
}
