import {
  consumePick,
  contextOf,
  emptyMetrics,
  engineConfig,
  type GateOptions,
  recordingGateOf,
} from '@fyntrix/analysis'
import type { Calendar } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import { ownHorizon } from '@fyntrix/domain/pick-events'
import type { Policy } from '@fyntrix/domain/policies'
import type { Id, Lane, Now } from '@fyntrix/domain/shared'
import type { Candles } from '../candles/index.ts'
import { type ReplayedTold, replayTold } from './replay-told.ts'

export interface LearnDependencies {
  readonly db: Database
  readonly candles: Candles
  readonly calendar: Calendar
  readonly wall: Now
  readonly lane: Lane
  /** What the gate asks for; by default 100 pairs, and 20 sessions or ten times as many as an outcome spans. */
  readonly gate?: Pick<GateOptions, 'minimumPairs' | 'minimumSessions'>
}

const batchSize = 500

const asPick = (mode: Policy['mode'], { told, exits }: ReplayedTold) => {
  const { direction, score, riskReward, regime, vol, risk } = told
  return {
    pick: { direction, score, riskReward },
    // segment of the session and quarter of the day's range are not recorded yet
    context: contextOf(mode, { regime, vol, risk, session: null, value: null }),
    exits,
  }
}

const consumerOf = (id: Id): string => `policy:${id}`

/** Lets a policy learn from the outcomes that wait for it, and answers how many those were. A retired one learns nothing. */
const learnWaiting = async (deps: LearnDependencies, policyId: Id, signal?: AbortSignal): Promise<number> => {
  const { db, wall, lane } = deps
  const batch = () =>
    db.transaction(async (tx) => {
      const policy = await tx.policies.byId(lane, policyId, { hold: true })
      if (policy === null || policy.status === 'retired') return 0
      const taken = await tx.consumptions.take(consumerOf(policyId), batchSize, wall())
      if (taken.length === 0) return 0
      const replayed = await replayTold(deps, await tx.outcomes.told(taken), policy.config.exits.profiles)
      const learner = { config: policy.config, gate: recordingGateOf(policy.mode, engineConfig) }
      const metrics = replayed.reduce(
        (learnt, one) => consumePick(learnt, asPick(policy.mode, one), learner),
        policy.metrics ?? emptyMetrics,
      )
      await tx.policies.learnt(policyId, metrics)
      return taken.length
    })
  let consumed = 0
  for (;;) {
    signal?.throwIfAborted()
    const count = await batch()
    if (count === 0) return consumed
    consumed += count
  }
}

/**
 * Lets policies learn from every told outcome of their scope over the mode's own horizon that they have not learnt from. A batch is one transaction that holds
 * its policy: however many do this at a time, each outcome counts once. A policy for which nothing waits costs no transaction. Answers how many outcomes were consumed.
 */
export const learn = async (
  deps: LearnDependencies,
  policies: readonly Pick<Policy, 'id' | 'universe' | 'mode'>[],
  signal?: AbortSignal,
): Promise<number> => {
  const { db, lane } = deps
  const scopes = policies.map(({ id, universe, mode }) => ({
    consumer: consumerOf(id),
    lane,
    universe,
    mode,
    horizon: ownHorizon[mode],
  }))
  const waiting = new Set(await db.repositories().consumptions.enlist(scopes))
  let consumed = 0
  for (const { id } of policies) if (waiting.has(consumerOf(id))) consumed += await learnWaiting(deps, id, signal)
  return consumed
}
