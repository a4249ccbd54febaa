import type { Hours, Source } from '../tables.ts'

/** A rule of the trading day that holds from a date until the next row's date. Times are IST. */
export type Rule<T> = { readonly from: string; readonly value: T; readonly source: Source; readonly note: string }

/** Continuous trading of a regular session. */
export const regularHours: readonly Rule<Hours>[] = [
  {
    from: '2016-07-11',
    value: ['09:15', '15:30'],
    source: 'spec',
    note: '375 one-minute bars a session, 09:15 to 15:29. Recorded minute bars of 2025 agree.',
  },
]

/** Pre-open order collection of a regular session; matching and a pause follow until continuous trading starts. */
export const preOpenHours: readonly Rule<Hours>[] = [
  {
    from: '2016-07-11',
    value: ['09:00', '09:08'],
    source: 'unverified',
    note: 'Collection ends at a random second of its last minute.',
  },
  {
    from: '2026-09-07',
    value: ['09:00', '09:08'],
    source: 'unverified',
    note: 'The spec announces a new pre-open from this date without its times: the old ones stand in.',
  },
]

/** Closing auction of a regular session, for names that also have derivatives. */
export const closingAuctionHours: readonly Rule<Hours>[] = [
  {
    from: '2026-08-03',
    value: ['15:15', '15:35'],
    source: 'spec',
    note: 'Other names keep continuous trading to 15:30.',
  },
]

/** End of derivatives trading of a regular session. */
export const derivativesClose: readonly Rule<string>[] = [
  { from: '2016-07-11', value: '15:30', source: 'unverified', note: 'Together with the cash market.' },
  { from: '2026-08-03', value: '15:40', source: 'spec', note: 'Introduced with the closing auction.' },
]

/**
 * Minutes from the last trade until a close that is an average of the last half hour may be read. The exchange's
 * post-close trading at that price starts then (15:40 on a regular day; general knowledge, `unverified`).
 */
export const averageCloseDelayMinutes = 10

/**
 * Minutes by which the pre-open of a special session starts before its first trade, and for which it collects orders.
 * Shaped after the regular pre-open; general knowledge, `unverified`.
 */
export const specialPreOpen = { leadMinutes: 15, orderEntryMinutes: 8 } as const
