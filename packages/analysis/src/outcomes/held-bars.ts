import { type CandleColumns, sliceCandles } from '@fyntrix/domain/candles'
import type { UnavailableOutcome } from '@fyntrix/domain/pick-events'
import { at } from '../indicators/index.ts'
import { sessionOf } from '../shared/session.ts'
import { describeBreak, findBreak } from '../shared/window.ts'
import type { HeldBar, Holding } from './holding.ts'

/** The candles of a holding, one for each expected bar, or why they are no basis for an outcome. */
export type HeldBars = { readonly usable: true; readonly bars: CandleColumns } | ({ readonly usable: false } & Reason)
type Reason = Pick<UnavailableOutcome, 'code' | 'detail'>

/** A bar of a holding, for people. */
export const describeBar = ({ interval }: Holding, { ts }: HeldBar): string =>
  `${interval} candle of ${interval === 'day' ? sessionOf(ts) : new Date(ts).toISOString()}`

/** The index of the first value of a sorted column that is at least `value`; its length where none is. */
export const firstAtOrAfter = (column: Float64Array, value: number): number => {
  let [low, high] = [0, column.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at(column, middle) < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Finds the candles of every bar that the calendar expects. One that is missing, or that may still change, makes the outcome unavailable: a stop could
 * have been reached in it. So does a break of prices between the last bar before and the end.
 */
export const heldBars = (candles: CandleColumns, holding: Holding, breakThreshold: number): HeldBars => {
  const { bars } = holding
  const first = bars[0]
  const none = (detail: string): HeldBars => ({ usable: false, code: 'missing-candle', detail })
  if (first === undefined) return none('the horizon holds no bar of this length')
  const from = firstAtOrAfter(candles.ts, first.ts)
  const missing = bars.find(({ ts }, i) => at(candles.ts, from + i) !== ts)
  if (missing) return none(`no ${describeBar(holding, missing)}`)
  const provisional = bars.find((_, i) => candles.provisional[from + i] === 1)
  if (provisional) return none(`the ${describeBar(holding, provisional)} is not final`)
  const end = from + bars.length
  const found = findBreak(sliceCandles(candles, Math.max(0, from - 1), end), breakThreshold)
  if (found) return { usable: false, code: 'price-break', detail: describeBreak(found) }
  return { usable: true, bars: sliceCandles(candles, from, end) }
}
