import type { At, HeldSchedule } from '@fyntrix/db/jobs'
import type { Database, Repositories } from '@fyntrix/db/shared'
import {
  type BackfillReport,
  type BackfillRequest,
  type JobDefinition,
  type JobPause,
  Occurrence,
  type OccurrenceKey,
  type PauseReport,
  type PauseRequest,
  type RunNowRequest,
} from '@fyntrix/domain/jobs'
import { DomainError, type Id, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import { idempotent } from '../shared/index.ts'
import { backfillPlan, backfillTimes } from './backfill.ts'
import type { PlanSettings } from './decide.ts'
import type { NominalTimes } from './nominal-times.ts'
import { planThroughNow } from './plan-through-now.ts'

export interface JobControlDependencies {
  readonly db: Database
  readonly definitions: ReadonlyMap<string, JobDefinition>
  readonly times: NominalTimes
  readonly settings: PlanSettings
  /** First instant of the calendar, epoch milliseconds. */
  readonly calendarFrom: number
  /** The instant of the ledger: null for PostgreSQL's clock, as ever outside simulations. */
  readonly at: () => At
  /** For ids. */
  readonly wall: Now
}

/** What people do to jobs. Each call is one transaction; all throw `not-found` for a job that does not exist, and `unavailable` while PostgreSQL is away. */
export interface JobControl {
  /** Plans a run at this instant, outside the schedule; sent again with its idempotency key it answers the same and plans nothing. */
  runNow(by: Id, request: RunNowRequest): Promise<Occurrence>
  /** No more starts by schedule; a pause that is there stays as it is. */
  pause(by: Id, request: PauseRequest): Promise<PauseReport>
  /** Starts again from now on: nominal times of the pause are skipped. */
  resume(jobId: string): Promise<PauseReport>
  /** Takes back what has not ended; what was taken back before stays so. Throws `refused` for what ended otherwise, `not-found` without such an occurrence. */
  cancel(by: Id, key: OccurrenceKey): Promise<Occurrence>
  /** Plans again what did not run in a stretch of the past. Throws `refused` for what is not past, beyond the calendar, or too much. */
  backfill(request: BackfillRequest): Promise<BackfillReport>
}

interface Held {
  readonly tx: Repositories
  readonly definition: JobDefinition
  readonly schedule: HeldSchedule
  /** Epoch milliseconds. */
  readonly now: number
}

const minute = 60_000
/** Name of whoever plans without doing. */
const owner = 'control'

const nameOf = async (tx: Repositories, userId: Id): Promise<string> =>
  (await tx.access.userById(userId))?.name ?? userId

const wasCancelled = ({ reason, cancelRequested }: Occurrence): boolean => reason === 'cancelled' || cancelRequested

export const createJobControl = (dependencies: JobControlDependencies): JobControl => {
  const { db, definitions, times, calendarFrom, at, wall } = dependencies

  const definitionOf = (jobId: string): JobDefinition => {
    const definition = definitions.get(jobId)
    if (definition) return definition
    throw new DomainError('not-found', `there is no job '${jobId}': there are ${[...definitions.keys()].join(', ')}`)
  }

  /** Holds a job's schedule, which is made where no daemon has made it yet. */
  const held = async (tx: Repositories, definition: JobDefinition): Promise<Held> => {
    await tx.ledger.register([definition.id], at())
    const found = await tx.ledger.hold(definition.id, at())
    if (found === null) throw new DomainError('internal', `the schedule of ${definition.id} went away`)
    return { tx, definition, ...found }
  }

  const tell = (tx: Repositories, { jobId, nominalAt }: OccurrenceKey): Promise<void> =>
    tx.outbox.append({ topic: 'jobs.changed', jobId, nominalAt }, newId(wall()))

  const planNow = async ({ tx, definition, now }: Held): Promise<Occurrence> => {
    // whole minutes belong to schedules, and whoever asks twice within a millisecond gets two
    let nominal = now % minute === 0 ? now + 1 : now
    while ((await tx.jobControl.plan(definition.id, [nominal], 'manual', now)) === 0) nominal += 1
    await tx.jobControl.wake(definition.id, now)
    const planned = await tx.jobs.byKey(definition.id, toInstant(new Date(nominal)))
    if (planned === null) throw new DomainError('internal', `what was planned of ${definition.id} is not there`)
    return planned
  }

  const setPause = async ({ tx, definition, schedule, now }: Held, pause: JobPause | null): Promise<PauseReport> => {
    await planThroughNow(tx, definition, schedule, now, { ...dependencies, owner })
    await tx.jobControl.setPause(definition.id, pause)
    await tx.jobControl.wake(definition.id, now)
    return { jobId: definition.id, pause, changed: true }
  }

  return {
    async runNow(by, { jobId, idempotencyKey }) {
      const definition = definitionOf(jobId)
      const request = { scope: `jobs.runNow:${by}`, key: idempotencyKey, body: { jobId } }
      return db.transaction((tx) =>
        idempotent(tx, request, Occurrence, async () => planNow(await held(tx, definition))),
      )
    },

    async pause(by, { jobId, reason }) {
      const definition = definitionOf(jobId)
      return db.transaction(async (tx) => {
        const own = await held(tx, definition)
        const pause = await tx.jobs.pauseOf(jobId)
        if (pause !== null) return { jobId, pause, changed: false }
        return setPause(own, { by: await nameOf(tx, by), at: toInstant(new Date(own.now)), reason })
      })
    },

    async resume(jobId) {
      const definition = definitionOf(jobId)
      return db.transaction(async (tx) => {
        const own = await held(tx, definition)
        return own.schedule.paused ? setPause(own, null) : { jobId, pause: null, changed: false }
      })
    },

    cancel: (by, { jobId, nominalAt }) =>
      db.transaction(async (tx) => {
        // also of a job that does not exist any more: that is how what is left of it is ended
        const found = await tx.ledger.hold(jobId, at())
        const standing = found && (await tx.jobs.byKey(jobId, nominalAt))
        if (!found || !standing)
          throw new DomainError('not-found', `${jobId} has no occurrence at ${nominalAt}: see ./fyntrix jobs history`)
        if (wasCancelled(standing)) return standing
        const detail = `taken back by ${await nameOf(tx, by)}`
        const cancelled = await tx.jobControl.cancel(jobId, Date.parse(nominalAt), detail, found.now)
        if (cancelled === null)
          throw new DomainError(
            'refused',
            `${jobId} of ${nominalAt} has ended as ${standing.state}: nothing is left to take back`,
          )
        await tell(tx, cancelled)
        await tx.jobControl.wake(jobId, found.now)
        return cancelled
      }),

    async backfill({ jobId, dryRun, ...stretch }) {
      const definition = definitionOf(jobId)
      return db.transaction(async (tx) => {
        const { schedule, now } = await held(tx, definition)
        const { wanted, skipped } = backfillTimes(definition, stretch, now, times, { first: calendarFrom })
        // what lies behind the watermark is still to be planned by the schedule itself
        const past = wanted.filter((time) => time <= schedule.plannedThrough)
        // before any row of the ledger is read: whoever makes a partition waits for all that have
        if (past.length > 0) await tx.ledger.ensurePartitions(Math.min(...past), Math.max(...past))
        const standing = past.length === 0 ? [] : await tx.jobControl.standing(jobId, past)
        const plan = backfillPlan(past, standing)
        if (!dryRun) {
          await tx.jobControl.plan(jobId, plan.planned, 'backfill', now)
          await tx.jobControl.reopen(jobId, plan.reopened, now)
          await tx.jobControl.wake(jobId, now)
        }
        const leftAlone = plan.leftAlone + skipped + wanted.length - past.length
        return { jobId, planned: plan.planned.length, reopened: plan.reopened.length, leftAlone, dryRun }
      })
    },
  }
}
