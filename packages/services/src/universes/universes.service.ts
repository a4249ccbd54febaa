import type { Calendar } from '@fyntrix/calendar'
import { istDate } from '@fyntrix/calendar'
import { DomainError } from '@fyntrix/domain/shared'
import { type Membership, membersOn, Universe, type UniverseSummary, universeNames } from '@fyntrix/domain/universes'
import type { Clock } from '../shared/index.ts'

/** Which stocks a universe consisted of. */
export interface Universes {
  /** Every universe as of the clock. */
  list(): UniverseSummary[]
  /** The members on the exchange date of `asOf`. Throws `refused` before the first dated list and outside the calendar. */
  members(universe: Universe, asOf: Date): Membership
}

export const createUniverses = ({ clock, calendar }: { clock: Clock; calendar: Calendar }): Universes => {
  const members = (universe: Universe, asOf: Date): Membership => {
    const date = istDate(asOf.getTime())
    if (date < calendar.range.first || date > calendar.range.last) {
      throw new DomainError(
        'refused',
        `${date} is outside the exchange calendar, which knows ${calendar.range.first} to ${calendar.range.last}: ./fyntrix calendar add FILE extends it`,
      )
    }
    return membersOn(universe, date)
  }
  return {
    list: () =>
      Universe.options.map((universe) => {
        const { symbols, source } = members(universe, clock.now())
        return { universe, name: universeNames[universe], members: symbols.length, source }
      }),
    members,
  }
}
