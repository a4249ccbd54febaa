import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** What calls of models cost, and their budgets. */
export interface LlmCostsClient {
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
  /** Active budgets and how they stand, in the order of scope, period and zone; `after` is the last id of the page before. */
  budgets(
    input?: RouterInputs['llmCosts']['budgets'],
    options?: CallOptions,
  ): Promise<RouterOutputs['llmCosts']['budgets']>
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

export const llmCostsClient = ({ api, call }: Connection): LlmCostsClient => ({
  today: (options) => call(api.llmCosts.today.query(undefined, options)),
  spend: (input = {}, options) => call(api.llmCosts.spend.query(input, options)),
  perPick: (input, options) => call(api.llmCosts.perPick.query(input, options)),
  requests: (input = {}, options) => call(api.llmCosts.requests.query(input, options)),
  budgets: (input = {}, options) => call(api.llmCosts.budgets.query(input, options)),
  putBudget: (input, options) => call(api.llmCosts.putBudget.mutate(input, options)),
  endBudget: (input, options) => call(api.llmCosts.endBudget.mutate(input, options)),
  alerts: (input = {}, options) => call(api.llmCosts.alerts.query(input, options)),
  evaluate: (options) => call(api.llmCosts.evaluate.mutate(undefined, options)),
  inbox: (input = {}, options) => call(api.llmCosts.inbox.query(input, options)),
  prices: (input = {}, options) => call(api.llmCosts.prices.query(input, options)),
  addPrice: (input, options) => call(api.llmCosts.addPrice.mutate(input, options)),
  reprice: (input, options) => call(api.llmCosts.reprice.mutate(input, options)),
  reconcile: (input, options) => call(api.llmCosts.reconcile.mutate(input, options)),
  sweep: (options) => call(api.llmCosts.sweep.mutate(undefined, options)),
  retain: (input = {}, options) => call(api.llmCosts.retain.mutate(input, options)),
})
