import type { At, Claim, OccurrenceChange, ScheduleChange } from '@fyntrix/db/jobs'
import type { Repositories } from '@fyntrix/db/shared'
import type { JobDefinition } from '@fyntrix/domain/jobs'
import { newId } from '@fyntrix/domain/shared'
import { type Change, decide, type PlanSettings, type Verdict } from './decide.ts'
import type { LedgerDatabase } from './ledger-database.ts'
import type { NominalTimes } from './nominal-times.ts'
import { isLimited, type Start, withinLimits } from './within-limits.ts'

export interface TickDependencies {
  readonly db: LedgerDatabase
  readonly definitions: ReadonlyMap<string, JobDefinition>
  readonly times: NominalTimes
  readonly settings: PlanSettings
  /** Name of whoever begins attempts. */
  readonly owner: string
}

/** What a look at the ledger gave: attempts to make, and milliseconds until something is due as far as is known. */
export interface Tick {
  readonly claims: readonly Claim[]
  readonly waitMs: number
}

/** Schedules that one transaction looks at. */
const batch = 40
/** What waits for a limit that others share is looked at again after so long. */
const limitPauseMs = 1_000
const longestWaitMs = 60_000
/** What is due and held by somebody else is looked at again after so long. */
const othersPauseMs = 100

const notBegun = ({ change }: Start): Change[] =>
  change.isNew ? [{ ...change, state: 'planned', caughtUp: false }] : []

/** Writes verdicts on schedules that are held, with as many of their starts as limits and `slots` allow. The partitions of what is new must be there. */
export const applyVerdicts = async (
  tx: Repositories,
  verdicts: readonly Verdict[],
  now: number,
  { definitions, settings, owner }: Omit<TickDependencies, 'db' | 'times'>,
  slots: number,
): Promise<Claim[]> => {
  const starts = verdicts.flatMap(({ definition, starts }) => starts.map((change): Start => ({ definition, change })))
  const running = starts.some(isLimited) ? await tx.ledger.holdLimits() : []
  const groupOf = (jobId: string) => definitions.get(jobId)?.group?.name ?? null
  const { may, limited, crowded } = withinLimits(starts, running, groupOf, slots)

  const lookAgainAt = new Map<string, number>()
  for (const { definition } of limited) lookAgainAt.set(definition.id, now + limitPauseMs)
  for (const { definition } of crowded) lookAgainAt.set(definition.id, now)
  const changes = [
    ...verdicts.flatMap((verdict) => verdict.changes),
    ...may.map(({ change }) => change),
    ...[...limited, ...crowded].flatMap(notBegun),
  ].map((change): OccurrenceChange => ({ ...change, messageId: newId(new Date(now)) }))
  const schedules = verdicts.map(({ schedule }): ScheduleChange => {
    const again = lookAgainAt.get(schedule.jobId)
    return again === undefined ? schedule : { ...schedule, nextAt: Math.min(again, schedule.nextAt) }
  })

  return tx.ledger.apply(owner, settings.leaseMs, now, changes, schedules)
}

/**
 * Plans and begins what is due, in one transaction, at most `slots` attempts. Whatever dies here, either all of it is written or nothing: then the next one who looks does the
 * same. Throws `unavailable` while PostgreSQL is away.
 */
export const tick = async (dependencies: TickDependencies, at: At, slots: number): Promise<Tick> => {
  const { db, definitions, times, settings } = dependencies
  const jobIds = [...definitions.keys()]
  const wait = (await db.repositories().ledger.untilNext(jobIds, at)) ?? longestWaitMs
  if (wait > 0) return { claims: [], waitMs: Math.min(longestWaitMs, wait) }
  return db.transaction(async (tx) => {
    const { now, schedules } = await tx.ledger.holdDue(jobIds, at, batch, settings.leaseMs)
    if (schedules.length === 0) return { claims: [], waitMs: othersPauseMs }
    // before any row of the ledger is read: whoever makes a partition waits for all that have, and must not be waited for by them
    await tx.ledger.ensurePartitions(Math.min(...schedules.map(({ plannedThrough }) => plannedThrough), now), now)
    const active = await tx.ledger.active(schedules.map(({ jobId }) => jobId))
    const verdicts = schedules.flatMap((held) => {
      const definition = definitions.get(held.jobId)
      if (definition === undefined) return []
      const own = active.filter(({ jobId }) => jobId === held.jobId)
      return [decide(definition, held, own, now, times, settings)]
    })
    const claims = await applyVerdicts(tx, verdicts, now, dependencies, slots)
    // there may be more than one batch, and the next look tells how long to wait
    return { claims, waitMs: 0 }
  })
}
