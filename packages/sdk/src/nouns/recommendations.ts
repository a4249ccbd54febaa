import type { RecommendationRecord, RouterInputs, RouterOutputs } from '../api.types.ts'
import type { EventSubscriber, Subscription } from '../live/subscriber.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Which universe and mode to hear of, and who listens. */
export type ClosedSubscriber = EventSubscriber<readonly RecommendationRecord[]> &
  Omit<RouterInputs['recommendations']['closed'], 'lastEventId'>

/** Recommendations and how they ended. */
export interface RecommendationsClient {
  /** Recommendations, newest first; `before` is the last id of the page before. */
  list(
    input?: RouterInputs['recommendations']['list'],
    options?: CallOptions,
  ): Promise<RouterOutputs['recommendations']['list']>
  /** A recommendation and how it ended. Rejects with `not-found`. */
  byId(
    input: RouterInputs['recommendations']['byId'],
    options?: CallOptions,
  ): Promise<RouterOutputs['recommendations']['byId']>
  /** How recommendations did, by group, with intervals. */
  performance(
    input: RouterInputs['recommendations']['performance'],
    options?: CallOptions,
  ): Promise<RouterOutputs['recommendations']['performance']>
  /** Closes a recommendation by an exit that somebody made; needs the scope `run`. Rejects with `conflict` when it was closed otherwise. */
  applyExit(
    input: RouterInputs['recommendations']['applyExit'],
    options?: CallOptions,
  ): Promise<RouterOutputs['recommendations']['applyExit']>
  /** Follows recommendations as they close until closed itself; those that closed together come together. */
  subscribe(subscriber: ClosedSubscriber): Subscription
}

export const recommendationsClient = ({ api, call, follow }: Connection): RecommendationsClient => ({
  list: (input = {}, options) => call(api.recommendations.list.query(input, options)),
  byId: (input, options) => call(api.recommendations.byId.query(input, options)),
  performance: (input, options) => call(api.recommendations.performance.query(input, options)),
  applyExit: (input, options) => call(api.recommendations.applyExit.mutate(input, options)),
  subscribe: ({ universe, mode, ...subscriber }) =>
    follow(
      (lastEventId, handlers) =>
        api.recommendations.closed.subscribe(
          { universe, mode, ...(lastEventId !== undefined && { lastEventId }) },
          handlers,
        ),
      subscriber,
    ),
})
