import type { ClosedOutcome, UnavailableOutcome } from '@fyntrix/domain/pick-events'
import type { ArmId, ArmStatistics, GateVerdict, PolicyConfig } from '@fyntrix/domain/policies'
import type { SessionDate } from '@fyntrix/domain/shared'
import { consume, emptyStatistics, observationOf } from './arm-statistics.ts'
import { type GateOptions, gateOf, type PairedReturn } from './gate.ts'
import { closedExits, type ReplayedExits } from './replay-profiles.ts'
import { exitReward } from './reward.ts'
import { type SessionGroup, splitSessions } from './split-sessions.ts'

/** One pick to learn from: the session of its entry, how it ended as it is traded by now, and how under each profile. */
export interface TrainingPick {
  readonly session: SessionDate
  /** Under the active policy; where there is none, under the plan's own exits. */
  readonly active: ClosedOutcome | UnavailableOutcome
  readonly exits: ReplayedExits
}

/** See {@link GateOptions}. */
export interface ProposeOptions extends GateOptions {
  /** Share of the sessions to learn from, between 0 and 1; 0.7 unless given. */
  readonly trainingShare?: number
}

/** A configuration, what it was chosen by, and how it did on what it was not chosen by. */
export interface Proposal {
  readonly config: PolicyConfig
  /** Statistics of every profile on the sessions that it was chosen by. */
  readonly training: Readonly<Record<ArmId, ArmStatistics>>
  readonly trainingSessions: number
  /** Sessions between the two parts that nobody looked at. */
  readonly purgedSessions: number
  readonly heldBack: readonly { readonly session: SessionDate; readonly pairs: readonly PairedReturn[] }[]
  /** Picks that can not be told and were left out, in any part. */
  readonly unavailable: number
  readonly verdict: GateVerdict
}

interface Told {
  readonly session: SessionDate
  readonly active: ClosedOutcome
  readonly exits: ReadonlyMap<ArmId, ClosedOutcome>
}

const statisticsOf = (id: ArmId, groups: readonly SessionGroup<Told>[]): ArmStatistics =>
  groups
    .flatMap(({ items }) => items.flatMap(({ exits }) => exits.get(id) ?? []))
    .reduce((statistics, outcome) => consume(statistics, observationOf(outcome, exitReward(outcome))), emptyStatistics)

const pairOf = (id: ArmId, { active, exits }: Told): PairedReturn => ({
  candidateReturnPct: exits.get(id)?.netReturnPct ?? Number.NaN,
  activeReturnPct: active.netReturnPct,
})

/**
 * Chooses the exit profile with the best mean reward over the first sessions and puts it through the gate on the last ones, which do not overlap with
 * them. Of equal profiles the one whose id comes first; the configured default where there is nothing to learn from. Everything else of the
 * configuration stays. The same picks give the same answer. Throws RangeError for a profile that was not replayed, and as {@link splitSessions} and
 * {@link gateOf}.
 */
export const propose = (
  config: PolicyConfig,
  picks: readonly TrainingPick[],
  { trainingShare = 0.7, ...options }: ProposeOptions,
): Proposal => {
  const ids = Object.keys(config.exits.profiles).toSorted()
  const told = picks.flatMap(({ session, active, exits }): Told[] => {
    const closed = closedExits(ids, exits)
    return active.status === 'closed' && closed ? [{ session, active, exits: closed }] : []
  })
  const { training, purged, heldBack } = splitSessions(told, trainingShare, options.span)
  const learnt = ids.map((id) => ({ id, statistics: statisticsOf(id, training) }))
  const best = learnt.reduce((a, b) => (b.statistics.meanReward > a.statistics.meanReward ? b : a))
  const chosen = training.length > 0 ? best.id : config.exits.default
  const paired = heldBack.map(({ session, items }) => ({ session, pairs: items.map((item) => pairOf(chosen, item)) }))
  return {
    config: { ...config, exits: { ...config.exits, default: chosen } },
    training: Object.fromEntries(learnt.map(({ id, statistics }) => [id, statistics])),
    trainingSessions: training.length,
    purgedSessions: purged.length,
    heldBack: paired,
    unavailable: picks.length - told.length,
    verdict: gateOf(
      paired.map(({ pairs }) => pairs),
      options,
    ),
  }
}
