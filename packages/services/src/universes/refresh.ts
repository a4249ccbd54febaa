import { istDate } from '@fyntrix/calendar'
import { DomainError, type SessionDate, toInstant } from '@fyntrix/domain/shared'
import {
  type Membership,
  membersOn,
  Universe,
  type UniverseRefresh,
  type UniversesRefresh,
} from '@fyntrix/domain/universes'
import type { Candles } from '../candles/index.ts'

const dayMs = 86_400_000

/** Members by universe, as a refresh found them. */
export type Seen = ReadonlyMap<Universe, readonly string[]>

/** The members on a date; none before the first list. */
const orNone = (universe: Universe, date: SessionDate, lists: readonly Membership[]): readonly string[] => {
  try {
    return membersOn(universe, date, lists).symbols
  } catch (cause) {
    if (cause instanceof DomainError && cause.code === 'refused') return []
    throw cause
  }
}

/** How a universe stands on a date, compared with the members of before. */
export const comparedWith = (
  before: readonly string[],
  { universe, from, source, symbols }: Membership,
  lists: readonly Membership[],
  date: SessionDate,
): Omit<UniverseRefresh, 'withoutCandles'> => {
  const later = lists.filter((list) => list.universe === universe && list.from > date).map((list) => list.from)
  return {
    universe,
    from,
    source,
    members: symbols.length,
    added: symbols.filter((symbol) => !before.includes(symbol)).toSorted(),
    removed: before.filter((symbol) => !symbols.includes(symbol)).toSorted(),
    next: later.toSorted()[0] ?? null,
  }
}

/** Compares the members on the exchange date of `now` with those of `seen`, or of the date before, and names those without candles. Throws `refused` before the first list. */
export const refreshed = async (
  { candles, lists, seen }: { candles: Candles; lists: readonly Membership[]; seen: Seen | undefined },
  now: Date,
): Promise<UniversesRefresh> => {
  const date = istDate(now.getTime())
  const yesterday = istDate(now.getTime() - dayMs)
  const standing = Universe.options.map((universe) => membersOn(universe, date, lists))
  const bars = await candles.many([...new Set(standing.flatMap(({ symbols }) => symbols))], 'day', now, 1)
  const universes = standing.map((membership) => ({
    ...comparedWith(
      seen?.get(membership.universe) ?? orNone(membership.universe, yesterday, lists),
      membership,
      lists,
      date,
    ),
    withoutCandles: membership.symbols.filter((symbol) => !bars.has(symbol)).toSorted(),
  }))
  const changed = universes.some(({ added, removed }) => added.length + removed.length > 0)
  return { asOf: toInstant(now), date, changed, universes }
}
