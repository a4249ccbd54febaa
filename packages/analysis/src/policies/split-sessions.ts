import type { SessionDate } from '@fyntrix/domain/shared'

/** What happened in one session of the exchange. */
export interface SessionGroup<T> {
  readonly session: SessionDate
  readonly items: readonly T[]
}

/** Sessions in order of time: what is learnt from, what is left out between, and what is held back. */
export interface Split<T> {
  readonly training: readonly SessionGroup<T>[]
  readonly purged: readonly SessionGroup<T>[]
  readonly heldBack: readonly SessionGroup<T>[]
}

/** Observations by session, in order of time. */
const bySession = <T extends { readonly session: SessionDate }>(items: readonly T[]): SessionGroup<T>[] =>
  [...Map.groupBy(items, ({ session }) => session)]
    .map(([session, group]) => ({ session, items: group }))
    .toSorted((a, b) => (a.session < b.session ? -1 : 1))

/**
 * Splits observations in time by whole sessions of their entries: the first `share` (0–1, rounded to whole sessions) to learn from, then `span`
 * sessions that nobody looks at, then the rest. Holdings that last `span` sessions from their entry on never reach from the first part into the last.
 * Throws RangeError for another share, and a span that is no whole number from 1.
 */
export const splitSessions = <T extends { readonly session: SessionDate }>(
  items: readonly T[],
  share: number,
  span: number,
): Split<T> => {
  if (!(share > 0 && share < 1)) throw new RangeError(`the share to learn from lies between 0 and 1, not at ${share}`)
  if (!Number.isSafeInteger(span) || span < 1) throw new RangeError(`a span is a whole number from 1, not ${span}`)
  const groups = bySession(items)
  const cut = Math.round(share * groups.length)
  return {
    training: groups.slice(0, cut),
    purged: groups.slice(cut, cut + span),
    heldBack: groups.slice(cut + span),
  }
}
