import type { Abstention } from '@fyntrix/domain/agents'
import { type CandleColumns, sliceCandles } from '@fyntrix/domain/candles'
import type { EngineConfig, WindowConfig } from '../config/index.ts'
import { at } from '../indicators/index.ts'
import { sessionOf } from './session.ts'

/** The bars that a computation may read, or why it must not answer. */
export type Window =
  | { readonly usable: true; readonly candles: CandleColumns }
  | { readonly usable: false; readonly abstention: Abstention }

/** An open so far from the previous close that it is no return but an event that the prices are not adjusted for. `move` is a fraction. */
export interface PriceBreak {
  readonly ts: number
  readonly move: number
}

/** The newest break in a series, or null. `threshold` is a fraction of the previous close; a move of exactly the threshold is none. */
export const findBreak = (candles: CandleColumns, threshold: number): PriceBreak | null => {
  for (let i = candles.ts.length - 1; i > 0; i--) {
    const move = at(candles.open, i) / at(candles.close, i - 1) - 1
    if (Math.abs(move) > threshold) return { ts: at(candles.ts, i), move }
  }
  return null
}

const percent = (fraction: number): string => `${fraction > 0 ? '+' : '−'}${Math.abs(fraction * 100).toFixed(1)} %`

/** What a break is called in messages. */
export const describeBreak = ({ ts, move }: PriceBreak): string =>
  `opened ${percent(move)} from the previous close on ${sessionOf(ts)}`

/** The newest `maximum` bars: refused if there are fewer than `minimum`, or if prices break within them. */
export const windowOf = (candles: CandleColumns, window: WindowConfig, config: EngineConfig): Window => {
  const length = candles.ts.length
  if (length < window.minimum) {
    const message = `needs ${window.minimum} bars and has ${length}`
    return { usable: false, abstention: { code: 'insufficient-candles', message } }
  }
  const newest = sliceCandles(candles, Math.max(0, length - window.maximum), length)
  const found = findBreak(newest, config.breakThreshold)
  if (found) {
    const message = `${describeBreak(found)}, within the ${newest.ts.length} bars that it reads`
    return { usable: false, abstention: { code: 'price-break', message } }
  }
  return { usable: true, candles: newest }
}
