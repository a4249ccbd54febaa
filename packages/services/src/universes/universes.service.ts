import type { Calendar } from '@fyntrix/calendar'
import { istDate } from '@fyntrix/calendar'
import { DomainError } from '@fyntrix/domain/shared'
import {
  type Membership,
  membersOn,
  spansOf,
  Universe,
  type UniverseSummary,
  type UniversesRefresh,
  universeNames,
} from '@fyntrix/domain/universes'
import type { Candles } from '../candles/index.ts'
import type { Clock } from '../shared/index.ts'
import type { MembershipLists } from './membership-lists.ts'
import { refreshed, type Seen } from './refresh.ts'

/** Which stocks a universe consisted of. */
export interface Universes {
  /** Every universe as of the clock. */
  list(): UniverseSummary[]
  /** Every dated list, by universe and date, with its last date and where it is from. */
  lists(): Membership[]
  /**
   * The members on the exchange date of `asOf`, whatever lists begin later. Throws `refused` before the first dated list and outside the calendar.
   */
  members(universe: Universe, asOf: Date): Membership
  /**
   * Reads the lists again and compares the members on the exchange date of `now` with those of the last refresh in this process; at the first one, with those of the date
   * before. Throws `invalid-input` or `conflict` for lists that cannot be read: then those of before stand.
   */
  refresh(now: Date): Promise<UniversesRefresh>
}

interface Dependencies {
  readonly candles: Candles
  readonly lists: MembershipLists
  readonly clock: Clock
  readonly calendar: Calendar
}

export const createUniverses = ({ candles, lists, clock, calendar }: Dependencies): Universes => {
  let seen: Seen | undefined

  const members = (universe: Universe, asOf: Date): Membership => {
    const date = istDate(asOf.getTime())
    if (date < calendar.range.first || date > calendar.range.last) {
      throw new DomainError(
        'refused',
        `${date} is outside the exchange calendar, which knows ${calendar.range.first} to ${calendar.range.last}: ./fyntrix calendar add FILE extends it`,
      )
    }
    return membersOn(universe, date, lists.current())
  }
  return {
    list: () =>
      Universe.options.map((universe) => {
        const { symbols, source } = members(universe, clock.now())
        return { universe, name: universeNames[universe], members: symbols.length, source }
      }),
    lists: () => spansOf(lists.current()),
    members,
    async refresh(now) {
      const all = lists.reread()
      const result = await refreshed({ candles, lists: all, seen }, now)
      seen = new Map(result.universes.map(({ universe }) => [universe, membersOn(universe, result.date, all).symbols]))
      return result
    },
  }
}
