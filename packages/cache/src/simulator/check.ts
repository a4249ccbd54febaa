import type { History, Rule, Violation } from './history.ts'
import { ownWrites, settledWrites, spoiltLoads } from './rules/changes.ts'
import { bounds, failures, gaps } from './rules/limits.ts'
import { oneLoader, pauses } from './rules/loading.ts'
import { growingVersions, realValues } from './rules/order.ts'

const rules: readonly Rule[] = [
  ownWrites,
  settledWrites,
  gaps,
  spoiltLoads,
  realValues,
  growingVersions,
  oneLoader,
  pauses,
  failures,
  bounds,
]

/** What a history breaks of the consistency model in `docs/features/cache.md`. Depends on nothing but the history. */
export const checkHistory = (history: History): readonly Violation[] => rules.flatMap((rule) => rule(history))
