import { z } from 'zod'
import { Instant, SessionDate, Symbol } from '../shared/index.ts'

/** Who a candle comes from. Two sources are never spliced: their adjustments differ. */
export const CandleSource = z.enum(['nse-daily', 'zerodha', 'simulated'])
export type CandleSource = z.infer<typeof CandleSource>

/** Bar length, by the names of the Zerodha API. */
export const CandleInterval = z.enum(['minute', '5minute', '15minute', '30minute', '60minute', 'day'])
export type CandleInterval = z.infer<typeof CandleInterval>

/** Minutes of an intraday bar; a daily bar spans a session. */
export const intervalMinutes: Readonly<Record<Exclude<CandleInterval, 'day'>, number>> = {
  minute: 1,
  '5minute': 5,
  '15minute': 15,
  '30minute': 30,
  '60minute': 60,
}

/** How far a source's prices are adjusted, as stated on every run that used it. */
export const adjustments: Readonly<Record<CandleSource, string>> = {
  'nse-daily': 'splits and bonuses, by the vendor, including ones after the as-of instant',
  zerodha: 'by the broker, not verified for every corporate action',
  simulated: 'none: invented prices',
}

/** One series of candles on the wire: equally long columns, oldest first. Prices in INR, `ts` = start of the bar. */
export const CandleSeries = z.object({
  source: CandleSource,
  simulated: z.boolean(),
  symbol: Symbol,
  interval: CandleInterval,
  asOf: Instant,
  ts: z.array(Instant),
  session: z.array(SessionDate),
  open: z.array(z.number()),
  high: z.array(z.number()),
  low: z.array(z.number()),
  close: z.array(z.number()),
  volume: z.array(z.number()),
  provisional: z.array(z.boolean()),
})
export type CandleSeries = z.infer<typeof CandleSeries>

/** The newest price of a symbol that was known at an instant: the close of the bar that ended last, in INR. */
export const LastPrice = z.object({
  symbol: Symbol,
  price: z.number(),
  /** End of the bar. */
  at: Instant,
  interval: CandleInterval,
  source: CandleSource,
  simulated: z.boolean(),
  /** True where the bar may still change. */
  provisional: z.boolean(),
  /** From the end of the bar to the instant that was asked for. */
  ageSeconds: z.number().nonnegative(),
})
export type LastPrice = z.infer<typeof LastPrice>

/** A question for candles: the newest `limit` bars of a series that were known at `asOf`. */
export const CandleQuery = z.object({
  symbol: Symbol,
  interval: CandleInterval.default('day'),
  asOf: Instant.optional(),
  limit: z.int().min(1).max(5000).default(250),
})
export type CandleQuery = z.infer<typeof CandleQuery>

const barsADay = (interval: CandleInterval): number =>
  interval === 'day' ? 1 : Math.ceil(375 / intervalMinutes[interval])

/** Most bars that a question may span, by the days of the calendar. */
const mostBars = 25_000

/** A question for the bars of the sessions from one date to another, both inclusive, that were known at `asOf`. */
export const CandleHistoryQuery = z
  .object({
    symbol: Symbol,
    interval: CandleInterval.default('day'),
    from: SessionDate,
    to: SessionDate,
    asOf: Instant.optional(),
  })
  .refine(({ from, to }) => from <= to, { message: 'the span must not end before it begins' })
  .refine(
    ({ from, to, interval }) => ((Date.parse(to) - Date.parse(from)) / 86_400_000) * barsADay(interval) <= mostBars,
    { message: `a span has at most ${mostBars} bars: ask for a shorter one` },
  )
export type CandleHistoryQuery = z.infer<typeof CandleHistoryQuery>

/** Bars between two dates. `derivedFrom` names the finer bars that they were made of, `servedFrom` where those of ended sessions came from. */
export const CandleHistory = CandleSeries.extend({
  from: SessionDate,
  to: SessionDate,
  derivedFrom: CandleInterval.nullable(),
  servedFrom: z.enum(['process', 'redis', 'postgresql']),
})
export type CandleHistory = z.infer<typeof CandleHistory>

/** How often windows of candles were found in the cache, were not, and were kept. `hitRate` is 0–1, null before the first read. */
export const CandleHistoryCounts = z.object({
  hits: z.int(),
  misses: z.int(),
  writes: z.int(),
  hitRate: z.number().nullable(),
})
export type CandleHistoryCounts = z.infer<typeof CandleHistoryCounts>
