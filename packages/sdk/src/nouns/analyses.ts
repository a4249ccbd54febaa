import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** What agents said, and how good they were. */
export interface AnalysesClient {
  /** What agents said of a symbol, newest first; `before` is the last id of the page before. */
  history(
    input: RouterInputs['analyses']['history'],
    options?: CallOptions,
  ): Promise<RouterOutputs['analyses']['history']>
  /** The newest word of an agent on a symbol. Rejects with `not-found` before the first. */
  latest(input: RouterInputs['analyses']['latest'], options?: CallOptions): Promise<RouterOutputs['analyses']['latest']>
  /** How good every agent was over the picks of a span, with intervals. */
  performance(
    input: RouterInputs['analyses']['performance'],
    options?: CallOptions,
  ): Promise<RouterOutputs['analyses']['performance']>
}

export const analysesClient = ({ api, call }: Connection): AnalysesClient => ({
  history: (input, options) => call(api.analyses.history.query(input, options)),
  latest: (input, options) => call(api.analyses.latest.query(input, options)),
  performance: (input, options) => call(api.analyses.performance.query(input, options)),
})
