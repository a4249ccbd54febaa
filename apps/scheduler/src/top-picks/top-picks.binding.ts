import type { TopPicksJob } from '@fyntrix/domain/top-picks'
import type { JobOutcome } from '@fyntrix/services/jobs'
import { topPicksJobDefinitions } from '@fyntrix/services/top-picks'
import type { Binding } from '../timetable.ts'

/** Ties each top-picks job to its handler. */
export const topPicksBindings = (
  handle: (jobId: string, job: TopPicksJob, nominal: Date) => Promise<JobOutcome>,
): Binding[] =>
  topPicksJobDefinitions.map((definition) => ({
    definition,
    handle: (nominal) => handle(definition.id, definition.input, nominal),
  }))
