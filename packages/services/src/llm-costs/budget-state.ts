import type { BudgetUse } from '@fyntrix/db/llm-costs'
import { type BudgetState, Usd } from '@fyntrix/domain/llm-costs'
import { toInstant } from '@fyntrix/domain/shared'
import { Big } from 'big.js'

const decimals = 12
/** Before this part of a period is over, nothing is forecast. */
const forecastFrom = 0.01

/** An amount as the ledger spells it. */
export const usdOf = (amount: Big): Usd => Usd.parse(amount.toFixed(decimals, Big.roundHalfEven))

const levelOf = (percent: Big, { thresholds }: BudgetUse['budget']): BudgetState['level'] => {
  if (percent.gte(100)) return 'EXCEEDED'
  const passed = thresholds.filter((threshold) => percent.gte(threshold.percent)).length
  if (passed === 0) return 'OK'
  return passed === 1 ? 'CAUTION' : 'WARNING'
}

/**
 * How a budget stands. Percent is of the limit, to two decimals, rounded down: 100 means that all is spent. The forecast goes on as the period began: spent ÷
 * the part of it that is over.
 */
export const stateOf = ({ budget, from, to, spentUsd, reservedUsd, calls }: BudgetUse, now: Date): BudgetState => {
  const spent = new Big(spentUsd)
  const percent = spent.times(100).div(budget.limitUsd)
  const left = new Big(budget.limitUsd).minus(spent)
  const over = (now.getTime() - from.getTime()) / (to.getTime() - from.getTime())
  return {
    budget,
    from: toInstant(from),
    to: toInstant(to),
    spentUsd: usdOf(spent),
    reservedUsd: usdOf(new Big(reservedUsd)),
    remainingUsd: usdOf(left.lt(0) ? new Big(0) : left),
    calls,
    percent: Number(percent.round(2, Big.roundDown)),
    level: levelOf(percent, budget),
    action: budget.thresholds.findLast((threshold) => percent.gte(threshold.percent))?.action ?? null,
    forecastUsd: over < forecastFrom ? null : usdOf(spent.div(over)),
  }
}
