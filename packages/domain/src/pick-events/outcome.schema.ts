import { z } from 'zod'
import { Instant, Symbol } from '../shared/index.ts'

/** What ended a position. `STOP` and `TARGET` of its plan · `TRAIL` a stop that had followed the price · `TIME` the end of the horizon or of the longest hold. */
export const ExitReason = z.enum(['STOP', 'TRAIL', 'TARGET', 'TIME'])
export type ExitReason = z.infer<typeof ExitReason>

/** `WIN` above +0.5 % after costs, `LOSS` below −0.5 %, else `BREAKEVEN`. */
export const OutcomeLabel = z.enum(['WIN', 'LOSS', 'BREAKEVEN'])
export type OutcomeLabel = z.infer<typeof OutcomeLabel>

/** Why an outcome can never be told. */
export const UnavailableCode = z.enum(['missing-candle', 'price-break'])
export type UnavailableCode = z.infer<typeof UnavailableCode>

/**
 * How a position ended. Prices in INR; returns in percent of the entry price, signed so that a gain is positive for long and short alike; instants
 * are those of the bar's edges (a daily bar: the session's open and close), an exit within a bar is dated by its end.
 */
export const ClosedOutcome = z.object({
  status: z.literal('closed'),
  entryAt: Instant,
  entryPrice: z.number().positive(),
  exitAt: Instant,
  exitPrice: z.number().positive(),
  exitReason: ExitReason,
  /** End of the horizon, whether the position lasted that long or not. */
  horizonEndAt: Instant,
  /** Last close, highest high and lowest low of the whole horizon. */
  closePrice: z.number().positive(),
  highPrice: z.number().positive(),
  lowPrice: z.number().positive(),
  /** Entry to exit, before costs. */
  grossReturnPct: z.number(),
  /** The assumed costs of entering and leaving. */
  costPct: z.number().nonnegative(),
  /** Entry to exit, after costs. */
  netReturnPct: z.number(),
  /** Entry to the close of the horizon, before costs, as if there were neither stop nor target. */
  closeReturnPct: z.number(),
  /** Best and worst stand while the position was held, 0 at the entry. */
  maxRunupPct: z.number().nonnegative(),
  maxDrawdownPct: z.number().nonpositive(),
  /** Gross return ÷ best stand, clamped to 0–1; null where there never was a gain. */
  captureRatio: z.number().min(0).max(1).nullable(),
  hitTarget: z.boolean(),
  hitStop: z.boolean(),
  /** The benchmark over the same bars; its return is unsigned. Null with a reason where it has none. */
  benchmark: z.object({ symbol: Symbol, proxy: z.boolean(), returnPct: z.number() }).nullable(),
  benchmarkReason: z.string().nullable(),
  /** Slope of daily log returns on the benchmark's before the signal; null where there are too few. */
  beta: z.number().nullable(),
  /** Net return less the benchmark's, which counts against a long and for a short. */
  alphaPct: z.number().nullable(),
  /** The same with the benchmark's return times beta. */
  betaAlphaPct: z.number().nullable(),
  label: OutcomeLabel,
})
export type ClosedOutcome = z.infer<typeof ClosedOutcome>

/** It can not be told, and why. */
export const UnavailableOutcome = z.object({
  status: z.literal('unavailable'),
  code: UnavailableCode,
  detail: z.string(),
})
export type UnavailableOutcome = z.infer<typeof UnavailableOutcome>
