import { DomainError, type SessionDate } from '../shared/index.ts'
import type { Membership, MembershipFile } from './universes.schema.ts'

const dayMs = 86_400_000

const ordered = (lists: readonly Membership[]): Membership[] =>
  lists.toSorted((a, b) => (`${a.universe} ${a.from}` < `${b.universe} ${b.from}` ? -1 : 1))

/** The lists of a file. They stand until a later one is known. */
export const listsIn = ({ source, lists }: MembershipFile): Membership[] =>
  lists.map((list) => ({ ...list, to: null, source }))

const isSame = (a: Membership, b: Membership): boolean =>
  a.source === b.source && a.symbols.toSorted().join(' ') === b.symbols.toSorted().join(' ')

/** All lists, by universe and date; one that is there twice counts once. Throws `conflict` where two of one universe and date say different things. */
export const mergedLists = (...all: readonly (readonly Membership[])[]): Membership[] => {
  const merged: Membership[] = []
  for (const list of all.flat()) {
    const there = merged.find(({ universe, from }) => universe === list.universe && from === list.from)
    if (there === undefined) merged.push(list)
    else if (!isSame(there, list))
      throw new DomainError(
        'conflict',
        `there is another list of ${list.universe} from ${list.from} on, by "${there.source}": a list that was used is not replaced`,
      )
  }
  return ordered(merged)
}

/**
 * The lists of a file that are new. Throws `conflict` for one that says something else than the one of its date, and `refused` for one that is older than the newest of its
 * universe: runs were made with that one.
 */
export const newLists = (known: readonly Membership[], file: MembershipFile): Membership[] => {
  mergedLists(known, listsIn(file))
  const added = listsIn(file).filter(
    (list) => !known.some(({ universe, from }) => universe === list.universe && from === list.from),
  )
  for (const { universe, from } of added) {
    const newest = ordered(known).findLast((list) => list.universe === universe)
    if (newest && from < newest.from)
      throw new DomainError(
        'refused',
        `a list of ${universe} from ${from} on is older than the newest, from ${newest.from} on: runs were made with that`,
      )
  }
  return added
}

const dayBefore = (date: SessionDate): SessionDate => new Date(Date.parse(date) - dayMs).toISOString().slice(0, 10)

/** The lists with the last date of each: the day before the next one of its universe begins. */
export const spansOf = (lists: readonly Membership[]): Membership[] =>
  ordered(lists).map((list, n, all) => {
    const next = all[n + 1]
    return next?.universe === list.universe ? { ...list, to: dayBefore(next.from) } : list
  })
