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
  readonly memory: {
    /** What the key's user remembers there; `found` is false for what was forgotten. Rejects with `unavailable` when Redis is away. */
    get(input: RouterInputs['memory']['get'], options?: CallOptions): Promise<RouterOutputs['memory']['get']>
    /** What the key's user remembers, without values. Rejects as `get`. */
    list(input?: RouterInputs['memory']['list'], options?: CallOptions): Promise<RouterOutputs['memory']['list']>
    /**
     * Remembers a value, by default for an hour; needs the scope `write`. Rejects with `invalid-input` for one that is too large, `refused` when there is no
     * room, `unavailable` when Redis is away.
     */
    set(input: RouterInputs['memory']['set'], options?: CallOptions): Promise<RouterOutputs['memory']['set']>
    /** Forgets a value; needs the scope `write`. */
    remove(input: RouterInputs['memory']['remove'], options?: CallOptions): Promise<RouterOutputs['memory']['remove']>
    /** Forgets a context type, or one namespace of it, such as a session; needs the scope `write`. */
    clear(input: RouterInputs['memory']['clear'], options?: CallOptions): Promise<RouterOutputs['memory']['clear']>
  }
  readonly preferences: {
    /** What holds for the key's user: the defaults before anything was chosen. */
    get(options?: CallOptions): Promise<RouterOutputs['preferences']['get']>
    /**
     * Changes what is named, null goes back to the default; needs the scope `write`. With a `revision` it rejects with `conflict` when another one is stored.
     */
    update(
      input: RouterInputs['preferences']['update'],
      options?: CallOptions,
    ): Promise<RouterOutputs['preferences']['update']>
    /** Chooses everything anew, what is left out goes back to the default; needs the scope `write`. */
    replace(
      input: RouterInputs['preferences']['replace'],
      options?: CallOptions,
    ): Promise<RouterOutputs['preferences']['replace']>
  }
  readonly watchlists: {
    /** What the key's user watches, newest first; `before` is the last id of the page before. */
    list(
      input?: RouterInputs['watchlists']['list'],
      options?: CallOptions,
    ): Promise<RouterOutputs['watchlists']['list']>
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
    memory: {
      get: (input, options) => call(trpc.memory.get.query(input, options)),
      list: (input = {}, options) => call(trpc.memory.list.query(input, options)),
      set: (input, options) => call(trpc.memory.set.mutate(input, options)),
      remove: (input, options) => call(trpc.memory.remove.mutate(input, options)),
      clear: (input, options) => call(trpc.memory.clear.mutate(input, options)),
    },
    preferences: {
      get: (options) => call(trpc.preferences.get.query(undefined, options)),
      update: (input, options) => call(trpc.preferences.update.mutate(input, options)),
      replace: (input, options) => call(trpc.preferences.replace.mutate(input, options)),
    },
    watchlists: {
      list: (input = {}, options) => call(trpc.watchlists.list.query(input, options)),
      check: (input, options) => call(trpc.watchlists.check.query(input, options)),
      add: (input, options) => call(trpc.watchlists.add.mutate(input, options)),
      addMany: (input, options) => call(trpc.watchlists.addMany.mutate(input, options)),
      update: (input, options) => call(trpc.watchlists.update.mutate(input, options)),
      remove: (input, options) => call(trpc.watchlists.remove.mutate(input, options)),
      clear: (options) => call(trpc.watchlists.clear.mutate(undefined, options)),
    },
    dashboard: {
      latest: (input, options) => call(trpc.dashboard.latest.query(input, options)),
      history: (input, options) => call(trpc.dashboard.history.query(input, options)),
      record: (input, options) => call(trpc.dashboard.record.mutate(input, options)),
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
