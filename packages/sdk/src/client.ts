import type { CandleSeries, LatestTopPicks, RouterInputs, RouterOutputs, RunSummary, TopPicksRun } from './api.types.ts'
import { type FyntrixError, toFyntrixError } from './fyntrix-error.ts'
import type { RunSubscriber, RunSubscription } from './run-subscriber.ts'
import { subscribeToRuns } from './run-subscription.ts'
import { createApiClient } from './transport.ts'
import type { TransportOptions } from './transport-options.ts'

/** How to reach a server, and who hears of failures. */
export interface FyntrixOptions extends TransportOptions {
  /** Told of every call that failed, besides the caller: the place for logging and counting. */
  readonly onError?: ((error: FyntrixError) => void) | undefined
}

/** What any call may be given. */
export interface CallOptions {
  /** Gives the call up when aborted; it then fails with `unavailable`. */
  readonly signal?: AbortSignal
}

/** A client of one server under one key. All calls reject with `FyntrixError`, and calls of the same moment share one request. */
export interface FyntrixClient {
  readonly topPicks: {
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
  readonly candles: {
    /** The newest bars of one series that were known at `asOf`, by default now. */
    series(input: RouterInputs['candles']['series'], options?: CallOptions): Promise<CandleSeries>
  }
  readonly universes: {
    /** Every universe as of the market's clock. */
    list(options?: CallOptions): Promise<RouterOutputs['universes']['list']>
    /** The stocks of a universe on an exchange date. Rejects with `refused` before its first dated list. */
    members(
      input: RouterInputs['universes']['members'],
      options?: CallOptions,
    ): Promise<RouterOutputs['universes']['members']>
  }
  readonly health: {
    /** How the installation is doing, component by component. */
    check(options?: CallOptions): Promise<RouterOutputs['health']['check']>
  }
}

/** Makes a client. Connects with the first call. */
export const createFyntrix = ({ onError, ...transport }: FyntrixOptions): FyntrixClient => {
  const trpc = createApiClient(transport)
  const call = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer
    } catch (cause) {
      const error = toFyntrixError(cause)
      onError?.(error)
      throw error
    }
  }
  return {
    topPicks: {
      latest: (input, options) => call(trpc.topPicks.latest.query(input, options)),
      run: (input, options) => call(trpc.topPicks.run.mutate(input, options)),
      byId: (input, options) => call(trpc.topPicks.byId.query(input, options)),
      list: (input = {}, options) => call(trpc.topPicks.list.query(input, options)),
      subscribe: (subscriber) =>
        subscribeToRuns(trpc, {
          ...subscriber,
          onError: (error) => {
            onError?.(error)
            subscriber.onError?.(error)
          },
        }),
    },
    candles: { series: (input, options) => call(trpc.candles.series.query(input, options)) },
    universes: {
      list: (options) => call(trpc.universes.list.query(undefined, options)),
      members: (input, options) => call(trpc.universes.members.query(input, options)),
    },
    health: { check: (options) => call(trpc.health.check.query(undefined, options)) },
  }
}
