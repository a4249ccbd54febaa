import { type CandleBatch, candlesOf, type ProviderItem } from '@fyntrix/domain/candles'

/** A bar to be delivered. Times are epoch milliseconds; `cachedAt` is the provider's record of its arrival, if it keeps one. */
export interface SampleBar {
  readonly ts: number
  readonly close: number
  readonly provisional?: boolean
  readonly knownAt?: number
  readonly cachedAt?: number
}

const dayMs = 86_400_000
const istMs = 5.5 * 3_600_000

/** Midnight in Asia/Kolkata of a session, which is when its daily bar starts. */
export const startOfSession = (session: string): number => Date.parse(`${session}T00:00:00.000+05:30`)

/** 16:00 in Asia/Kolkata of the session that starts at `ts`: when its daily bar can be known. */
export const closeOfSession = (ts: number): number => ts + 16 * 3_600_000

/** Bars of one series, `close` in all prices; a daily bar is known at 16:00 IST where nothing else is said. */
export const sampleBatch = (
  series: Partial<Pick<CandleBatch, 'source' | 'symbol' | 'interval'>>,
  bars: readonly SampleBar[],
): CandleBatch => {
  const candles = candlesOf(bars.length)
  bars.forEach(({ ts, close, provisional }, i) => {
    candles.ts[i] = ts
    for (const column of [candles.open, candles.high, candles.low, candles.close]) column[i] = close
    candles.volume[i] = 1_000
    candles.provisional[i] = provisional ? 1 : 0
  })
  return {
    source: 'nse-daily',
    symbol: 'INFY',
    interval: 'day',
    ...series,
    candles,
    session: Int32Array.from(bars, ({ ts }) => Math.floor((ts + istMs) / dayMs)),
    knownAt: Float64Array.from(bars, ({ ts, knownAt }) => knownAt ?? closeOfSession(ts)),
    cachedAt: Float64Array.from(bars, ({ cachedAt }) => cachedAt ?? Number.NaN),
  }
}

/** What a provider would yield for these batches. */
export async function* delivered(...batches: readonly CandleBatch[]): AsyncGenerator<ProviderItem> {
  for (const batch of batches) yield { kind: 'batch', batch }
}
