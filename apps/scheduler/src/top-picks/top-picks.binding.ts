import type { JobDefinition } from '@fyntrix/domain/jobs'
import type { TopPicksJob } from '@fyntrix/domain/top-picks'
import { type JobOutcome, topPicksJobDefinitions } from '@fyntrix/services/top-picks'

/** One thing to do when a pattern fires. `nominal` is the instant that the pattern named, however late the timer was. */
export interface Binding {
  readonly definition: JobDefinition
  readonly handle: (nominal: Date) => Promise<JobOutcome>
}

/** Ties each top-picks job to its handler. */
export const topPicksBindings = (
  handle: (jobId: string, job: TopPicksJob, nominal: Date) => Promise<JobOutcome>,
): Binding[] =>
  topPicksJobDefinitions.map((definition) => ({
    definition,
    handle: (nominal) => handle(definition.id, definition.input, nominal),
  }))
