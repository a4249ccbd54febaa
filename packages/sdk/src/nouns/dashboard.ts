import type { Dashboard, RouterInputs, RouterOutputs } from '../api.types.ts'
import type { EventSubscriber, Subscription } from '../live/subscriber.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Which period to hear of, and who listens. */
export type DashboardSubscriber = EventSubscriber<Dashboard> &
  Omit<RouterInputs['dashboard']['recorded'], 'lastEventId'>

/** Dashboards as they were recorded. */
export interface DashboardClient {
  /** The newest dashboard, and whether it is out of date; with `asOf`, the newest that was there then. Rejects with `not-found` before the first. */
  latest(
    input: RouterInputs['dashboard']['latest'],
    options?: CallOptions,
  ): Promise<RouterOutputs['dashboard']['latest']>
  /** Past dashboards, newest first; `before` is the `asOf` of the last one of the page before. */
  history(
    input: RouterInputs['dashboard']['history'],
    options?: CallOptions,
  ): Promise<RouterOutputs['dashboard']['history']>
  /** Computes and records a dashboard; needs the scope `run`. Repeating it for an instant adds nothing. */
  record(
    input: RouterInputs['dashboard']['record'],
    options?: CallOptions,
  ): Promise<RouterOutputs['dashboard']['record']>
  /** Follows dashboards as they are recorded until closed. */
  subscribe(subscriber: DashboardSubscriber): Subscription
}

export const dashboardClient = ({ api, call, follow }: Connection): DashboardClient => ({
  latest: (input, options) => call(api.dashboard.latest.query(input, options)),
  history: (input, options) => call(api.dashboard.history.query(input, options)),
  record: (input, options) => call(api.dashboard.record.mutate(input, options)),
  subscribe: ({ period, ...subscriber }) =>
    follow(
      (lastEventId, handlers) =>
        api.dashboard.recorded.subscribe({ period, ...(lastEventId !== undefined && { lastEventId }) }, handlers),
      subscriber,
    ),
})
