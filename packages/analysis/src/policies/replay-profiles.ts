import type { ClosedOutcome, UnavailableOutcome } from '@fyntrix/domain/pick-events'
import type { ArmId, ExitProfile } from '@fyntrix/domain/policies'
import { type ExitRules, type OutcomeConfig, outcomeOf, type Position } from '../outcomes/index.ts'
import { exitRulesOf, type PlanFacts } from './exit-rules-of.ts'
import { own } from './own.ts'

/** How one pick would have ended under each exit profile. */
export type ReplayedExits = Readonly<Record<ArmId, ClosedOutcome | UnavailableOutcome>>

const toTheEnd: ExitRules = { stop: null, target: null, trailing: null, longestBars: null }

/**
 * The outcome of a position under each of the profiles. Whether it can be told depends on its candles alone, so all are closed or all are unavailable
 * for the same reason. Errors as {@link exitRulesOf}.
 */
export const replayProfiles = (
  position: Omit<Position, 'exits'>,
  plan: PlanFacts,
  profiles: Readonly<Record<ArmId, ExitProfile>>,
  config: OutcomeConfig,
): ReplayedExits => {
  const held = outcomeOf({ ...position, exits: toTheEnd }, config)
  const { direction, holding } = position
  return Object.fromEntries(
    Object.entries(profiles).map(([id, profile]) => {
      if (held.status === 'unavailable') return [id, held]
      const exits = exitRulesOf(profile, { direction, entryPrice: held.entryPrice, plan, bars: holding.bars })
      return [id, outcomeOf({ ...position, exits }, config)]
    }),
  )
}

/** The outcomes under some of the profiles, or null where they can not be told. Throws RangeError for a profile that was not replayed. */
export const closedExits = (ids: readonly ArmId[], exits: ReplayedExits): ReadonlyMap<ArmId, ClosedOutcome> | null => {
  const closed = new Map<ArmId, ClosedOutcome>()
  for (const id of ids) {
    const outcome = own(exits, id)
    if (outcome === undefined) throw new RangeError(`the pick was not replayed under profile ${id}`)
    if (outcome.status === 'unavailable') return null
    closed.set(id, outcome)
  }
  return closed
}
