import { type CandleColumns, sliceCandles } from '@fyntrix/domain/candles'
import type { OutcomeLabel } from '@fyntrix/domain/pick-events'
import type { Direction } from '@fyntrix/domain/top-picks'
import { at } from '../indicators/index.ts'
import { describeBreak, findBreak } from '../shared/window.ts'
import { type Exit, type ExitRules, timeExit, walk } from './exit-rules.ts'
import { describeBar, firstAtOrAfter } from './held-bars.ts'
import type { Holding } from './holding.ts'
import type { OutcomeConfig } from './outcome-config.ts'
import { labelOf, signedReturnPct } from './signed-return.ts'

/** A position to look at: which way, over which bars, when to leave. */
export interface OpenPosition {
  readonly direction: Direction
  readonly holding: Holding
  readonly exits: ExitRules
  /** Candles in the holding's bars; earlier and later ones are not looked at, but for the close before the entry. */
  readonly candles: CandleColumns
  /** Assumed costs of entering and leaving together, in percent of the entry price. */
  readonly costPct: number
}

/** Where a position was entered. Prices in INR, instants in epoch milliseconds. */
export interface Entered {
  readonly entryAt: number
  readonly entryPrice: number
  /** The best price that it has seen, the entry at least. */
  readonly bestPrice: number
}

/** How a position that ended did. Returns in percent of the entry price, a gain positive. */
export interface Left extends Entered {
  readonly status: 'closed'
  readonly exitAt: number
  readonly exitPrice: number
  readonly exitReason: Exit['reason']
  readonly grossReturnPct: number
  readonly netReturnPct: number
  readonly label: OutcomeLabel
}

/** How a position that nothing has ended yet stands. */
export interface Held extends Entered {
  readonly status: 'open'
  /** The stop in force from the next bar on, and whether it follows the price. */
  readonly stop: number | null
  readonly trailing: boolean
  /** A bar that should be there and is not: what came after it is not looked at, since a stop may have been reached in it. Null where none is missing. */
  readonly missing: string | null
}

/** A position that is not entered, as far as candles tell. */
export interface Waiting {
  readonly status: 'pending'
  readonly missing: string | null
}

/** A position that prices can not tell about. */
export interface Untold {
  readonly status: 'unavailable'
  readonly detail: string
}

export type Standing = Waiting | Held | Left | Untold

/** how many bars of the holding are there and final, without a gap */
const knownBars = (candles: CandleColumns, { bars }: Holding, from: number, asOf: number): number => {
  const end = bars.findIndex(
    ({ ts, close }, i) => close > asOf || at(candles.ts, from + i) !== ts || candles.provisional[from + i] === 1,
  )
  return end === -1 ? bars.length : end
}

/**
 * How a position stands at `asOf` (epoch milliseconds), by the bars that had ended by then: the rules of `outcomeOf`, before the end. An exit that is told
 * once is told the same at any later instant, and is the outcome's where all bars of the holding come in.
 */
export const standingOf = (position: OpenPosition, asOf: number, config: OutcomeConfig): Standing => {
  const { direction, holding, exits, candles, costPct } = position
  const { bars } = holding
  const first = bars[0]
  if (first === undefined) return { status: 'unavailable', detail: 'the horizon holds no bar of this length' }
  const from = firstAtOrAfter(candles.ts, first.ts)
  const count = knownBars(candles, holding, from, asOf)
  const next = bars[count]
  const missing = next !== undefined && next.close <= asOf ? `no final ${describeBar(holding, next)}` : null
  if (count === 0) return { status: 'pending', missing }
  const found = findBreak(sliceCandles(candles, Math.max(0, from - 1), from + count), config.breakThreshold)
  if (found) return { status: 'unavailable', detail: describeBreak(found) }

  const known = sliceCandles(candles, from, from + count)
  const walked = walk(known, direction, exits)
  const longest = Math.min(bars.length, exits.longestBars ?? bars.length)
  const exit = walked.exit ?? (count >= longest ? timeExit(known, exits) : null)
  const entered: Entered = { entryAt: first.open, entryPrice: at(known.open, 0), bestPrice: walked.best }
  if (exit === null) return { status: 'open', ...entered, stop: walked.stop, trailing: walked.trailing, missing }
  const grossReturnPct = signedReturnPct(direction, entered.entryPrice, exit.price)
  const netReturnPct = grossReturnPct - costPct
  return {
    status: 'closed',
    ...entered,
    exitAt: bars[exit.bar]?.[exit.when === 'open' ? 'open' : 'close'] ?? Number.NaN,
    exitPrice: exit.price,
    exitReason: exit.reason,
    grossReturnPct,
    netReturnPct,
    label: labelOf(netReturnPct, config),
  }
}
