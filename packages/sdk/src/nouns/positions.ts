import type { PositionsSeen, RouterInputs, RouterOutputs } from '../api.types.ts'
import type { EventSubscriber, Subscription } from '../live/subscriber.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Which universe and mode to hear of, and who listens. */
export type PositionsSubscriber = EventSubscriber<PositionsSeen> &
  Omit<RouterInputs['positions']['monitored'], 'lastEventId'>

/** The picks of all runs as positions. */
export interface PositionsClient {
  /** Looks at the picks of all runs as positions; needs the scope `run`. Repeating it for an instant adds nothing. */
  monitor(
    input?: RouterInputs['positions']['monitor'],
    options?: CallOptions,
  ): Promise<RouterOutputs['positions']['monitor']>
  /** What the monitor saw last, and whether that is out of date. Rejects with `not-found` before the first time. */
  latest(
    input?: RouterInputs['positions']['latest'],
    options?: CallOptions,
  ): Promise<RouterOutputs['positions']['latest']>
  /** Past snapshots of a universe and mode, newest first; `before` is the `asOf` of the last one of the page before. */
  history(
    input: RouterInputs['positions']['history'],
    options?: CallOptions,
  ): Promise<RouterOutputs['positions']['history']>
  /** Follows what the monitor sees until closed. */
  subscribe(subscriber: PositionsSubscriber): Subscription
}

export const positionsClient = ({ api, call, follow }: Connection): PositionsClient => ({
  monitor: (input = {}, options) => call(api.positions.monitor.mutate(input, options)),
  latest: (input = {}, options) => call(api.positions.latest.query(input, options)),
  history: (input, options) => call(api.positions.history.query(input, options)),
  subscribe: ({ universe, mode, ...subscriber }) =>
    follow(
      (lastEventId, handlers) =>
        api.positions.monitored.subscribe(
          { universe, mode, ...(lastEventId !== undefined && { lastEventId }) },
          handlers,
        ),
      subscriber,
    ),
})
