import type { Bar } from '../csv/bar.ts'
import { combine, type Factors, usualSd } from './factors.ts'
import { type KeyedRandom, keyedRandom, uniform } from './random.ts'
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

/** What market and sectors did in one session: made once, used by every instrument. */
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
  const draw = (walk: Walk): FactorSession => ({ ...walk.move(shape.day), path: walk.path(shape) })
  return { shape, market: draw(factors.market), sectors: factors.sectors.map(draw) }
}

/** The bars of one instrument, by session. */
export type Instrument = (session: SessionFactors, previousClose: number) => SessionBars

/** Prices move in steps of 0.05, the exchange's tick. Twentieths divide exactly as the decimals print. */
const toTick = (price: number): number => Math.max(1, Math.round(price * 20)) / 20

/** Makes the bars of an instrument. `previousClose` is its unrounded close before the session, in INR. */
export const createInstrument = (seed: string, traits: Traits, own: Walk): Instrument => {
  const textures = keyedRandom(`${seed}|texture ${traits.symbol}`)
  return ({ shape, market, sectors }, previousClose) => {
    const sector = sectors[traits.sector] ?? market
    const ownMove = own.move(shape.day)
    const ownPath = own.path(shape)
    const returns = ownPath.map((value, bar) => combine(traits, market.path[bar] ?? 0, sector.path[bar] ?? 0, value))
    const open = toTick(previousClose * (1 + combine(traits, market.gap, sector.gap, ownMove.gap)))
    const total = combine(traits, market.total, sector.total, ownMove.total)
    return drawBars(textures, traits, shape, { open, previousClose, returns, total })
  }
}

/** How far a bar reaches beyond its open and close, in standard deviations of its move, at most. */
const reach = 0.8

const drawBars = (
  textures: KeyedRandom,
  traits: Traits,
  { day, variance, volume }: SessionShape,
  way: { open: number; previousClose: number; returns: Float64Array; total: number },
): SessionBars => {
  const random = textures(day)
  const sd = usualSd(traits)
  const traded = traits.dailyVolume * (1 + (0.4 * Math.abs(way.total)) / sd)
  const bars = sessionBarsOf(variance.length)
  let open = way.open
  for (let bar = 0; bar < variance.length; bar++) {
    const close = toTick(way.previousClose * (1 + (way.returns[bar] ?? 0)))
    const span = reach * sd * Math.sqrt(variance[bar] ?? 0)
    const up = uniform(random)
    const down = uniform(random)
    bars.open[bar] = open
    bars.close[bar] = close
    bars.high[bar] = toTick(Math.max(open, close) * (1 + span * up * up))
    bars.low[bar] = toTick(Math.min(open, close) * (1 - span * down * down))
    bars.volume[bar] = Math.round(traded * (volume[bar] ?? 0) * (0.6 + 0.8 * uniform(random)))
    open = close
  }
  return bars
}

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
