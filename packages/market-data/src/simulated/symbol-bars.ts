import type { CandleBatch } from '@fyntrix/domain/candles'
import { blankBar } from '../csv/bar.ts'
import { type BarColumns, barColumnsOf, firstRows, putBar } from '../csv/bar-columns.ts'
import { istMidnight } from '../exchange-days.ts'
import { combine, type Factors } from './factors.ts'
import type { MarketHistory } from './market-history.ts'
import { aggregate, createInstrument, type SessionBars } from './session-bars.ts'
import type { SessionShape } from './session-shape.ts'
import { isWithin, type SimulatedInterval, type Stretch, simulatedIntervals } from './timeline.ts'
import { traitsOf } from './traits.ts'

/** The bars of one symbol that belong to a stretch of time: a batch for each interval that has any. */
export const readSymbol = (
  seed: string,
  symbol: string,
  factors: Factors,
  history: MarketHistory,
  stretch: Stretch,
): readonly CandleBatch[] => {
  const { timeline, days, market, sectors, first, drawn } = history
  const traits = traitsOf(symbol)
  const own = factors.own(traits)
  const sector = sectors[traits.sector]
  const draw = createInstrument(seed, traits, own, Math.max(0, ...drawn.map(({ shape }) => shape.length)))
  const writers = simulatedIntervals.map((interval) => createWriter(symbol, interval, history, stretch))

  let close = traits.startPrice
  for (const [index, day] of days.entries()) {
    const move = own.move(day)
    const session = drawn[index - first]
    if (session) {
      const bars = draw(session, move, close)
      for (const writer of writers) {
        if (index >= timeline.from[writer.interval])
          writer.write(session.shape, bars, timeline.knownAt[index] ?? Number.NaN)
      }
    }
    close *= 1 + combine(traits, market[index] ?? 0, sector?.[index] ?? 0, move.total)
  }
  return writers.map((writer) => writer.batch()).filter(({ session }) => session.length > 0)
}

interface Writer {
  readonly interval: SimulatedInterval
  /** Adds the bars of a session; `knownAt` is that of its daily bar. */
  write(shape: SessionShape, bars: SessionBars, knownAt: number): void
  batch(): CandleBatch
}

const createWriter = (
  symbol: string,
  interval: SimulatedInterval,
  { timeline, first, drawn }: MarketHistory,
  stretch: Stretch,
): Writer => {
  const shapes = drawn.slice(timeline.from[interval] - first).map(({ shape }) => shape)
  const columns = barColumnsOf(shapes.reduce((sum, shape) => sum + barsIn(shape, interval), 0))
  const bar = blankBar()
  let length = 0
  const put = (bars: SessionBars, from: number, to: number) => {
    if (!isWithin(stretch, bar.knownAt)) return
    aggregate(bars, from, to, bar)
    putBar(columns, length++, bar, 0)
  }
  return {
    interval,
    write(shape, bars, knownAt) {
      bar.day = shape.day
      if (interval === 'day') {
        bar.ts = istMidnight(shape.day)
        bar.knownAt = knownAt
        put(bars, 0, shape.length)
        return
      }
      for (let from = 0, to = 0; from < shape.length; from = to) {
        to = interval === '5minute' ? from + 1 : quarterEnd(shape, from)
        bar.ts = shape.start[from] ?? Number.NaN
        bar.knownAt = shape.end[to - 1] ?? Number.NaN
        put(bars, from, to)
      }
    },
    batch: () => toBatch(symbol, interval, firstRows(columns, length)),
  }
}

const barsIn = ({ length, quarters }: SessionShape, interval: SimulatedInterval): number => {
  if (interval === 'day') return 1
  return interval === '5minute' ? length : quarters
}

/** Index after the last 5-minute bar of the 15-minute bar that `from` begins. */
const quarterEnd = ({ quarter }: SessionShape, from: number): number => {
  let to = from + 1
  while (to < quarter.length && quarter[to] === quarter[from]) to++
  return to
}

const toBatch = (symbol: string, interval: SimulatedInterval, bars: BarColumns): CandleBatch => ({
  source: 'simulated',
  symbol,
  interval,
  candles: bars.candles,
  session: bars.session,
  knownAt: bars.knownAt,
  cachedAt: new Float64Array(bars.line.length).fill(Number.NaN),
})
