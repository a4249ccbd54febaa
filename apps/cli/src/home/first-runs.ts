import { DomainError, type Id } from '@fyntrix/domain/shared'
import { Mode, type TopPicksRun } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import type { Services } from '@fyntrix/services'

/** Whether a run as of this instant is there already, so that starting again does not pile up equal runs. */
const isRecorded = async ({ topPicks }: Services, universe: Universe, mode: Mode, asOf: Date): Promise<boolean> => {
  try {
    const { run } = await topPicks.latest({ universe, mode })
    return Date.parse(run.asOf) >= asOf.getTime()
  } catch (cause) {
    if (cause instanceof DomainError && cause.code === 'not-found') return false
    throw cause
  }
}

/** Computes every universe and mode once, as far as that is not done. Answers the ids of the new runs. */
export const computeFirstRuns = async (
  services: Services,
  now: Date,
  onProgress: (done: number, total: number) => void,
): Promise<Id[]> => {
  const pairs = Universe.options.flatMap((universe) => Mode.options.map((mode) => ({ universe, mode })))
  const made: TopPicksRun[] = []
  for (const [index, { universe, mode }] of pairs.entries()) {
    if (!(await isRecorded(services, universe, mode, now))) {
      made.push(await services.topPicks.run({ universe, mode, trigger: 'first', asOf: now.toISOString() }))
    }
    onProgress(index + 1, pairs.length)
  }
  return made.map((run) => run.id)
}
