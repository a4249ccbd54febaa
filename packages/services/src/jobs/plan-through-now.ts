import type { HeldSchedule } from '@fyntrix/db/jobs'
import type { Repositories } from '@fyntrix/db/shared'
import type { JobDefinition } from '@fyntrix/domain/jobs'
import { decide } from './decide.ts'
import { applyVerdicts, type TickDependencies } from './tick.ts'

/**
 * Accounts for every nominal time of a held schedule up to `now`, in its transaction, as a daemon would but for beginning anything: what may begin waits for one. Whoever
 * changes how a schedule stands calls it first, so that the stretch before the change is told by what held then.
 */
export const planThroughNow = async (
  tx: Repositories,
  definition: JobDefinition,
  held: HeldSchedule,
  now: number,
  dependencies: Omit<TickDependencies, 'db'>,
): Promise<void> => {
  const { times, settings } = dependencies
  const known = times.knownThrough(definition.schedule, now)
  // as in a look: before any row of the ledger is read
  await tx.ledger.ensurePartitions(held.plannedThrough, Math.max(held.plannedThrough, now))
  let schedule = held
  for (;;) {
    const active = await tx.ledger.active([definition.id])
    const verdict = decide(definition, schedule, active, now, times, settings)
    await applyVerdicts(tx, [verdict], now, dependencies, 0)
    const { plannedThrough } = verdict.schedule
    if (plannedThrough >= known || plannedThrough === schedule.plannedThrough) return
    schedule = { ...schedule, plannedThrough }
  }
}
