import { atIst, nse } from '@fyntrix/calendar'
import { type CandleSource, candlesOf } from '@fyntrix/domain/candles'
import { type CandleProvider, dailyKnownAt } from '@fyntrix/market-data'

/** A daily bar as a test wants it: prices in INR, final and known in the evening of its session where nothing else is said. */
export interface DailyBar {
  readonly date: string
  readonly open?: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly provisional?: boolean
  /** When its arrival was recorded. */
  readonly cachedAt?: string
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00.000Z`) / 86_400_000

const knownAtOf = ({ date, cachedAt }: DailyBar): number => {
  if (cachedAt !== undefined) return Date.parse(cachedAt)
  const session = nse.sessionOn(date)
  return session === null ? atIst(date, '16:00') : dailyKnownAt(nse, session)
}

/** A provider of daily bars, symbol by symbol. */
export const dailyBars = (
  source: CandleSource,
  series: Readonly<Record<string, readonly DailyBar[]>>,
): CandleProvider => ({
  source,
  simulated: source === 'simulated',
  describe: () => 'bars of a test',
  async *read() {
    for (const [symbol, bars] of Object.entries(series)) {
      const candles = candlesOf(bars.length)
      bars.forEach(({ date, open, high, low, close, provisional }, i) => {
        candles.ts[i] = atIst(date, '00:00')
        candles.open[i] = open ?? close
        candles.high[i] = high
        candles.low[i] = low
        candles.close[i] = close
        candles.volume[i] = 1_000
        candles.provisional[i] = provisional ? 1 : 0
      })
      const batch = {
        source,
        symbol,
        interval: 'day' as const,
        candles,
        session: Int32Array.from(bars, ({ date }) => dayOf(date)),
        knownAt: Float64Array.from(bars, knownAtOf),
        cachedAt: Float64Array.from(bars, ({ cachedAt }) =>
          cachedAt === undefined ? Number.NaN : Date.parse(cachedAt),
        ),
      }
      yield { kind: 'batch', batch }
    }
  },
})
