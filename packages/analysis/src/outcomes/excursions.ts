import type { CandleColumns } from '@fyntrix/domain/candles'
import type { Direction } from '@fyntrix/domain/top-picks'
import { at } from '../indicators/index.ts'
import { type Exit, signOf } from './exit-rules.ts'

/** How far a position stood in gain and in loss while it was held, in percent of the entry; 0 at the entry. */
export interface Excursions {
  readonly runupPct: number
  readonly drawdownPct: number
}

/**
 * The best and the worst stand between entry and exit. Of the bar of an exit only what must have happened before it counts: nothing but the open where
 * it was left there; where it was left within, the worst of the bar down to the exit for a target, and no better than the exit for a stop. So neither
 * is ever flattered by the part of a bar that came after.
 */
export const excursionsOf = (bars: CandleColumns, direction: Direction, exit: Exit): Excursions => {
  const sign = signOf(direction)
  const [bestOf, worstOf] = sign === 1 ? [bars.high, bars.low] : [bars.low, bars.high]
  const entry = at(bars.open, 0)
  let [best, worst] = [sign * entry, sign * entry]
  const see = (price: number): void => {
    best = Math.max(best, sign * price)
    worst = Math.min(worst, sign * price)
  }
  for (let bar = 0; bar < exit.bar; bar++) {
    see(at(bestOf, bar))
    see(at(worstOf, bar))
  }
  see(exit.price)
  if (exit.when !== 'open') see(at(bars.open, exit.bar))
  if (exit.when === 'close') {
    see(at(bestOf, exit.bar))
    see(at(worstOf, exit.bar))
  }
  if (exit.when === 'within' && exit.reason === 'TARGET') see(at(worstOf, exit.bar))
  const percent = (signed: number): number => (100 * (signed - sign * entry)) / entry
  return { runupPct: percent(best) + 0, drawdownPct: percent(worst) + 0 }
}
