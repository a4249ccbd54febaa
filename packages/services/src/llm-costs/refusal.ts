import type { CallToReserve, Reserved } from '@fyntrix/db/llm-costs'
import { DomainError } from '@fyntrix/domain/shared'

/** What whoever wanted to make a call is told when a hard budget forbids it. */
export const refusalOf = (
  { modelAsked, amountUsd }: CallToReserve,
  against: Reserved['against'],
  verdict: 'refused' | 'wait',
): DomainError => {
  const call = `a call of ${modelAsked} may cost ${amountUsd} USD`
  if (against === null) return new DomainError('refused', `${call}, and a hard budget forbids it`)
  const { budgetId, spentUsd, reservedUsd, limitUsd } = against
  const held = `budget ${budgetId} has ${spentUsd} USD spent${reservedUsd === null ? '' : ` and ${reservedUsd} reserved`} of ${limitUsd}`
  const advice =
    verdict === 'wait'
      ? 'try again when the calls under way have ended'
      : 'wait for its next period, or raise it with ./fyntrix llm budgets put'
  return new DomainError('refused', `${call}: ${held}; ${advice}`)
}
