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

/**
 * Walks the bars of a holding, entered at the open of the first, to the first exit. Within each bar: an open beyond stop or target is filled at that
 * open; then the stop, then the target. Where a bar reaches both, the stop wins, since a bar does not tell the order. A trailing stop moves with what
 * earlier bars have reached, never with its own bar. A plan that the entry has passed already is left at the entry.
 */
export const exitOf = (bars: CandleColumns, direction: Direction, rules: ExitRules): Exit => {
  const sign = signOf(direction)
  const worst = sign === 1 ? bars.low : bars.high
  const bestColumn = sign === 1 ? bars.high : bars.low
  const entry = at(bars.open, 0)
  const target = rules.target === null ? Number.POSITIVE_INFINITY : sign * rules.target
  const fixed = rules.stop === null ? Number.NEGATIVE_INFINITY : sign * rules.stop
  const lastBar = Math.min(bars.ts.length, rules.longestBars ?? bars.ts.length) - 1
  let best = sign * entry
  for (let bar = 0; bar <= lastBar; bar++) {
    const trail = trailOf(rules, sign * entry, best, entry)
    const stop = Math.max(fixed, trail)
    const stopped: ExitReason = trail > fixed ? 'TRAIL' : 'STOP'
    const open = sign * at(bars.open, bar)
    if (open <= stop) return { bar, when: 'open', price: sign * open, reason: stopped }
    if (open >= target) return { bar, when: 'open', price: sign * open, reason: 'TARGET' }
    if (sign * at(worst, bar) <= stop) return { bar, when: 'within', price: sign * stop, reason: stopped }
    if (sign * at(bestColumn, bar) >= target) return { bar, when: 'within', price: sign * target, reason: 'TARGET' }
    best = Math.max(best, sign * at(bestColumn, bar))
  }
  return { bar: lastBar, when: 'close', price: at(bars.close, lastBar), reason: 'TIME' }
}

const trailOf = ({ trailing }: ExitRules, signedEntry: number, best: number, entry: number): number =>
  trailing !== null && best - signedEntry >= trailing.activation * entry
    ? best - trailing.distance * entry
    : Number.NEGATIVE_INFINITY
