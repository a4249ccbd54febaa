import type { Bar } from '../csv/bar.ts'
import { combine, type Factors, usualSd } from './factors.ts'
import { keyedRandom, uniform } from './random.ts'
import type { SessionShape } from './session-shape.ts'
import type { Traits } from './traits.ts'
import type { Move, Walk } from './walk.ts'

/** The 5-minute bars of one instrument in one session, equally long columns; prices in INR on the tick. */
export interface SessionBars {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
}

/** What market and sectors did in one session: drawn once, used by every instrument. */
export interface SessionFactors {
  readonly shape: SessionShape
  readonly market: FactorSession
  readonly sectors: readonly FactorSession[]
}

interface FactorSession extends Move {
  readonly path: Float64Array
}

/** Draws the market's and the sectors' way through a session. */
export const sessionFactors = (factors: Factors, shape: SessionShape): SessionFactors => {
  const draw = (walk: Walk): FactorSession => {
    const move = walk.move(shape.day)
    const path = new Float64Array(shape.length)
    walk.path(shape, move, path)
    return { ...move, path }
  }
  return { shape, market: draw(factors.market), sectors: factors.sectors.map(draw) }
}

/**
 * Makes the bars of one instrument in a session, of the factors, of its own move and of its unrounded close before (INR).
 * The columns are the same memory in every call: they hold until the next one.
 */
export type Instrument = (session: SessionFactors, ownMove: Move, previousClose: number) => SessionBars

/** An instrument with its seed, traits and the walk that is its own. `maxBars`: of the longest session to come. */
export const createInstrument = (seed: string, traits: Traits, own: Walk, maxBars: number): Instrument => {
  const textures = keyedRandom(`${seed}|texture ${traits.symbol}`)
  const sd = usualSd(traits)
  const ownPath = new Float64Array(maxBars)
  const bars = sessionBarsOf(maxBars)
  return ({ shape, market, sectors }, ownMove, previousClose) => {
    const sector = sectors[traits.sector] ?? market
    own.path(shape, ownMove, ownPath)
    const random = textures(shape.day)
    const total = combine(traits, market.total, sector.total, ownMove.total)
    const traded = traits.dailyVolume * (1 + (livelier * Math.abs(total)) / sd)
    let open = toTick(previousClose * (1 + combine(traits, market.gap, sector.gap, ownMove.gap)))
    for (let bar = 0; bar < shape.length; bar++) {
      const move = combine(traits, market.path[bar] ?? 0, sector.path[bar] ?? 0, ownPath[bar] ?? 0)
      const close = toTick(previousClose * (1 + move))
      const span = reach * sd * (shape.deviation[bar] ?? 0)
      const up = uniform(random)
      const down = uniform(random)
      bars.open[bar] = open
      bars.close[bar] = close
      bars.high[bar] = toTick(Math.max(open, close) * (1 + span * up * up))
      bars.low[bar] = toTick(Math.min(open, close) * (1 - span * down * down))
      bars.volume[bar] = Math.round(traded * (shape.volume[bar] ?? 0) * (0.6 + 0.8 * uniform(random)))
      open = close
    }
    return bars
  }
}

/** Prices move in steps of 0.05, the exchange's tick. Twentieths divide exactly as the decimals print. */
const toTick = (price: number): number => Math.max(1, Math.round(price * 20)) / 20

/** How far a bar reaches beyond its open and close, in standard deviations of its move, at most. */
const reach = 0.8

/** Share by which the volume of a day grows for each standard deviation that the price moved. */
const livelier = 0.4

const sessionBarsOf = (length: number): SessionBars => ({
  open: new Float64Array(length),
  high: new Float64Array(length),
  low: new Float64Array(length),
  close: new Float64Array(length),
  volume: new Float64Array(length),
})

/** Fills prices and volume of `into` with the bar that the bars `from` (inclusive) to `to` (exclusive) make together. */
export const aggregate = (bars: SessionBars, from: number, to: number, into: Bar): void => {
  into.open = bars.open[from] ?? Number.NaN
  into.high = into.open
  into.low = into.open
  into.volume = 0
  for (let bar = from; bar < to; bar++) {
    into.high = Math.max(into.high, bars.high[bar] ?? Number.NaN)
    into.low = Math.min(into.low, bars.low[bar] ?? Number.NaN)
    into.volume += bars.volume[bar] ?? Number.NaN
  }
  into.close = bars.close[to - 1] ?? Number.NaN
}
