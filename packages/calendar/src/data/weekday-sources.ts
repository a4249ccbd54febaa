import type { WeekdaySource } from '../tables.ts'

/** First and last date of the built-in tables. */
export const builtInRange = { first: '2016-07-11', last: '2026-12-31' } as const

/** Where the ordinary weekday sessions are known from. Of several rows that cover a date the last one counts. */
export const weekdaySources: readonly WeekdaySource[] = [
  { from: '2016-07-11', to: '2026-07-10', source: 'inferred from candles' },
  // no bars in any of the recorded files, yet no holiday either: the candles alone would call these two days closed
  { from: '2019-02-13', to: '2019-02-13', source: 'unverified' },
  { from: '2019-03-29', to: '2019-03-29', source: 'unverified' },
  // no candles yet: a closure announced at short notice would be missing
  { from: '2026-07-11', to: '2026-12-31', source: 'unverified' },
]
