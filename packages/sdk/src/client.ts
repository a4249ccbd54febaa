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
    /** Writes a draft, by which nothing trades; needs the scope `run`. With an `idempotencyKey`, repeating it answers the same policy. */
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
  readonly levels: {
    /** Support and resistance of symbols over each span: null with a reason where there are none, labelled where they are out of date. */
    latest(input: RouterInputs['levels']['latest'], options?: CallOptions): Promise<RouterOutputs['levels']['latest']>
    /** Where a price lies among the levels of a symbol, by default its newest price. */
    score(input: RouterInputs['levels']['score'], options?: CallOptions): Promise<RouterOutputs['levels']['score']>
    /** Computes the levels of every stock of every universe; needs the scope `run`. Rejects with `unavailable` while Redis is away. */
    refresh(options?: CallOptions): Promise<RouterOutputs['levels']['refresh']>
  }
  readonly scores: {
    /** The one score of each symbol, labelled where it is out of date; null before the first analysis. */
    latest(input: RouterInputs['scores']['latest'], options?: CallOptions): Promise<RouterOutputs['scores']['latest']>
    /** The stocks of a universe, or of all, by score, highest first; any two stand in the same order in every universe. */
    top(input?: RouterInputs['scores']['top'], options?: CallOptions): Promise<RouterOutputs['scores']['top']>
    /** Writes all scores into Redis from the facts; needs the scope `run`. Repeating it changes nothing. */
    refresh(options?: CallOptions): Promise<RouterOutputs['scores']['refresh']>
  }
  readonly insights: {
    /** What models wrote of the picks of a run, and which have nothing. Rejects with `not-found`. */
    ofRun(input: RouterInputs['insights']['ofRun'], options?: CallOptions): Promise<RouterOutputs['insights']['ofRun']>
    /** Asks models for what is missing; needs the scope `run`. A pick without an insight says why. */
    write(input: RouterInputs['insights']['write'], options?: CallOptions): Promise<RouterOutputs['insights']['write']>
  }
  readonly llmCosts: {
    /** What today (UTC) has cost so far. */
    today(options?: CallOptions): Promise<RouterOutputs['llmCosts']['today']>
    /** What some UTC days cost, by day, model, purpose, agent or run; the last seven unless said otherwise. */
    spend(input?: RouterInputs['llmCosts']['spend'], options?: CallOptions): Promise<RouterOutputs['llmCosts']['spend']>
    /** What runs of some UTC days cost, and how many picks they gave. */
    perPick(
      input: RouterInputs['llmCosts']['perPick'],
      options?: CallOptions,
    ): Promise<RouterOutputs['llmCosts']['perPick']>
    /** Calls as the ledger keeps them, newest first; `before` is the last one of the page before. */
    requests(
      input?: RouterInputs['llmCosts']['requests'],
      options?: CallOptions,
    ): Promise<RouterOutputs['llmCosts']['requests']>
    /** Every active budget and how it stands. */
    budgets(options?: CallOptions): Promise<RouterOutputs['llmCosts']['budgets']>
    /** Makes a budget, or changes the one of the same scope, period and zone; needs the scope `admin`. */
    putBudget(
      input: RouterInputs['llmCosts']['putBudget'],
      options?: CallOptions,
    ): Promise<RouterOutputs['llmCosts']['putBudget']>
    /** Ends a budget; needs the scope `admin`. Rejects with `not-found`. */
    endBudget(
      input: RouterInputs['llmCosts']['endBudget'],
      options?: CallOptions,
    ): Promise<RouterOutputs['llmCosts']['endBudget']>
    /** What budgets told, newest first. */
    alerts(
      input?: RouterInputs['llmCosts']['alerts'],
      options?: CallOptions,
    ): Promise<RouterOutputs['llmCosts']['alerts']>
    /** Looks at all budgets; needs the scope `run`. Answers the alerts that are new: each is raised once a period. */
    evaluate(options?: CallOptions): Promise<RouterOutputs['llmCosts']['evaluate']>
    /** Models without a price, and calls whose cost nobody knows: both are counted at the worst that is possible. */
    inbox(input?: RouterInputs['llmCosts']['inbox'], options?: CallOptions): Promise<RouterOutputs['llmCosts']['inbox']>
    /** Prices as of now, those of our own first. */
    prices(
      input?: RouterInputs['llmCosts']['prices'],
      options?: CallOptions,
    ): Promise<RouterOutputs['llmCosts']['prices']>
    /** Adds a price of our own; needs the scope `admin`. Rejects with `conflict` when there is one of the same model, tier and instant. */
    addPrice(
      input: RouterInputs['llmCosts']['addPrice'],
      options?: CallOptions,
    ): Promise<RouterOutputs['llmCosts']['addPrice']>
    /** Prices calls of a time again, each at the price of its own instant; needs the scope `admin`. Changes nothing without `apply`. */
    reprice(
      input: RouterInputs['llmCosts']['reprice'],
      options?: CallOptions,
    ): Promise<RouterOutputs['llmCosts']['reprice']>
    /** Compares the ledger with an invoice; needs the scope `admin`. Changes nothing without `apply`. */
    reconcile(
      input: RouterInputs['llmCosts']['reconcile'],
      options?: CallOptions,
    ): Promise<RouterOutputs['llmCosts']['reconcile']>
    /** Gives up calls of dead processes; needs the scope `run`. */
    sweep(options?: CallOptions): Promise<RouterOutputs['llmCosts']['sweep']>
    /** Moves months older than 90 days into their sums; needs the scope `admin`. Changes nothing without `apply`. */
    retain(
      input?: RouterInputs['llmCosts']['retain'],
      options?: CallOptions,
    ): Promise<RouterOutputs['llmCosts']['retain']>
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
  readonly portfolio: {
    /** Enters fills, splits, bonuses and reversals, all of them or none; needs the scope `write`. What is known by its id adds nothing. */
    record(
      input: RouterInputs['portfolio']['record'],
      options?: CallOptions,
    ): Promise<RouterOutputs['portfolio']['record']>
    /** A page of the ledger, what counts latest first; `before` is the last id of the page before. */
    fills(
      input?: RouterInputs['portfolio']['fills'],
      options?: CallOptions,
    ): Promise<RouterOutputs['portfolio']['fills']>
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
  }
  readonly candles: {
    /** The newest bars of one series that were known at `asOf`, by default now. */
    series(input: RouterInputs['candles']['series'], options?: CallOptions): Promise<CandleSeries>
    /** The bars of the sessions from one date to another, both inclusive; with `asOf`, those that were known then. */
    history(
      input: RouterInputs['candles']['history'],
      options?: CallOptions,
    ): Promise<RouterOutputs['candles']['history']>
    /** How often windows of candles were found in the cache. Rejects with `unavailable` while Redis is away. */
    historyCounts(options?: CallOptions): Promise<RouterOutputs['candles']['historyCounts']>
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
  readonly access: {
    /** Whose key this is, and what it may do. */
    me(options?: CallOptions): Promise<RouterOutputs['access']['me']>
    /** A page of API keys, newest first, one's own or with `admin` anybody's; `before` is the last id of the page before. */
    keys(input?: RouterInputs['access']['keys'], options?: CallOptions): Promise<RouterOutputs['access']['keys']>
    /** Makes a key and shows it this once; needs the scope `write`. Rejects with `forbidden` for scopes that this client's key lacks. */
    createKey(
      input: RouterInputs['access']['createKey'],
      options?: CallOptions,
    ): Promise<RouterOutputs['access']['createKey']>
    /** Makes the successor of a key; both work until the overlap ends. Needs the scope `write`. Rejects with `conflict` when the key ended or has one. */
    rotateKey(
      input: RouterInputs['access']['rotateKey'],
      options?: CallOptions,
    ): Promise<RouterOutputs['access']['rotateKey']>
    /** Ends a key, everywhere within five seconds; needs the scope `write`. Repeating it changes nothing. */
    revokeKey(
      input: RouterInputs['access']['revokeKey'],
      options?: CallOptions,
    ): Promise<RouterOutputs['access']['revokeKey']>
    /** A page of users, oldest first; needs the scope `admin`. `after` is the last id of the page before. */
    users(input?: RouterInputs['access']['users'], options?: CallOptions): Promise<RouterOutputs['access']['users']>
    /** Makes a user with an account; needs the scope `admin`. Rejects with `conflict` when the external id is taken. */
    createUser(
      input: RouterInputs['access']['createUser'],
      options?: CallOptions,
    ): Promise<RouterOutputs['access']['createUser']>
    /** The accounts of a user, oldest first; by default one's own. */
    accounts(
      input?: RouterInputs['access']['accounts'],
      options?: CallOptions,
    ): Promise<RouterOutputs['access']['accounts']>
    /** Makes an account, by default for oneself; needs the scope `write`. */
    createAccount(
      input: RouterInputs['access']['createAccount'],
      options?: CallOptions,
    ): Promise<RouterOutputs['access']['createAccount']>
    /** A page of mutating calls, newest first; needs the scope `admin`. `before` is the last number of the page before. */
    audit(input?: RouterInputs['access']['audit'], options?: CallOptions): Promise<RouterOutputs['access']['audit']>
    /** Whether the audit log is what was written; needs the scope `admin`. */
    verifyAudit(
      input?: RouterInputs['access']['verifyAudit'],
      options?: CallOptions,
    ): Promise<RouterOutputs['access']['verifyAudit']>
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
    levels: {
      latest: (input, options) => call(trpc.levels.latest.query(input, options)),
      score: (input, options) => call(trpc.levels.score.query(input, options)),
      refresh: (options) => call(trpc.levels.refresh.mutate(undefined, options)),
    },
    scores: {
      latest: (input, options) => call(trpc.scores.latest.query(input, options)),
      top: (input = {}, options) => call(trpc.scores.top.query(input, options)),
      refresh: (options) => call(trpc.scores.refresh.mutate(undefined, options)),
    },
    insights: {
      ofRun: (input, options) => call(trpc.insights.ofRun.query(input, options)),
      write: (input, options) => call(trpc.insights.write.mutate(input, options)),
    },
    llmCosts: {
      today: (options) => call(trpc.llmCosts.today.query(undefined, options)),
      spend: (input = {}, options) => call(trpc.llmCosts.spend.query(input, options)),
      perPick: (input, options) => call(trpc.llmCosts.perPick.query(input, options)),
      requests: (input = {}, options) => call(trpc.llmCosts.requests.query(input, options)),
      budgets: (options) => call(trpc.llmCosts.budgets.query(undefined, options)),
      putBudget: (input, options) => call(trpc.llmCosts.putBudget.mutate(input, options)),
      endBudget: (input, options) => call(trpc.llmCosts.endBudget.mutate(input, options)),
      alerts: (input = {}, options) => call(trpc.llmCosts.alerts.query(input, options)),
      evaluate: (options) => call(trpc.llmCosts.evaluate.mutate(undefined, options)),
      inbox: (input = {}, options) => call(trpc.llmCosts.inbox.query(input, options)),
      prices: (input = {}, options) => call(trpc.llmCosts.prices.query(input, options)),
      addPrice: (input, options) => call(trpc.llmCosts.addPrice.mutate(input, options)),
      reprice: (input, options) => call(trpc.llmCosts.reprice.mutate(input, options)),
      reconcile: (input, options) => call(trpc.llmCosts.reconcile.mutate(input, options)),
      sweep: (options) => call(trpc.llmCosts.sweep.mutate(undefined, options)),
      retain: (input = {}, options) => call(trpc.llmCosts.retain.mutate(input, options)),
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
    candles: {
      series: (input, options) => call(trpc.candles.series.query(input, options)),
      history: (input, options) => call(trpc.candles.history.query(input, options)),
      historyCounts: (options) => call(trpc.candles.historyCounts.query(undefined, options)),
    },
    portfolio: {
      record: (input, options) => call(trpc.portfolio.record.mutate(input, options)),
      fills: (input = {}, options) => call(trpc.portfolio.fills.query(input, options)),
      positions: (input = {}, options) => call(trpc.portfolio.positions.query(input, options)),
      setPlan: (input, options) => call(trpc.portfolio.setPlan.mutate(input, options)),
      monitor: (input = {}, options) => call(trpc.portfolio.monitor.mutate(input, options)),
      latest: (input = {}, options) => call(trpc.portfolio.latest.query(input, options)),
      history: (input = {}, options) => call(trpc.portfolio.history.query(input, options)),
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
    access: {
      me: (options) => call(trpc.access.me.query(undefined, options)),
      keys: (input = {}, options) => call(trpc.access.keys.query(input, options)),
      createKey: (input, options) => call(trpc.access.createKey.mutate(input, options)),
      rotateKey: (input, options) => call(trpc.access.rotateKey.mutate(input, options)),
      revokeKey: (input, options) => call(trpc.access.revokeKey.mutate(input, options)),
      users: (input = {}, options) => call(trpc.access.users.query(input, options)),
      createUser: (input, options) => call(trpc.access.createUser.mutate(input, options)),
      accounts: (input = {}, options) => call(trpc.access.accounts.query(input, options)),
      createAccount: (input, options) => call(trpc.access.createAccount.mutate(input, options)),
      audit: (input = {}, options) => call(trpc.access.audit.query(input, options)),
      verifyAudit: (input = {}, options) => call(trpc.access.verifyAudit.query(input, options)),
    },
    health: { check: (options) => call(trpc.health.check.query(undefined, options)) },
  }
}
