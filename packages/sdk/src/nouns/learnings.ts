import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** What agents' patterns were worth. */
export interface LearningsClient {
  /** What agents' patterns were worth, those that rest on most first. */
  list(input?: RouterInputs['learnings']['list'], options?: CallOptions): Promise<RouterOutputs['learnings']['list']>
  /** Learns from outcomes that were not learnt from; needs the scope `run`. Repeating it adds nothing. */
  learn(options?: CallOptions): Promise<RouterOutputs['learnings']['learn']>
}

export const learningsClient = ({ api, call }: Connection): LearningsClient => ({
  list: (input = {}, options) => call(api.learnings.list.query(input, options)),
  learn: (options) => call(api.learnings.learn.mutate(undefined, options)),
})
