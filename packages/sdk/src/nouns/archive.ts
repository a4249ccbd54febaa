import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** The files of runs, and what is not kept for ever. */
export interface ArchiveClient {
  /** Whether every file of the archive is what was written; with `repair`, writes again what is not. Needs the scope `admin`. */
  check(input?: RouterInputs['archive']['check'], options?: CallOptions): Promise<RouterOutputs['archive']['check']>
  /** What retention would do now, step by step. Changes nothing; needs the scope `admin`. */
  retention(options?: CallOptions): Promise<RouterOutputs['archive']['retention']>
  /** Does some parts of a step of retention: call again until it is `finished`. Needs the scope `admin`; rejects with `not-found` for another step. */
  retain(input: RouterInputs['archive']['retain'], options?: CallOptions): Promise<RouterOutputs['archive']['retain']>
}

export const archiveClient = ({ api, call }: Connection): ArchiveClient => ({
  check: (input = {}, options) => call(api.archive.check.mutate(input, options)),
  retention: (options) => call(api.archive.retention.query(undefined, options)),
  retain: (input, options) => call(api.archive.retain.mutate(input, options)),
})
