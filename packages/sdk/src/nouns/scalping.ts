import type { RouterInputs, RouterOutputs, ScalpingCycle } from '../api.types.ts'
import type { EventSubscriber, Subscription } from '../live/subscriber.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Scalps: those that are open, and how the others ended. */
export interface ScalpingClient {
  /** Looks at open scalps and records the exits that nobody told before; needs the scope `run`. Repeating it for an instant adds nothing. */
  monitor(
    input?: RouterInputs['scalping']['monitor'],
    options?: CallOptions,
  ): Promise<RouterOutputs['scalping']['monitor']>
  /** What the monitor saw last, and whether that is out of date. Rejects with `not-found` before the first time. */
  latest(
    input?: RouterInputs['scalping']['latest'],
    options?: CallOptions,
  ): Promise<RouterOutputs['scalping']['latest']>
  /** The scalps that nothing has ended, priced with source and age. */
  positions(
    input?: RouterInputs['scalping']['positions'],
    options?: CallOptions,
  ): Promise<RouterOutputs['scalping']['positions']>
  /** Exits, newest first; `before` is the `recommendationId` of the last one of the page before. */
  exits(input?: RouterInputs['scalping']['exits'], options?: CallOptions): Promise<RouterOutputs['scalping']['exits']>
  /** The exits of an exchange date, counted. */
  dailySummary(
    input?: RouterInputs['scalping']['dailySummary'],
    options?: CallOptions,
  ): Promise<RouterOutputs['scalping']['dailySummary']>
  /** The exits of the last exchange dates, counted together and date by date. */
  stats(input?: RouterInputs['scalping']['stats'], options?: CallOptions): Promise<RouterOutputs['scalping']['stats']>
  /** How many scalps were active at once, cycle by cycle of an exchange date. */
  occupancy(
    input?: RouterInputs['scalping']['occupancy'],
    options?: CallOptions,
  ): Promise<RouterOutputs['scalping']['occupancy']>
  /** Follows what the monitor sees until closed. */
  subscribe(subscriber: EventSubscriber<ScalpingCycle>): Subscription
}

export const scalpingClient = ({ api, call, follow }: Connection): ScalpingClient => ({
  monitor: (input = {}, options) => call(api.scalping.monitor.mutate(input, options)),
  latest: (input = {}, options) => call(api.scalping.latest.query(input, options)),
  positions: (input = {}, options) => call(api.scalping.positions.query(input, options)),
  exits: (input = {}, options) => call(api.scalping.exits.query(input, options)),
  dailySummary: (input = {}, options) => call(api.scalping.dailySummary.query(input, options)),
  stats: (input = {}, options) => call(api.scalping.stats.query(input, options)),
  occupancy: (input = {}, options) => call(api.scalping.occupancy.query(input, options)),
  subscribe: (subscriber) =>
    follow(
      (lastEventId, handlers) =>
        api.scalping.monitored.subscribe({ ...(lastEventId !== undefined && { lastEventId }) }, handlers),
      subscriber,
    ),
})
