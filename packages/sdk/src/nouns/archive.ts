import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** The files of runs. */
export interface ArchiveClient {
  /** Whether every file of the archive is what was written; with `repair`, writes again what is not. Needs the scope `admin`. */
  check(input?: RouterInputs['archive']['check'], options?: CallOptions): Promise<RouterOutputs['archive']['check']>
}

export const archiveClient = ({ api, call }: Connection): ArchiveClient => ({
  check: (input = {}, options) => call(api.archive.check.mutate(input, options)),
})
