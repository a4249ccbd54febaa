/** How recorded candles and the calendar can disagree about a day. */
export type DifferenceKind =
  | 'session without rows'
  | 'session with flat rows'
  | 'session with few rows'
  | 'closed day with flat rows'
  | 'closed day with few rows'
  | 'closed day with trades'

/** A day on which recorded candles and the calendar disagree, and why the calendar is right nevertheless. */
export type KnownDifference = { readonly date: string; readonly kind: DifferenceKind; readonly explanation: string }

/** Every difference from the daily files `nse-daily`, 2016-07-11 to 2026-07-10. Flat: one price, volume zero. */
export const nseDailyDifferences: readonly KnownDifference[] = [
  {
    date: '2016-10-30',
    kind: 'session without rows',
    explanation: 'Muhurat session on a Sunday; the vendor has no row.',
  },
  {
    date: '2019-02-13',
    kind: 'session without rows',
    explanation: 'An ordinary Wednesday without a holiday; the vendor lost the day for all names. Unverified.',
  },
  {
    date: '2019-03-29',
    kind: 'session without rows',
    explanation: 'An ordinary Friday without a holiday; the vendor lost the day for all names. Unverified.',
  },
  {
    date: '2020-02-01',
    kind: 'session without rows',
    explanation: 'Union Budget on a Saturday; the vendor has no row.',
  },
  {
    date: '2023-11-12',
    kind: 'session without rows',
    explanation: 'Muhurat session on a Sunday; the Zerodha cache has its bars.',
  },
  {
    date: '2024-01-20',
    kind: 'session without rows',
    explanation: 'Full day on a Saturday; the Zerodha cache has its bars.',
  },
  {
    date: '2024-03-02',
    kind: 'session without rows',
    explanation: 'Disaster-recovery drill on a Saturday; the Zerodha cache has its bars.',
  },
  {
    date: '2024-05-18',
    kind: 'session without rows',
    explanation: 'Disaster-recovery drill on a Saturday; the Zerodha cache has its bars.',
  },
  {
    date: '2025-03-18',
    kind: 'session with flat rows',
    explanation: 'An ordinary Tuesday: ITC has a real bar and the Zerodha cache has bars; the other rows are filler.',
  },
  {
    date: '2026-01-15',
    kind: 'closed day with flat rows',
    explanation: 'Municipal elections: the vendor filled the closed day with the last price.',
  },
  {
    date: '2026-02-01',
    kind: 'session without rows',
    explanation: 'Union Budget on a Sunday; the vendor has no row.',
  },
  {
    date: '2026-05-01',
    kind: 'closed day with flat rows',
    explanation: 'Maharashtra Day: the vendor filled the closed day with the last price.',
  },
  {
    date: '2026-05-28',
    kind: 'closed day with flat rows',
    explanation: 'Bakri Id: the vendor filled the closed day with the last price.',
  },
  {
    date: '2026-06-26',
    kind: 'closed day with flat rows',
    explanation: 'Muharram: the vendor filled the closed day with the last price.',
  },
  {
    date: '2026-07-10',
    kind: 'session with few rows',
    explanation: 'The last day of the files is incomplete: only the two ETFs have prices.',
  },
]

/** Every difference from the daily bars of the Zerodha cache, 2020-08-31 to 2025-09-05: none. */
export const zerodhaDifferences: readonly KnownDifference[] = []
