import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Support and resistance. */
export interface LevelsClient {
  /** Support and resistance of symbols over each span: null with a reason where there are none, labelled where they are out of date. */
  latest(input: RouterInputs['levels']['latest'], options?: CallOptions): Promise<RouterOutputs['levels']['latest']>
  /** Where a price lies among the levels of a symbol, by default its newest price. */
  score(input: RouterInputs['levels']['score'], options?: CallOptions): Promise<RouterOutputs['levels']['score']>
  /** Computes the levels of every stock of every universe; needs the scope `run`. Rejects with `unavailable` while Redis is away. */
  refresh(options?: CallOptions): Promise<RouterOutputs['levels']['refresh']>
}

export const levelsClient = ({ api, call }: Connection): LevelsClient => ({
  latest: (input, options) => call(api.levels.latest.query(input, options)),
  score: (input, options) => call(api.levels.score.query(input, options)),
  refresh: (options) => call(api.levels.refresh.mutate(undefined, options)),
})
