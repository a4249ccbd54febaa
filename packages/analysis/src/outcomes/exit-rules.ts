import type { CandleColumns } from '@fyntrix/domain/candles'
import type { ExitReason } from '@fyntrix/domain/pick-events'
import type { Direction } from '@fyntrix/domain/top-picks'
import { at } from '../indicators/index.ts'

/** When to leave a position before its horizon ends. Prices in INR, null for none. */
export interface ExitRules {
  readonly stop: number | null
  readonly target: number | null
  /**
   * A stop that follows the best price at a distance, once that price was `activation` away from the entry; both as fractions of the entry price, so
   * that long and short are mirror images. It only ever tightens.
   */
  readonly trailing: { readonly activation: number; readonly distance: number } | null
  /** Leave at the close of this bar, counted from 1; null to wait for the end of the horizon. */
  readonly longestBars: number | null
}

/** Where a position was left: at the open of a bar, at a price within it, or at its close. */
export interface Exit {
  readonly bar: number
  readonly when: 'open' | 'within' | 'close'
  readonly price: number
  readonly reason: ExitReason
}

/** 1 for a long, −1 for a short: what a price has to be multiplied by so that more of it is better. */
export const signOf = (direction: Direction): 1 | -1 => (direction === 'LONG' ? 1 : -1)

/** How far a position has come by the last of the bars that were walked. Prices in INR. */
export interface Walk {
  /** Null while nothing has ended it. */
  readonly exit: Exit | null
  /** The best price that it has seen while it was held, the entry at least; not of the bar that ended it. */
  readonly best: number
  /** The stop in force from the next bar on, fixed or trailing; null for none. */
  readonly stop: number | null
  /** Whether that stop follows the best price. */
  readonly trailing: boolean
}

/**
 * Walks the bars of a holding, entered at the open of the first, to the first exit that a price brings. Within each bar: an open beyond stop or target is
 * filled at that open; then the stop, then the target. Where a bar reaches both, the stop wins, since a bar does not tell the order. A trailing stop moves
 * with what earlier bars have reached, never with its own bar. A plan that the entry has passed already is left at the entry.
 */
export const walk = (bars: CandleColumns, direction: Direction, rules: ExitRules): Walk => {
  const sign = signOf(direction)
  const worst = sign === 1 ? bars.low : bars.high
  const bestColumn = sign === 1 ? bars.high : bars.low
  const entry = at(bars.open, 0)
  const target = rules.target === null ? Number.POSITIVE_INFINITY : sign * rules.target
  const fixed = rules.stop === null ? Number.NEGATIVE_INFINITY : sign * rules.stop
  let best = sign * entry
  let trail = trailOf(rules, sign * entry, best, entry)
  const standing = (exit: Exit | null): Walk => {
    const stop = Math.max(fixed, trail)
    return { exit, best: sign * best, stop: Number.isFinite(stop) ? sign * stop : null, trailing: trail > fixed }
  }
  for (let bar = 0; bar < walkedBars(bars, rules); bar++) {
    const stop = Math.max(fixed, trail)
    const stopped: ExitReason = trail > fixed ? 'TRAIL' : 'STOP'
    const open = sign * at(bars.open, bar)
    if (open <= stop) return standing({ bar, when: 'open', price: sign * open, reason: stopped })
    if (open >= target) return standing({ bar, when: 'open', price: sign * open, reason: 'TARGET' })
    if (sign * at(worst, bar) <= stop) return standing({ bar, when: 'within', price: sign * stop, reason: stopped })
    if (sign * at(bestColumn, bar) >= target)
      return standing({ bar, when: 'within', price: sign * target, reason: 'TARGET' })
    best = Math.max(best, sign * at(bestColumn, bar))
    trail = trailOf(rules, sign * entry, best, entry)
  }
  return standing(null)
}

const walkedBars = (bars: CandleColumns, { longestBars }: ExitRules): number =>
  Math.min(bars.ts.length, longestBars ?? bars.ts.length)

/** The exit at the close of the last bar that may be held. */
export const timeExit = (bars: CandleColumns, rules: ExitRules): Exit => {
  const bar = walkedBars(bars, rules) - 1
  return { bar, when: 'close', price: at(bars.close, bar), reason: 'TIME' }
}

/** The first exit of a holding of which every bar is there: what a price brings, else the close of the last bar. See `walk`. */
export const exitOf = (bars: CandleColumns, direction: Direction, rules: ExitRules): Exit =>
  walk(bars, direction, rules).exit ?? timeExit(bars, rules)

const trailOf = ({ trailing }: ExitRules, signedEntry: number, best: number, entry: number): number =>
  trailing !== null && best - signedEntry >= trailing.activation * entry
    ? best - trailing.distance * entry
    : Number.NEGATIVE_INFINITY
