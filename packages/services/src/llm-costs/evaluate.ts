import type { BudgetUse } from '@fyntrix/db/llm-costs'
import type { Database, Repositories } from '@fyntrix/db/shared'
import type { BudgetAlert } from '@fyntrix/domain/llm-costs'
import { type Id, newId, toInstant } from '@fyntrix/domain/shared'
import { Big } from 'big.js'
import { stateOf } from './budget-state.ts'

/** Of how many periods before a spike is told, at least and at most. */
const fewestBefore = 3
const mostBefore = 14
/** How many times the median of those before a period must have cost to be a spike. */
const spikeTimes = 3

const medianOf = (amounts: readonly string[]): Big => {
  const sorted = amounts.map((amount) => new Big(amount)).toSorted((a, b) => a.cmp(b))
  const upper = sorted[Math.floor(sorted.length / 2)] ?? new Big(0)
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? new Big(0)
  return upper.plus(lower).div(2)
}

/**
 * The alerts that a budget gives as of `now`: each threshold that is passed; a forecast above the limit; a spike, when the period costs three times the median
 * of the up to 14 before it, of which at least three cost something.
 */
export const alertsOf = (use: BudgetUse, before: readonly string[], now: Date): Omit<BudgetAlert, 'id'>[] => {
  const { budget, from } = use
  const state = stateOf(use, now)
  const facts = {
    budgetId: budget.id,
    periodStart: toInstant(from),
    spentUsd: state.spentUsd,
    limitUsd: budget.limitUsd,
    raisedAt: toInstant(now),
  }
  const passed = budget.thresholds.filter(({ percent }) =>
    new Big(use.spentUsd).times(100).gte(new Big(budget.limitUsd).times(percent)),
  )
  const alerts: Omit<BudgetAlert, 'id'>[] = passed.map(({ percent, action }) => ({
    ...facts,
    kind: 'threshold',
    percent,
    detail: action,
  }))
  const { forecastUsd } = state
  if (forecastUsd !== null && new Big(forecastUsd).gt(budget.limitUsd))
    alerts.push({ ...facts, kind: 'forecast', percent: 0, detail: `at this rate ${forecastUsd} USD by ${state.to}` })
  const used = before.filter((amount) => new Big(amount).gt(0))
  const median = medianOf(used)
  if (used.length >= fewestBefore && new Big(use.spentUsd).gt(median.times(spikeTimes)))
    alerts.push({
      ...facts,
      kind: 'spike',
      percent: 0,
      detail: `${used.length} periods before cost ${median.toFixed()} USD in the middle`,
    })
  return alerts
}

const pageOfBudgets = 500

const evaluatePage = async (
  tx: Repositories,
  now: Date,
  after: Id | undefined,
): Promise<{ readonly raised: readonly BudgetAlert[]; readonly last: Id | undefined }> => {
  const uses = await tx.llmBudgets.list({ after, limit: pageOfBudgets }, now)
  const before = await tx.llmBudgets.spentBefore(uses, mostBefore)
  const alerts = uses.flatMap((use) =>
    alertsOf(use, before.get(use.budget.id) ?? [], now).map((alert) => ({ ...alert, id: newId(now) })),
  )
  const isNew = await tx.llmBudgets.raise(alerts)
  return {
    raised: alerts.filter(({ id }) => isNew.has(id)),
    last: uses.length < pageOfBudgets ? undefined : uses.at(-1)?.budget.id,
  }
}

/**
 * Looks at every budget, five hundred a transaction, and raises what is new; answers what it raised. However many do so at once, each alert is raised once.
 * Where it fails amid them, what was raised stays, and whoever looks again raises the rest.
 */
export const evaluate = async (db: Database, now: Date): Promise<BudgetAlert[]> => {
  const raised: BudgetAlert[] = []
  let after: Id | undefined
  do {
    const begin = after
    const page = await db.transaction((tx) => evaluatePage(tx, now, begin))
    raised.push(...page.raised)
    after = page.last
  } while (after !== undefined)
  return raised
}
