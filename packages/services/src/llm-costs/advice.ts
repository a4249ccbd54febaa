import type { BudgetAction, BudgetState } from '@fyntrix/domain/llm-costs'

const strength: readonly BudgetAction[] = ['warn', 'cheaper-model', 'skip-optional', 'stop']

/** The strongest that the budgets of these scopes ask for now, and which of them does. */
export const adviceOf = (
  states: readonly BudgetState[],
  scopes: readonly string[],
): { readonly action: BudgetAction | null; readonly reason: string } => {
  const asking = states
    .filter(({ budget, action }) => action !== null && scopes.includes(budget.scope))
    .toSorted((a, b) => strength.indexOf(a.action ?? 'warn') - strength.indexOf(b.action ?? 'warn'))
  const strongest = asking.at(-1)
  if (strongest === undefined) return { action: null, reason: 'no budget asks for anything' }
  const { budget, percent, action } = strongest
  return { action, reason: `${percent} % of the budget ${budget.scope} a ${budget.period} is spent` }
}
