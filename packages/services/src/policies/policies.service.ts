import {
  defaultPolicies,
  type GateVerdict,
  type Policy,
  type PolicyDraft,
  type PolicyLearningReport,
  type PolicyQuery,
  type PolicyScope,
  type TrainingReport,
} from '@fyntrix/domain/policies'
import { DomainError, Id, newId, toInstant } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { type Clock, idempotent } from '../shared/index.ts'
import { type LearnDependencies, learn } from './learn.ts'
import { judge, train } from './training.ts'

const StoredDraft = z.object({ policyId: Id })

/** How picks are to be traded: drafts, at most one active policy a scope, and what they learn from outcomes. Looks at one lane. */
export interface Policies {
  list(query: PolicyQuery): Promise<Policy[]>
  /** Throws `not-found`. */
  byId(id: Id): Promise<Policy>
  /** Writes a draft. Nothing trades by it. The same idempotency key answers the same policy. Throws `refused` where its scope has twenty that were made by hand. */
  draft(request: PolicyDraft): Promise<Policy>
  /** Lets every draft and active policy learn from the outcomes that it has not learnt from; each counts once, however many do this at a time. */
  learn(options?: { readonly signal?: AbortSignal | undefined }): Promise<PolicyLearningReport>
  /**
   * Chooses the best exits of a scope on past outcomes, and drafts them where they pass the gate on later ones. The same facts propose the same draft once; of what was
   * proposed the newest twenty stay drafts.
   */
  train(scope: PolicyScope): Promise<TrainingReport>
  /** Whether a policy would pass the gate now. Throws `not-found`. */
  judge(id: Id): Promise<GateVerdict>
  /**
   * Makes a draft the active policy of its scope and retires the one before. Throws `refused` with the reasons when it does not pass the gate, `conflict` when
   * it is no draft, or another one was activated meanwhile.
   */
  activate(id: Id): Promise<Policy>
  /** Retires a draft or the active policy; one that is retired stays so. Throws `not-found`. */
  retire(id: Id): Promise<Policy>
}

interface Dependencies extends LearnDependencies {
  readonly clock: Clock
}

/** Drafts of a scope that were made by hand: each learns from every outcome, so that without an end of them there would be none of learning. */
const mostDrafts = 20
/** Drafts of a scope that training proposed. */
const keptProposals = 20

export const createPolicies = (deps: Dependencies): Policies => {
  const { db, wall, clock, lane } = deps
  const atNow = () => ({ ...deps, now: clock.now() })

  const byId = async (id: Id): Promise<Policy> => {
    const found = await db.repositories().policies.byId(lane, id)
    if (found) return found
    throw new DomainError('not-found', `there is no policy ${id}`)
  }

  const activeIn = async ({ universe, mode }: PolicyScope): Promise<Policy | null> => {
    const [active] = await db.repositories().policies.list({ lane, universe, mode, status: 'active', limit: 1 })
    return active ?? null
  }

  const draftOf = (
    scope: PolicyScope,
    facts: Pick<Policy, 'name' | 'description' | 'config' | 'configVersion' | 'proposal'>,
  ): Policy => {
    const now = wall()
    return {
      id: newId(now),
      lane,
      universe: scope.universe,
      mode: scope.mode,
      status: 'draft',
      metrics: null,
      createdAt: toInstant(now),
      activatedAt: null,
      retiredAt: null,
      ...facts,
    }
  }

  const propose = async (policy: Policy): Promise<Policy> => {
    await db.transaction(async (tx) => {
      await tx.policies.insert(policy)
      await tx.policies.retireProposals(policy, keptProposals, policy.createdAt)
    })
    return policy
  }

  const judged = async (policy: Policy): Promise<{ verdict: GateVerdict; active: Policy | null }> => {
    const active = await activeIn(policy)
    return { verdict: await judge(atNow(), policy, active), active }
  }

  return {
    byId,
    list: (query) => db.repositories().policies.list({ lane, ...query }),
    async draft({ idempotencyKey, ...body }) {
      const { universe, mode, name, description, config = defaultPolicies[mode] } = body
      const request = { scope: 'policies.draft', key: idempotencyKey, body }
      const { policyId } = await db.transaction((tx) =>
        idempotent(tx, request, StoredDraft, async () => {
          if ((await tx.policies.holdDrafts({ lane, universe, mode })) >= mostDrafts)
            throw new DomainError(
              'refused',
              `${universe} ${mode} has ${mostDrafts} drafts that were made by hand, as many as learn from outcomes: retire one of them first`,
            )
          const policy = draftOf({ universe, mode }, { name, description, config, configVersion: 1, proposal: null })
          await tx.policies.insert(policy)
          return { policyId: policy.id }
        }),
      )
      return byId(policyId)
    },

    async learn({ signal } = {}) {
      const living = await db.repositories().policies.living(lane)
      const outcomes = await learn(deps, living, signal)
      return { policies: living.length, outcomes }
    },

    async train(scope) {
      const active = await activeIn(scope)
      const config = active?.config ?? defaultPolicies[scope.mode]
      const trained = await train(atNow(), { lane, ...scope }, { config, active })
      const { verdict, trainingSessions, trainedUntil, purgedSessions, unavailable } = trained
      const isSame = active !== null && trained.config.exits.default === active.config.exits.default
      if (!verdict.passed || isSame) return { verdict, policy: null }
      const drafts = await db
        .repositories()
        .policies.list({ lane, ...scope, status: 'draft', limit: mostDrafts + keptProposals })
      const before = drafts.find(
        (one) =>
          one.proposal?.trainedUntil === trainedUntil && one.config.exits.default === trained.config.exits.default,
      )
      const proposal = { trainingSessions, trainedUntil, purgedSessions, unavailable, verdict }
      const policy =
        before ??
        (await propose(
          draftOf(scope, {
            name: `${trained.config.exits.default}, trained until ${trainedUntil}`,
            description: `exits chosen on ${trainingSessions} sessions, judged on ${verdict.sessions} later ones`,
            config: trained.config,
            configVersion: (active?.configVersion ?? 0) + 1,
            proposal,
          }),
        ))
      return { verdict, policy }
    },

    judge: async (id) => (await judged(await byId(id))).verdict,

    async activate(id) {
      const policy = await byId(id)
      if (policy.status !== 'draft') throw new DomainError('conflict', `policy ${id} is ${policy.status}, not a draft`)
      const { verdict, active } = await judged(policy)
      if (!verdict.passed) throw new DomainError('refused', `the gate refuses it: ${verdict.reasons.join('; ')}`)
      await db.transaction(async (tx) => {
        const [now] = await tx.policies.list({ ...policy, status: 'active', limit: 1 })
        const overtaken = now?.id !== active?.id || !(await tx.policies.activate(policy, toInstant(wall())))
        if (overtaken) throw new DomainError('conflict', 'another policy of this scope was activated meanwhile')
      })
      return byId(id)
    },

    async retire(id) {
      await byId(id)
      await db.repositories().policies.retire(id, toInstant(wall()))
      return byId(id)
    },
  }
}
