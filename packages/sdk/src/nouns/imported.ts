import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

type Inputs = RouterInputs['imported']
type Outputs = RouterOutputs['imported']

/** What was moved over from a legacy system. Suspect recommendations are left out of figures and lists unless `includeSuspect` asks for them. */
export interface ImportedClient {
  /** A run with its picks. Rejects with `not-found`. */
  run(input: Inputs['run'], options?: CallOptions): Promise<Outputs['run']>
  /** The run of a universe and mode that ended last of those with picks, suspect or not. Rejects with `not-found`. */
  latestRun(input: Inputs['latestRun'], options?: CallOptions): Promise<Outputs['latestRun']>
  /** Runs, newest first; `before` is the last `externalId` of the page before. */
  runs(input?: Inputs['runs'], options?: CallOptions): Promise<Outputs['runs']>
  /** Recommendations, newest first, and how many were left out and why. */
  recommendations(input?: Inputs['recommendations'], options?: CallOptions): Promise<Outputs['recommendations']>
  /** How evaluated recommendations did, by group, with intervals, and how many were left out and why. */
  performance(input?: Inputs['performance'], options?: CallOptions): Promise<Outputs['performance']>
  /** What calls of language models cost, by model and UTC day; of the last seven days where nothing is said. */
  usage(input?: Inputs['usage'], options?: CallOptions): Promise<Outputs['usage']>
  /** The rows of any table, suspect or not, each with its place there; `after` is the last `externalId` of the page before. */
  rows(input: Inputs['rows'], options?: CallOptions): Promise<Outputs['rows']>
  /** Items of files of JSON, such as exits and events, suspect or not; `after` is the place of the last one of the page before. */
  documents(input?: Inputs['documents'], options?: CallOptions): Promise<Outputs['documents']>
  /** What could not be imported, whole, with the reason; `after` is the place of the last one of the page before. */
  quarantine(input?: Inputs['quarantine'], options?: CallOptions): Promise<Outputs['quarantine']>
  /** What was imported, table by table, and what could not be. */
  summary(options?: CallOptions): Promise<Outputs['summary']>
}

export const importedClient = ({ api, call }: Connection): ImportedClient => ({
  run: (input, options) => call(api.imported.run.query(input, options)),
  latestRun: (input, options) => call(api.imported.latestRun.query(input, options)),
  runs: (input = {}, options) => call(api.imported.runs.query(input, options)),
  recommendations: (input = {}, options) => call(api.imported.recommendations.query(input, options)),
  performance: (input = {}, options) => call(api.imported.performance.query(input, options)),
  usage: (input = {}, options) => call(api.imported.usage.query(input, options)),
  rows: (input, options) => call(api.imported.rows.query(input, options)),
  documents: (input = {}, options) => call(api.imported.documents.query(input, options)),
  quarantine: (input = {}, options) => call(api.imported.quarantine.query(input, options)),
  summary: (options) => call(api.imported.summary.query(undefined, options)),
})
