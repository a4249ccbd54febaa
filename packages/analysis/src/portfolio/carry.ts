import { type LedgerEntry, mostShares, type Position, type Rest } from '@fyntrix/domain/portfolio'
import { DomainError } from '@fyntrix/domain/shared'
import { portionOf, rupeesOf, unitsOf } from './money.ts'

type Fill = Extract<LedgerEntry, { kind: 'fill' }>
type Action = Extract<LedgerEntry, { kind: 'split' | 'bonus' }>

/** What a position is, without the figure that follows from it. */
type Holding = Omit<Position, 'averagePrice'>

/** Nothing held of an instrument, and nothing earned yet. */
export const nothingOf = ({
  symbol,
  exchange,
  product,
}: Pick<Position, 'symbol' | 'exchange' | 'product'>): Holding => ({
  symbol,
  exchange,
  product,
  quantity: 0,
  cost: '0.0000',
  realised: '0.0000',
  fees: '0.0000',
  openedAt: null,
  adjustedAt: null,
  rests: [],
})

/** so that the sum over all positions of a ledger has room in a column */
const mostCost = 10n ** 15n

const withAverage = (holding: Holding): Position => {
  if (Math.abs(holding.quantity) > mostShares)
    throw new DomainError('refused', `${holding.symbol}: a position holds at most ${mostShares} shares`)
  const cost = unitsOf(holding.cost)
  if (cost >= mostCost || -cost >= mostCost)
    throw new DomainError('refused', `${holding.symbol}: a position costs less than 10^11 rupees`)
  const average = holding.quantity === 0 ? null : portionOf(cost, 1n, BigInt(holding.quantity))
  return { ...holding, averagePrice: average === null ? null : rupeesOf(average) }
}

/**
 * A position after a fill, at average cost. What closes releases its share of the cost, rounded to a hundredth of a paisa; the rest stays with the shares
 * that are left, so that realised − cost is always the cash that changed hands. A fill beyond zero closes all and opens the other side at its price. Fees
 * are kept apart: they are in neither cost nor realised.
 */
export const carryFill = (before: Holding, fill: Fill): Position => {
  const sign = fill.side === 'BUY' ? 1 : -1
  const price = unitsOf(fill.price)
  const held = before.quantity
  const closing = sign * held < 0 ? Math.min(fill.quantity, Math.abs(held)) : 0
  const opening = fill.quantity - closing
  const cost = unitsOf(before.cost)
  const released = closing === 0 ? 0n : portionOf(cost, BigInt(closing), BigInt(Math.abs(held)))
  const quantity = held + sign * fill.quantity
  const opened = closing === Math.abs(held) && opening > 0
  return withAverage({
    ...before,
    quantity,
    cost: rupeesOf(cost - released + BigInt(sign * opening) * price),
    realised: rupeesOf(unitsOf(before.realised) - BigInt(sign * closing) * price - released),
    fees: rupeesOf(unitsOf(before.fees) + unitsOf(fill.fees)),
    ...(opened && { openedAt: fill.at, adjustedAt: null }),
    ...(quantity === 0 && { openedAt: null, adjustedAt: null }),
  })
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/**
 * A position after a split or bonus: whole shares, towards zero, at the same cost. The part of a share that is left over is stated, not valued. Where no
 * whole share is left, the cost is realised.
 */
export const carryAction = (before: Position, action: Action): Position => {
  if (before.quantity === 0) return before
  const { kind, numerator, denominator, exDate, at } = action
  const times = kind === 'split' ? numerator : numerator + denominator
  const exact = Math.abs(before.quantity) * times
  const rest = exact % denominator
  const whole = (exact - rest) / denominator
  const quantity = before.quantity < 0 ? 0 - whole : whole
  const common = divisor(rest, denominator)
  const left: Rest[] = rest === 0 ? [] : [{ exDate, numerator: rest / common, denominator: denominator / common }]
  const rests = [...before.rests, ...left]
  if (quantity !== 0) return withAverage({ ...before, quantity, adjustedAt: at, rests })
  const realised = rupeesOf(unitsOf(before.realised) - unitsOf(before.cost))
  return withAverage({ ...before, quantity, cost: '0.0000', realised, openedAt: null, adjustedAt: null, rests })
}
