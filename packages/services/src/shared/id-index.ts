import { defineSortedSet } from '@fyntrix/cache'
import { Id } from '@fyntrix/domain/shared'

/** An entry of an index: what it is, and its instant, epoch milliseconds. */
export interface IndexEntry {
  readonly id: Id
  readonly at: number
}

interface IdIndexDefinition<Pattern extends string> {
  readonly pattern: Pattern
  readonly description: string
  /** How many ids there may be, the newest. */
  readonly capacity: number
}

/** An index in Redis: ids by an instant, for a week after it was last written. */
export const defineIdIndex = <const Pattern extends string>(definition: IdIndexDefinition<Pattern>, prefix: string) =>
  defineSortedSet(
    { ...definition, schema: Id, encode: (id: Id) => id, decode: (stored) => stored, lifetime: '7d' },
    prefix,
  )

/** Entries as members of such an index. */
export const membersOf = (entries: readonly IndexEntry[]) => entries.map(({ id, at }) => ({ member: id, score: at }))
