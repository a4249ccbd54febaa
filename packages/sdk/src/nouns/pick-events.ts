import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Picks as events, and their outcomes. */
export interface PickEventsClient {
  /** A page of picks as events, newest first, with what every agent contributed and what became of them over each horizon. */
  list(input?: RouterInputs['pickEvents']['list'], options?: CallOptions): Promise<RouterOutputs['pickEvents']['list']>
  /** Tells the outcomes that are due; needs the scope `run`. Repeating it adds nothing. */
  computeOutcomes(
    input?: RouterInputs['pickEvents']['computeOutcomes'],
    options?: CallOptions,
  ): Promise<RouterOutputs['pickEvents']['computeOutcomes']>
}

export const pickEventsClient = ({ api, call }: Connection): PickEventsClient => ({
  list: (input = {}, options) => call(api.pickEvents.list.query(input, options)),
  computeOutcomes: (input = {}, options) => call(api.pickEvents.computeOutcomes.mutate(input, options)),
})
