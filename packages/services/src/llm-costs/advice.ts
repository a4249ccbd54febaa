import type { BudgetAction, BudgetState } from '@fyntrix/domain/llm-costs'

const strength: readonly BudgetAction[] = ['warn', 'cheaper-model', 'skip-optional', 'stop']

/** The strongest that budgets in these states ask for, and which of them does. */
export const adviceOf = (
  states: readonly BudgetState[],
): { readonly action: BudgetAction | null; readonly reason: string } => {
  const asking = states
    .filter(({ action }) => action !== null)
    .toSorted((a, b) => strength.indexOf(a.action ?? 'warn') - strength.indexOf(b.action ?? 'warn'))
  const strongest = asking.at(-1)
  if (strongest === undefined) return { action: null, reason: 'no budget asks for anything' }
  const { budget, percent, action } = strongest
  return { action, reason: `${percent} % of the budget ${budget.scope} a ${budget.period} is spent` }
}
