import { outcomeConfig, type ReplayedExits, replayProfiles } from '@fyntrix/analysis'
import { type Calendar, istDate } from '@fyntrix/calendar'
import type { ToldOutcome } from '@fyntrix/db/pick-events'
import type { ArmId, ExitProfile } from '@fyntrix/domain/policies'
import { DomainError, type SessionDate } from '@fyntrix/domain/shared'
import type { Candles } from '../candles/index.ts'
import { positionsOf } from '../pick-events/index.ts'

/** Exit profiles by id, and under any other name whatever is to be compared with them. */
export type Profiles = Readonly<Record<ArmId, ExitProfile>>

/** A told pick, the date of its entry, and how it ends under each profile. */
export interface ReplayedTold {
  readonly told: ToldOutcome
  readonly session: SessionDate
  readonly exits: ReplayedExits
}

/** How told picks would have ended under each of the profiles, on the candles that were known when they were told. */
export const replayTold = async (
  deps: { readonly candles: Candles; readonly calendar: Calendar },
  told: readonly ToldOutcome[],
  profiles: Profiles,
): Promise<ReplayedTold[]> =>
  (await positionsOf(deps, told)).map(({ due, position }) => {
    const [entry] = position.holding.bars
    if (entry === undefined) throw new DomainError('internal', `outcome ${due.id} is told but holds no bar`)
    const { stop, target, atr } = due
    return {
      told: due,
      session: istDate(entry.open),
      exits: replayProfiles(position, { stop, target, atr }, profiles, outcomeConfig),
    }
  })
