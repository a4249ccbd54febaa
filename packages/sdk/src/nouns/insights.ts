import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** What models write of picks. */
export interface InsightsClient {
  /** What models wrote of the picks of a run, and which have nothing. Rejects with `not-found`. */
  ofRun(input: RouterInputs['insights']['ofRun'], options?: CallOptions): Promise<RouterOutputs['insights']['ofRun']>
  /** Asks models for what is missing; needs the scope `run`. A pick without an insight says why. */
  write(input: RouterInputs['insights']['write'], options?: CallOptions): Promise<RouterOutputs['insights']['write']>
}

export const insightsClient = ({ api, call }: Connection): InsightsClient => ({
  ofRun: (input, options) => call(api.insights.ofRun.query(input, options)),
  write: (input, options) => call(api.insights.write.mutate(input, options)),
})
