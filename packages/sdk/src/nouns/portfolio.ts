import type { PortfolioAlerts, PortfolioSnapshot, RouterInputs, RouterOutputs } from '../api.types.ts'
import type { EventSubscriber, Subscription } from '../live/subscriber.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Which snapshots to hear of, and who listens. */
export type PortfolioSubscriber = EventSubscriber<PortfolioSnapshot> &
  Omit<RouterInputs['portfolio']['monitored'], 'lastEventId'>

/** Which alerts to hear of, and who listens. */
export type AlertsSubscriber = EventSubscriber<PortfolioAlerts> &
  Omit<RouterInputs['portfolio']['alerted'], 'lastEventId'>

/** Ledgers and positions of the key's user, and what they are worth. */
export interface PortfolioClient {
  /** Enters fills, splits, bonuses and reversals, all of them or none; needs the scope `write`. What is known by its id adds nothing. */
  record(
    input: RouterInputs['portfolio']['record'],
    options?: CallOptions,
  ): Promise<RouterOutputs['portfolio']['record']>
  /** A page of the ledger, what counts latest first; `before` is the last id of the page before. */
  fills(input?: RouterInputs['portfolio']['fills'], options?: CallOptions): Promise<RouterOutputs['portfolio']['fills']>
  /** The positions of an account, replayed from its ledger; with `asOf`, as they were then. */
  positions(
    input?: RouterInputs['portfolio']['positions'],
    options?: CallOptions,
  ): Promise<RouterOutputs['portfolio']['positions']>
  /** Sets stop and target of an open position; needs the scope `write`. Rejects with `not-found` when none is open. */
  setPlan(
    input: RouterInputs['portfolio']['setPlan'],
    options?: CallOptions,
  ): Promise<RouterOutputs['portfolio']['setPlan']>
  /** Prices an account and records it; needs the scope `run`. Repeating it for an instant adds nothing. */
  monitor(
    input?: RouterInputs['portfolio']['monitor'],
    options?: CallOptions,
  ): Promise<RouterOutputs['portfolio']['monitor']>
  /** The newest snapshot, and whether it is out of date; with `asOf`, the newest that was there then. Rejects with `not-found` before the first. */
  latest(
    input?: RouterInputs['portfolio']['latest'],
    options?: CallOptions,
  ): Promise<RouterOutputs['portfolio']['latest']>
  /** Past snapshots, newest first; `before` is the `asOf` of the last one of the page before. */
  history(
    input?: RouterInputs['portfolio']['history'],
    options?: CallOptions,
  ): Promise<RouterOutputs['portfolio']['history']>
  /** Follows the snapshots of one of the key's user's accounts, or of all, until closed. Ends with `not-found` for another's account. */
  subscribe(subscriber: PortfolioSubscriber): Subscription
  /** Follows alerts until closed: each is told once, when it begins, and again when it comes back after it went away. Ends as `subscribe`. */
  subscribeToAlerts(subscriber: AlertsSubscriber): Subscription
}

export const portfolioClient = ({ api, call, follow }: Connection): PortfolioClient => ({
  record: (input, options) => call(api.portfolio.record.mutate(input, options)),
  fills: (input = {}, options) => call(api.portfolio.fills.query(input, options)),
  positions: (input = {}, options) => call(api.portfolio.positions.query(input, options)),
  setPlan: (input, options) => call(api.portfolio.setPlan.mutate(input, options)),
  monitor: (input = {}, options) => call(api.portfolio.monitor.mutate(input, options)),
  latest: (input = {}, options) => call(api.portfolio.latest.query(input, options)),
  history: (input = {}, options) => call(api.portfolio.history.query(input, options)),
  subscribe: ({ accountId, kind, ...subscriber }) =>
    follow(
      (lastEventId, handlers) =>
        api.portfolio.monitored.subscribe(
          { accountId, kind, ...(lastEventId !== undefined && { lastEventId }) },
          handlers,
        ),
      subscriber,
    ),
  subscribeToAlerts: ({ accountId, kind, ...subscriber }) =>
    follow(
      (lastEventId, handlers) =>
        api.portfolio.alerted.subscribe(
          { accountId, kind, ...(lastEventId !== undefined && { lastEventId }) },
          handlers,
        ),
      subscriber,
    ),
})
