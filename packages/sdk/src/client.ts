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
  readonly analyses: {
    /** What agents said of a symbol, newest first; `before` is the last id of the page before. */
    history(
      input: RouterInputs['analyses']['history'],
      options?: CallOptions,
    ): Promise<RouterOutputs['analyses']['history']>
    /** The newest word of an agent on a symbol. Rejects with `not-found` before the first. */
    latest(
      input: RouterInputs['analyses']['latest'],
      options?: CallOptions,
    ): Promise<RouterOutputs['analyses']['latest']>
    /** How good every agent was over the picks of a span, with intervals. */
    performance(
      input: RouterInputs['analyses']['performance'],
      options?: CallOptions,
    ): Promise<RouterOutputs['analyses']['performance']>
  }
  readonly pickEvents: {
    /** A page of picks as events, newest first, with what every agent contributed and what became of them over each horizon. */
    list(
      input?: RouterInputs['pickEvents']['list'],
      options?: CallOptions,
    ): Promise<RouterOutputs['pickEvents']['list']>
    /** Tells the outcomes that are due; needs the scope `run`. Repeating it adds nothing. */
    computeOutcomes(
      input?: RouterInputs['pickEvents']['computeOutcomes'],
      options?: CallOptions,
    ): Promise<RouterOutputs['pickEvents']['computeOutcomes']>
  }
  readonly recommendations: {
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
  }
  readonly policies: {
    /** Policies, newest first. */
    list(input?: RouterInputs['policies']['list'], options?: CallOptions): Promise<RouterOutputs['policies']['list']>
    /** A policy with what it has learnt. Rejects with `not-found`. */
    byId(input: RouterInputs['policies']['byId'], options?: CallOptions): Promise<RouterOutputs['policies']['byId']>
    /** Whether a policy would pass the gate now. */
    judge(input: RouterInputs['policies']['judge'], options?: CallOptions): Promise<RouterOutputs['policies']['judge']>
    /** Writes a draft, by which nothing trades; needs the scope `run`. */
    draft(input: RouterInputs['policies']['draft'], options?: CallOptions): Promise<RouterOutputs['policies']['draft']>
    /** Lets drafts and active policies learn from outcomes, each counted once; needs the scope `run`. */
    learn(options?: CallOptions): Promise<RouterOutputs['policies']['learn']>
    /** Proposes the best exits of a scope as a draft, where they pass the gate; needs the scope `run`. */
    train(input: RouterInputs['policies']['train'], options?: CallOptions): Promise<RouterOutputs['policies']['train']>
    /** Makes a draft the active policy of its scope; needs the scope `admin`. Rejects with `refused` when the gate does not let it through. */
    activate(
      input: RouterInputs['policies']['activate'],
      options?: CallOptions,
    ): Promise<RouterOutputs['policies']['activate']>
    /** Retires a policy; needs the scope `admin`. */
    retire(
      input: RouterInputs['policies']['retire'],
      options?: CallOptions,
    ): Promise<RouterOutputs['policies']['retire']>
  }
  readonly learnings: {
    /** What agents' patterns were worth, those that rest on most first. */
    list(input?: RouterInputs['learnings']['list'], options?: CallOptions): Promise<RouterOutputs['learnings']['list']>
    /** Learns from outcomes that were not learnt from; needs the scope `run`. Repeating it adds nothing. */
    learn(options?: CallOptions): Promise<RouterOutputs['learnings']['learn']>
  }
  readonly dashboard: {
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
  }
  readonly scalping: {
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
  }
  readonly positions: {
    /** Looks at the picks of the newest runs as positions; needs the scope `run`. Repeating it for an instant adds nothing. */
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
  readonly archive: {
    /** Whether every file of the archive is what was written; with `repair`, writes again what is not. Needs the scope `admin`. */
    check(input?: RouterInputs['archive']['check'], options?: CallOptions): Promise<RouterOutputs['archive']['check']>
  }
  readonly cache: {
    /** Every kind of key that is kept in Redis. */
    keys(options?: CallOptions): Promise<RouterOutputs['cache']['keys']>
    /** What was counted, family by family, in all living processes. */
    stats(options?: CallOptions): Promise<RouterOutputs['cache']['stats']>
    /** How the Redis of the cache is doing. Never rejects because of Redis: the answer says what is wrong. */
    health(options?: CallOptions): Promise<RouterOutputs['cache']['health']>
    /** Why a reader of a key would get what it gets. Rejects with `not-found` for another family, `invalid-input` for other parameters. */
    explain(input: RouterInputs['cache']['explain'], options?: CallOptions): Promise<RouterOutputs['cache']['explain']>
    /** A value as JSON. Rejects as `explain`. */
    get(input: RouterInputs['cache']['get'], options?: CallOptions): Promise<RouterOutputs['cache']['get']>
    /** Removes one value everywhere; needs the scope `admin`. */
    invalidate(
      input: RouterInputs['cache']['invalidate'],
      options?: CallOptions,
    ): Promise<RouterOutputs['cache']['invalidate']>
    /** Removes everything that the request narrows down; needs the scope `admin`. */
    clear(input: RouterInputs['cache']['clear'], options?: CallOptions): Promise<RouterOutputs['cache']['clear']>
    /** Makes a view of the facts again from PostgreSQL, or all of them; needs the scope `admin`. Rejects with `unavailable` when Redis is away. */
    rebuild(input?: RouterInputs['cache']['rebuild'], options?: CallOptions): Promise<RouterOutputs['cache']['rebuild']>
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
    analyses: {
      history: (input, options) => call(trpc.analyses.history.query(input, options)),
      latest: (input, options) => call(trpc.analyses.latest.query(input, options)),
      performance: (input, options) => call(trpc.analyses.performance.query(input, options)),
    },
    pickEvents: {
      list: (input = {}, options) => call(trpc.pickEvents.list.query(input, options)),
      computeOutcomes: (input = {}, options) => call(trpc.pickEvents.computeOutcomes.mutate(input, options)),
    },
    recommendations: {
      list: (input = {}, options) => call(trpc.recommendations.list.query(input, options)),
      byId: (input, options) => call(trpc.recommendations.byId.query(input, options)),
      performance: (input, options) => call(trpc.recommendations.performance.query(input, options)),
      applyExit: (input, options) => call(trpc.recommendations.applyExit.mutate(input, options)),
    },
    policies: {
      list: (input = {}, options) => call(trpc.policies.list.query(input, options)),
      byId: (input, options) => call(trpc.policies.byId.query(input, options)),
      judge: (input, options) => call(trpc.policies.judge.query(input, options)),
      draft: (input, options) => call(trpc.policies.draft.mutate(input, options)),
      learn: (options) => call(trpc.policies.learn.mutate(undefined, options)),
      train: (input, options) => call(trpc.policies.train.mutate(input, options)),
      activate: (input, options) => call(trpc.policies.activate.mutate(input, options)),
      retire: (input, options) => call(trpc.policies.retire.mutate(input, options)),
    },
    learnings: {
      list: (input = {}, options) => call(trpc.learnings.list.query(input, options)),
      learn: (options) => call(trpc.learnings.learn.mutate(undefined, options)),
    },
    dashboard: {
      latest: (input, options) => call(trpc.dashboard.latest.query(input, options)),
      history: (input, options) => call(trpc.dashboard.history.query(input, options)),
      record: (input, options) => call(trpc.dashboard.record.mutate(input, options)),
    },
    scalping: {
      monitor: (input = {}, options) => call(trpc.scalping.monitor.mutate(input, options)),
      latest: (input = {}, options) => call(trpc.scalping.latest.query(input, options)),
      positions: (input = {}, options) => call(trpc.scalping.positions.query(input, options)),
      exits: (input = {}, options) => call(trpc.scalping.exits.query(input, options)),
      dailySummary: (input = {}, options) => call(trpc.scalping.dailySummary.query(input, options)),
      stats: (input = {}, options) => call(trpc.scalping.stats.query(input, options)),
      occupancy: (input = {}, options) => call(trpc.scalping.occupancy.query(input, options)),
    },
    positions: {
      monitor: (input = {}, options) => call(trpc.positions.monitor.mutate(input, options)),
      latest: (input = {}, options) => call(trpc.positions.latest.query(input, options)),
      history: (input, options) => call(trpc.positions.history.query(input, options)),
    },
    candles: { series: (input, options) => call(trpc.candles.series.query(input, options)) },
    universes: {
      list: (options) => call(trpc.universes.list.query(undefined, options)),
      members: (input, options) => call(trpc.universes.members.query(input, options)),
    },
    archive: { check: (input = {}, options) => call(trpc.archive.check.mutate(input, options)) },
    cache: {
      keys: (options) => call(trpc.cache.keys.query(undefined, options)),
      stats: (options) => call(trpc.cache.stats.query(undefined, options)),
      health: (options) => call(trpc.cache.health.query(undefined, options)),
      explain: (input, options) => call(trpc.cache.explain.query(input, options)),
      get: (input, options) => call(trpc.cache.get.query(input, options)),
      invalidate: (input, options) => call(trpc.cache.invalidate.mutate(input, options)),
      clear: (input, options) => call(trpc.cache.clear.mutate(input, options)),
      rebuild: (input = {}, options) => call(trpc.cache.rebuild.mutate(input, options)),
    },
    health: { check: (options) => call(trpc.health.check.query(undefined, options)) },
  }
}
