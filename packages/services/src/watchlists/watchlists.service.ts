import type { Database, Repositories } from '@fyntrix/db/shared'
import { DomainError, type Id, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import {
  planProblem,
  type WatchlistBulkReport,
  type WatchlistChange,
  type WatchlistCheck,
  type WatchlistCleared,
  type WatchlistDraft,
  type WatchlistEntry,
  type WatchlistLines,
  type WatchlistQuery,
  watchlistCapacity,
} from '@fyntrix/domain/watchlists'
import { bulkReport, draftsOf } from './bulk-lines.ts'

/** What users watch. Each call sees and changes one user's list only. Those that change throw `not-found` for a user that is unknown. */
export interface Watchlists {
  /** A page, newest first. */
  list(userId: Id, query: WatchlistQuery): Promise<WatchlistEntry[]>
  /** All of it, newest first. */
  watched(userId: Id): Promise<WatchlistEntry[]>
  /** Whether a symbol is watched. */
  check(userId: Id, symbol: string): Promise<WatchlistCheck>
  /** Throws `conflict` when the symbol is watched already, `refused` when the list is full. */
  add(userId: Id, draft: WatchlistDraft): Promise<WatchlistEntry>
  /** Adds what can be added in one statement, and says of every line what became of it. Repeating it adds nothing. */
  addMany(userId: Id, lines: WatchlistLines['lines']): Promise<WatchlistBulkReport>
  /**
   * Changes what is named, clears what is null. Two changes at a time of different fields both stay; of the same one, the later. Throws `not-found` for a
   * symbol that is not watched, `invalid-input` when the plan would not fit together.
   */
  update(userId: Id, change: WatchlistChange): Promise<WatchlistEntry>
  /** Answers what was removed. Throws `not-found` for a symbol that is not watched. */
  remove(userId: Id, symbol: string): Promise<WatchlistEntry>
  /** Removes all there is. */
  clear(userId: Id): Promise<WatchlistCleared>
}

interface Dependencies {
  readonly db: Database
  readonly wall: Now
  /** How many symbols a user may watch. */
  readonly capacity?: number
}

const notWatched = (symbol: string): DomainError =>
  new DomainError('not-found', `${symbol} is not on the watchlist: add it first`)

const isGiven = <T>(entry: readonly [string, T | undefined]): entry is readonly [string, T] => entry[1] !== undefined

export const createWatchlists = ({ db, wall, capacity = watchlistCapacity }: Dependencies): Watchlists => {
  const changing = <T>(userId: Id, work: (tx: Repositories) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => {
      if (await tx.watchlists.hold(userId)) return work(tx)
      throw new DomainError('not-found', `there is no user ${userId}`)
    })

  const insert = (userId: Id, drafts: readonly WatchlistDraft[]) =>
    changing(userId, async (tx) => {
      const now = wall()
      const entries = drafts.map((draft) => ({ ...draft, id: newId(now) }))
      const added = await tx.watchlists.add(userId, entries, { at: toInstant(now), capacity })
      return { entries, added, at: toInstant(now) }
    })

  return {
    list: (userId, query) => db.repositories().watchlists.list(userId, query),
    watched: (userId) => db.repositories().watchlists.list(userId, { limit: capacity }),

    async check(userId, symbol) {
      const entry = await db.repositories().watchlists.bySymbol(userId, symbol)
      return { symbol, watched: entry !== null, entry }
    },

    async add(userId, draft) {
      const { entries, added, at } = await insert(userId, [draft])
      const [status] = added.map((each) => each.status)
      if (status === 'already-there')
        throw new DomainError('conflict', `${draft.symbol} is on the watchlist already: update it instead`)
      if (status === 'full')
        throw new DomainError('refused', `the watchlist holds ${capacity} symbols, the most there may be: remove some`)
      const [entry] = entries
      if (entry === undefined) throw new DomainError('internal', 'an entry was added that is not there')
      return { ...entry, addedAt: at, updatedAt: at }
    },

    async addMany(userId, lines) {
      const parsed = draftsOf(lines)
      const { added } = await insert(
        userId,
        parsed.flatMap((line) => (line.draft ? [line.draft] : [])),
      )
      return bulkReport(parsed, new Map(added.map(({ symbol, status }) => [symbol, status])), capacity)
    },

    update: (userId, { symbol, ...changes }) =>
      changing(userId, async (tx) => {
        const before = await tx.watchlists.bySymbol(userId, symbol)
        if (before === null) throw notWatched(symbol)
        const given = Object.fromEntries(Object.entries(changes).filter(isGiven))
        const entry = { ...before, ...given, updatedAt: toInstant(wall()) }
        const problem = planProblem(entry)
        if (problem) throw new DomainError('invalid-input', `${problem.field}: ${problem.message}`)
        if (!(await tx.watchlists.update(userId, entry))) throw notWatched(symbol)
        return entry
      }),

    async remove(userId, symbol) {
      const removed = await db.repositories().watchlists.remove(userId, symbol)
      if (removed === null) throw notWatched(symbol)
      return removed
    },

    clear: async (userId) => ({ removed: await db.repositories().watchlists.clear(userId) }),
  }
}
