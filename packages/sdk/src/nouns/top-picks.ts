import type { LatestTopPicks, RouterInputs, RunSummary, TopPicksRun } from '../api.types.ts'
import type { RunSubscriber, RunSubscription } from '../live/subscriber.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Runs of top picks. */
export interface TopPicksClient {
  /** The latest run, and whether it is stale and why. Rejects with `not-found` before the first one. */
  latest(input: RouterInputs['topPicks']['latest'], options?: CallOptions): Promise<LatestTopPicks>
  /** Computes and records a run now; needs the scope `run`. With an `idempotencyKey`, repeating it answers the same run. */
  run(input: RouterInputs['topPicks']['run'], options?: CallOptions): Promise<TopPicksRun>
  /** A run by its id. Rejects with `not-found`. */
  byId(input: RouterInputs['topPicks']['byId'], options?: CallOptions): Promise<TopPicksRun>
  /** Runs without their picks, newest first; `before` is the last id of the page before. */
  list(input?: RouterInputs['topPicks']['list'], options?: CallOptions): Promise<RunSummary[]>
  /** Follows published runs until closed, across lost connections, each run once and in order. */
  subscribe(subscriber: RunSubscriber): RunSubscription
}

export const topPicksClient = ({ api, call, follow }: Connection): TopPicksClient => ({
  latest: (input, options) => call(api.topPicks.latest.query(input, options)),
  run: (input, options) => call(api.topPicks.run.mutate(input, options)),
  byId: (input, options) => call(api.topPicks.byId.query(input, options)),
  list: (input = {}, options) => call(api.topPicks.list.query(input, options)),
  subscribe: ({ universe, mode, onRun, ...subscriber }) =>
    follow<TopPicksRun>(
      (lastEventId, { onData, ...handlers }) =>
        api.topPicks.published.subscribe(
          { universe, mode, ...(lastEventId !== undefined && { lastEventId }) },
          { ...handlers, onData: ({ data: { seq, run } }) => onData({ data: { seq, event: run } }) },
        ),
      { ...subscriber, onEvent: ({ seq, event: run }) => onRun({ seq, run }) },
    ),
})
