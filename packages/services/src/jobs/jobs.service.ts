import type { At, StoredJob } from '@fyntrix/db/jobs'
import type { Database } from '@fyntrix/db/shared'
import {
  type HistoryPage,
  type HistoryQuery,
  type JobDaemon,
  type JobDefinition,
  type JobScan,
  type JobView,
  type NextFire,
  type NextFiresQuery,
  type Occurrence,
  type OccurrenceKey,
  scheduleText,
} from '@fyntrix/domain/jobs'
import { DomainError, type Now, toInstant } from '@fyntrix/domain/shared'
import { daemonSettings } from './daemon.ts'
import { createJobControl, type JobControl } from './job-control.ts'
import { type JobFigures, readJobFigures } from './job-figures.ts'
import { nextFires, nextToRun } from './next-fires.ts'
import type { NominalTimes } from './nominal-times.ts'

export interface JobsDependencies {
  readonly db: Database
  readonly definitions: readonly JobDefinition[]
  readonly times: NominalTimes
  /** First instant of the calendar, epoch milliseconds. */
  readonly calendarFrom: number
  readonly wall: Now
  /** The instant of the ledger; PostgreSQL's clock by default. */
  readonly at?: () => At
}

/** The jobs as people see and steer them. Whoever does them is a daemon. Everything throws `unavailable` while PostgreSQL is away. */
export interface Jobs extends JobControl {
  /** Every job there is, also those that no daemon has looked at yet. */
  list(): Promise<JobView[]>
  /** Nominal times to come, those that will not run with why not. Throws `not-found` for a job that does not exist. */
  next(query: NextFiresQuery): Promise<NextFire[]>
  /** A page of what was, is and is about to be done; throws `invalid-input` for a cursor that no page gave. */
  history(query: HistoryQuery): Promise<HistoryPage>
  /** One occurrence; throws `not-found`. */
  byKey(key: OccurrenceKey): Promise<Occurrence>
  daemons(): Promise<JobDaemon[]>
  /** What must not be, as the daemons saw it last. */
  scan(): Promise<JobScan>
  /** How jobs do, for metrics: one look at the ledger. */
  figures(): Promise<JobFigures>
}

const missedText = ({ missed }: JobDefinition): string =>
  missed.policy === 'all' ? `all, at most ${missed.cap}` : missed.policy

const viewOf = (definition: JobDefinition, stored: StoredJob | undefined, next: number | null): JobView => ({
  id: definition.id,
  schedule: scheduleText(definition.schedule),
  next: next === null ? null : toInstant(new Date(next)),
  plannedThrough: stored?.plannedThrough ?? null,
  pause: stored?.pause ?? null,
  missed: missedText(definition),
  overlap: definition.overlap,
  windowMs: definition.windowMs,
  timeoutMs: definition.timeoutMs,
  group: definition.group?.name ?? null,
  cost: definition.cost,
  running: stored?.running ?? [],
  waiting: stored?.waiting ?? 0,
  last: stored?.last ?? null,
})

export const createJobs = ({ db, definitions, times, calendarFrom, wall, at = () => null }: JobsDependencies): Jobs => {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]))
  const reading = () => db.repositories().jobs
  return {
    ...createJobControl({ db, definitions: byId, times, settings: daemonSettings, calendarFrom, at, wall }),

    async list() {
      const stored = new Map((await reading().jobs()).map((job) => [job.id, job]))
      const now = wall().getTime()
      return definitions.map((definition) =>
        viewOf(definition, stored.get(definition.id), nextToRun(times, definition, now)),
      )
    },

    async next({ jobId, limit }) {
      const wanted = jobId === undefined ? definitions : definitions.filter(({ id }) => id === jobId)
      if (wanted.length === 0)
        throw new DomainError('not-found', `there is no job '${jobId}': there are ${[...byId.keys()].join(', ')}`)
      const pauses = new Map((await reading().schedules()).map((one) => [one.id, one.pause]))
      const held = (id: string): string | null => {
        const pause = pauses.get(id) ?? null
        return pause && `paused: ${pause.reason}`
      }
      return nextFires(times, wanted, wall().getTime(), limit, held)
    },

    history: (query) => reading().history(query),

    async byKey({ jobId, nominalAt }) {
      const found = await reading().byKey(jobId, nominalAt)
      if (found) return found
      throw new DomainError('not-found', `${jobId} has no occurrence at ${nominalAt}: see ./fyntrix jobs history`)
    },

    daemons: () => reading().daemons(at()),
    scan: () => db.repositories().jobScans.latest(),
    figures: () => readJobFigures(db, definitions),
  }
}
