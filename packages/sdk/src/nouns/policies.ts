import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Policies: what decides on exits, and what it has learnt. */
export interface PoliciesClient {
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
  retire(input: RouterInputs['policies']['retire'], options?: CallOptions): Promise<RouterOutputs['policies']['retire']>
}

export const policiesClient = ({ api, call }: Connection): PoliciesClient => ({
  list: (input = {}, options) => call(api.policies.list.query(input, options)),
  byId: (input, options) => call(api.policies.byId.query(input, options)),
  judge: (input, options) => call(api.policies.judge.query(input, options)),
  draft: (input, options) => call(api.policies.draft.mutate(input, options)),
  learn: (options) => call(api.policies.learn.mutate(undefined, options)),
  train: (input, options) => call(api.policies.train.mutate(input, options)),
  activate: (input, options) => call(api.policies.activate.mutate(input, options)),
  retire: (input, options) => call(api.policies.retire.mutate(input, options)),
})
