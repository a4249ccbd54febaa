import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** What the key's user watches. */
export interface WatchlistsClient {
  /** What the key's user watches, newest first; `before` is the last id of the page before. */
  list(input?: RouterInputs['watchlists']['list'], options?: CallOptions): Promise<RouterOutputs['watchlists']['list']>
  /** Whether a symbol is watched. */
  check(
    input: RouterInputs['watchlists']['check'],
    options?: CallOptions,
  ): Promise<RouterOutputs['watchlists']['check']>
  /** Watches a symbol; needs the scope `write`. Rejects with `conflict` when it is watched already, `refused` when the list is full. */
  add(input: RouterInputs['watchlists']['add'], options?: CallOptions): Promise<RouterOutputs['watchlists']['add']>
  /** Watches many symbols; needs the scope `write`. A line is a symbol or a draft; the answer says of each what became of it. */
  addMany(
    input: RouterInputs['watchlists']['addMany'],
    options?: CallOptions,
  ): Promise<RouterOutputs['watchlists']['addMany']>
  /** Changes what is named of an entry and clears what is null; needs the scope `write`. Rejects with `not-found`. */
  update(
    input: RouterInputs['watchlists']['update'],
    options?: CallOptions,
  ): Promise<RouterOutputs['watchlists']['update']>
  /** Stops watching a symbol; needs the scope `write`. Rejects with `not-found`. */
  remove(
    input: RouterInputs['watchlists']['remove'],
    options?: CallOptions,
  ): Promise<RouterOutputs['watchlists']['remove']>
  /** Stops watching everything; needs the scope `write`. */
  clear(options?: CallOptions): Promise<RouterOutputs['watchlists']['clear']>
}

export const watchlistsClient = ({ api, call }: Connection): WatchlistsClient => ({
  list: (input = {}, options) => call(api.watchlists.list.query(input, options)),
  check: (input, options) => call(api.watchlists.check.query(input, options)),
  add: (input, options) => call(api.watchlists.add.mutate(input, options)),
  addMany: (input, options) => call(api.watchlists.addMany.mutate(input, options)),
  update: (input, options) => call(api.watchlists.update.mutate(input, options)),
  remove: (input, options) => call(api.watchlists.remove.mutate(input, options)),
  clear: (options) => call(api.watchlists.clear.mutate(undefined, options)),
})
