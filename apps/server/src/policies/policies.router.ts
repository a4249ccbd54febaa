import {
  GateVerdict,
  Policy,
  PolicyDraft,
  PolicyLearningReport,
  PolicyQuery,
  PolicyScope,
  TrainingReport,
} from '@fyntrix/domain/policies'
import { Id } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

const ById = z.object({ id: Id })

export const policiesRouter = router({
  /** Policies, newest first. */
  list: scoped('read')
    .input(PolicyQuery)
    .output(z.array(Policy))
    .query(({ ctx, input }) => ctx.app.services.policies.list(input)),

  /** A policy with what it has learnt. */
  byId: scoped('read')
    .input(ById)
    .output(Policy)
    .query(({ ctx, input }) => ctx.app.services.policies.byId(input.id)),

  /** Whether a policy would pass the gate now. */
  judge: scoped('read', { cost: 20 })
    .input(ById)
    .output(GateVerdict)
    .query(({ ctx, input }) => ctx.app.services.policies.judge(input.id)),

  /** Writes a draft: nothing trades by it. */
  draft: scoped('run')
    .input(PolicyDraft)
    .output(Policy)
    .mutation(({ ctx, input }) => ctx.app.services.policies.draft(input)),

  /** Lets drafts and active policies learn from outcomes, each counted once. */
  learn: scoped('run', { cost: 20 })
    .output(PolicyLearningReport)
    .mutation(({ ctx }) => ctx.app.services.policies.learn()),

  /** Proposes the best exits of a scope as a draft, where they pass the gate. */
  train: scoped('run', { cost: 20 })
    .input(PolicyScope)
    .output(TrainingReport)
    .mutation(({ ctx, input }) => ctx.app.services.policies.train(input)),

  /** Makes a draft the active policy of its scope, if it passes the gate. */
  activate: scoped('admin', { cost: 20 })
    .input(ById)
    .output(Policy)
    .mutation(({ ctx, input }) => ctx.app.services.policies.activate(input.id)),

  /** Retires a policy. */
  retire: scoped('admin')
    .input(ById)
    .output(Policy)
    .mutation(({ ctx, input }) => ctx.app.services.policies.retire(input.id)),
})
