import type { ClosedOutcome, UnavailableOutcome } from '@fyntrix/domain/pick-events'

/** A closed outcome with a net return in percent; what a test does not say follows from that, or says nothing. */
export const closed = (netReturnPct: number, over: Partial<ClosedOutcome> = {}): ClosedOutcome => ({
  status: 'closed',
  entryAt: '2026-01-05T03:45:00.000Z',
  entryPrice: 100,
  exitAt: '2026-01-05T10:00:00.000Z',
  exitPrice: 100 + netReturnPct,
  exitReason: 'TIME',
  horizonEndAt: '2026-01-05T10:00:00.000Z',
  closePrice: 100 + netReturnPct,
  highPrice: 100 + Math.max(0, netReturnPct),
  lowPrice: 100 + Math.min(0, netReturnPct),
  grossReturnPct: netReturnPct,
  costPct: 0,
  netReturnPct,
  closeReturnPct: netReturnPct,
  maxRunupPct: Math.max(0, netReturnPct),
  maxDrawdownPct: Math.min(0, netReturnPct),
  captureRatio: netReturnPct > 0 ? 1 : null,
  hitTarget: false,
  hitStop: false,
  benchmark: null,
  benchmarkReason: 'none in this test',
  beta: null,
  alphaPct: null,
  betaAlphaPct: null,
  label: netReturnPct > 0.5 ? 'WIN' : netReturnPct < -0.5 ? 'LOSS' : 'BREAKEVEN',
  ...over,
})

/** An outcome that can not be told. */
export const unavailable: UnavailableOutcome = {
  status: 'unavailable',
  code: 'missing-candle',
  detail: 'no day candle of 2026-01-06',
}
