import {
  byParameter,
  type Duration,
  defineCounters,
  defineFamily,
  type FreshnessRule,
  marketHours,
} from '@fyntrix/cache'
import { bool, type Columns, type Frame, float64, frame, instant } from '@fyntrix/cache/frames'
import { type CandleColumns, CandleInterval } from '@fyntrix/domain/candles'
import { SessionDate, Symbol } from '@fyntrix/domain/shared'

const columns = {
  ts: instant({ delta: true }),
  open: float64(),
  high: float64(),
  low: float64(),
  close: float64(),
  volume: float64(),
  provisional: bool(),
} satisfies Columns

const bars = frame(columns)

/** Bars as they are kept. The metadata say what they come from. */
export type HistoryFrame = Frame<typeof columns>

/** As long as said while the market trades, four times that while it is closed, and never past the next opening. */
const market = (open: Duration): FreshnessRule => {
  const rule = marketHours({ open, closedFactor: 4 })
  const capped: FreshnessRule = (context) => Math.min(rule(context), context.clock.nextOpen(context.at))
  return Object.assign(capped, { text: `${open}, 4 times that while the market is closed, at most until it opens` })
}

/** Everything that is kept of candles: what an import changes. */
export const candlesTag = 'candles'

/** Bars between two session dates, both inclusive, of sessions that have ended. */
export const historyFamily = defineFamily({
  name: 'history',
  description: 'bars of a symbol between two session dates, of sessions that have ended',
  key: 'hist:{symbol}:{from}:{to}:{interval}',
  parameters: { symbol: Symbol, from: SessionDate, to: SessionDate, interval: CandleInterval },
  codec: bars,
  fresh: byParameter('interval', {
    minute: market('1h'),
    '5minute': market('1h'),
    '15minute': market('2h'),
    '30minute': market('4h'),
    '60minute': market('8h'),
    day: market('24h'),
  }),
  tags: () => [candlesTag],
  bound: { entries: 2_000 },
  namespace: 'historical',
})

/** Makes a frame of bars. */
export const historyFrame = (candles: CandleColumns, metadata: Readonly<Record<string, string>>): HistoryFrame =>
  bars.of({ ...candles }, metadata)

/** How often windows were found, were not, and were kept, under the name that legacy readers know. */
export const historyCounters = (prefix: string) =>
  defineCounters(
    {
      pattern: 'hist:meta',
      description: 'how often windows of candles were found, were not, and were kept, in all processes',
      counters: { hits: 'integer', misses: 'integer', writes: 'integer' },
      lifetime: '30d',
    },
    prefix,
  )
