import { applyPlan, makePlan, type Target } from '../index.ts'

/** Imports an installation by the plan that it has at this moment. */
export const apply = (target: Target, root: string, signal?: AbortSignal) =>
  applyPlan(target, root, { hash: makePlan(root).hash, signal })
