import type { UniversesRefresh } from '@fyntrix/domain/universes'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { Log } from '../shared/index.ts'
import type { Universes } from './universes.service.ts'

export interface UniversesHandlerDependencies {
  readonly universes: Universes
  readonly log: Log
}

/** Reads the lists again and says what changed since this process looked last. Throws for a list that cannot be read: those of before stand. */
export const runUniversesJob = async (
  { universes, log }: UniversesHandlerDependencies,
  { nominal, signal }: Occasion,
): Promise<JobOutcome<UniversesRefresh>> => {
  signal.throwIfAborted()
  const result = await universes.refresh(nominal)
  for (const { universe, added, removed, withoutCandles } of result.universes)
    log.info({ universe, added, removed, withoutCandles }, 'members of a universe read again')
  return { status: 'ran', result }
}
