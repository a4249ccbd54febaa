import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** The one score of each symbol. */
export interface ScoresClient {
  /** The one score of each symbol, labelled where it is out of date; null before the first analysis. */
  latest(input: RouterInputs['scores']['latest'], options?: CallOptions): Promise<RouterOutputs['scores']['latest']>
  /** The stocks of a universe, or of all, by score, highest first; any two stand in the same order in every universe. */
  top(input?: RouterInputs['scores']['top'], options?: CallOptions): Promise<RouterOutputs['scores']['top']>
  /** Writes all scores into Redis from the facts; needs the scope `run`. Repeating it changes nothing. */
  refresh(options?: CallOptions): Promise<RouterOutputs['scores']['refresh']>
}

export const scoresClient = ({ api, call }: Connection): ScoresClient => ({
  latest: (input, options) => call(api.scores.latest.query(input, options)),
  top: (input = {}, options) => call(api.scores.top.query(input, options)),
  refresh: (options) => call(api.scores.refresh.mutate(undefined, options)),
})
