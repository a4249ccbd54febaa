import {
  WatchlistBulkReport,
  WatchlistChange,
  WatchlistCheck,
  WatchlistCleared,
  WatchlistDraft,
  WatchlistEntry,
  WatchlistKey,
  WatchlistLines,
  WatchlistQuery,
} from '@fyntrix/domain/watchlists'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const watchlistsRouter = router({
  /** What the caller watches, newest first. */
  list: scoped('read', { owner: 'own' })
    .input(WatchlistQuery)
    .output(z.array(WatchlistEntry))
    .query(({ ctx, input }) => ctx.app.services.watchlists.list(ctx.session.userId, input)),

  /** Whether the caller watches a symbol. */
  check: scoped('read', { owner: 'own' })
    .input(WatchlistKey)
    .output(WatchlistCheck)
    .query(({ ctx, input }) => ctx.app.services.watchlists.check(ctx.session.userId, input.symbol)),

  /** Watches a symbol. */
  add: scoped('write')
    .input(WatchlistDraft)
    .output(WatchlistEntry)
    .mutation(({ ctx, input }) => ctx.app.services.watchlists.add(ctx.session.userId, input)),

  /** Watches many symbols, and says of every line what became of it. */
  addMany: scoped('write', { cost: 5 })
    .input(WatchlistLines)
    .output(WatchlistBulkReport)
    .mutation(({ ctx, input }) => ctx.app.services.watchlists.addMany(ctx.session.userId, input.lines)),

  /** Changes what is named of an entry, and clears what is null. */
  update: scoped('write')
    .input(WatchlistChange)
    .output(WatchlistEntry)
    .mutation(({ ctx, input }) => ctx.app.services.watchlists.update(ctx.session.userId, input)),

  /** Stops watching a symbol. */
  remove: scoped('write')
    .input(WatchlistKey)
    .output(WatchlistEntry)
    .mutation(({ ctx, input }) => ctx.app.services.watchlists.remove(ctx.session.userId, input.symbol)),

  /** Stops watching everything. */
  clear: scoped('write')
    .output(WatchlistCleared)
    .mutation(({ ctx }) => ctx.app.services.watchlists.clear(ctx.session.userId)),
})
