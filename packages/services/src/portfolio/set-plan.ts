import type { LedgerOf } from '@fyntrix/db/portfolio'
import type { Repositories } from '@fyntrix/db/shared'
import type { PositionPlan, SetPlanRequest } from '@fyntrix/domain/portfolio'
import { DomainError, newId, toInstant } from '@fyntrix/domain/shared'
import { heldAt } from './compute-snapshot.ts'

type Wanted = Omit<SetPlanRequest, 'accountId'>

const isOf = (a: Pick<Wanted, 'symbol' | 'exchange' | 'product'>, b: typeof a): boolean =>
  a.symbol === b.symbol && a.exchange === b.exchange && a.product === b.product

/** Keeps stop and target of a position that is open now, in a transaction. Throws `not-found` where none is, `invalid-input` where they lie the wrong way round. */
export const setPlan = async (
  tx: Repositories,
  ledger: LedgerOf,
  wanted: Wanted,
  { now, recordedAt }: { readonly now: Date; readonly recordedAt: Date },
): Promise<PositionPlan> => {
  await tx.portfolio.hold(ledger.accountId)
  const { symbol, exchange, product, stopLoss, target } = wanted
  const { positions, plans } = await heldAt(tx, ledger, now)
  const position = positions.find((one) => one.quantity !== 0 && isOf(one, wanted))
  if (position?.openedAt == null)
    throw new DomainError('not-found', `no position in ${symbol} ${exchange} ${product} is open`)
  if (stopLoss !== null && target !== null && (position.quantity > 0 ? stopLoss >= target : stopLoss <= target)) {
    const side = position.quantity > 0 ? 'below' : 'above'
    throw new DomainError('invalid-input', `the stop must lie ${side} the target`)
  }
  const before = plans.find((one) => isOf(one, wanted))
  const holdsSince = position.adjustedAt ?? position.openedAt
  if (before && before.setAt >= holdsSince && before.stopLoss === stopLoss && before.target === target) return before
  const plan = { symbol, exchange, product, stopLoss, target, setAt: toInstant(now) }
  await tx.portfolio.insertPlan({ ...ledger, id: newId(recordedAt), plan, recordedAt })
  return plan
}
