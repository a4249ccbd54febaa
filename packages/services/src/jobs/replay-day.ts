import { atIst, type Calendar } from '@fyntrix/calendar'
import type { Occurrence } from '@fyntrix/domain/jobs'
import type { SessionDate } from '@fyntrix/domain/shared'
import { type Clock, silentLog } from '../shared/index.ts'
import type { Binding } from './attempt.ts'
import { createDaemon, daemonSettings } from './daemon.ts'
import type { LedgerDatabase } from './ledger-database.ts'
import type { NominalTimes } from './nominal-times.ts'

/** A day of the ledger: every nominal time of every job and what became of it, the earliest first. `session`: the exchange's hours, null on a closed day. */
export interface DayReport {
  readonly date: SessionDate
  readonly session: { readonly kind: string; readonly open: number; readonly close: number } | null
  /** Nominal times that the schedules name for the date. */
  readonly nominal: number
  readonly occurrences: readonly Occurrence[]
}

interface Dependencies {
  readonly db: LedgerDatabase
  readonly bindings: readonly Binding[]
  readonly times: NominalTimes
  readonly calendar: Calendar
  /** The market's clock: it stands, and is moved from one nominal time to the next. */
  readonly clock: Clock
}

interface Options {
  readonly signal?: AbortSignal | undefined
  readonly onStep?: (at: Date) => void
}

const day = 24 * 3_600_000
const pageSize = 500

/**
 * Lets a daemon do one exchange date on a clock that is moved: each job begins at its nominal time by the ledger's own planning. The ledger must be empty. Throws
 * `CalendarRangeError` outside the calendar.
 */
export const replayDay = async (
  { db, bindings, times, calendar, clock }: Dependencies,
  date: SessionDate,
  { signal, onStep }: Options = {},
): Promise<DayReport> => {
  const begin = atIst(date, '00:00')
  const end = begin + day - 1
  let now = begin - 1
  const jobIds = bindings.map(({ definition }) => definition.id)
  const daemon = createDaemon({
    db,
    bindings,
    times,
    settings: daemonSettings,
    identity: { id: `replay of ${date}`, host: 'replay', pid: process.pid },
    at: () => new Date(now),
    wall: () => new Date(now),
    log: silentLog,
    overBudget: () => Promise.resolve(null),
  })
  while (now < end) {
    signal?.throwIfAborted()
    clock.advanceTo(new Date(now))
    // what ended may have been in the way of another
    for (let wait = 0; wait <= 0; ) {
      wait = await daemon.look()
      await daemon.idle()
    }
    const wait = await db.repositories().ledger.untilNext(jobIds, new Date(now))
    now = Math.min(end, now + Math.max(1, Math.ceil(wait ?? day)))
    onStep?.(new Date(now))
  }
  const session = calendar.sessionOn(date)
  return {
    date,
    session: session && { kind: session.kind, open: session.open, close: session.close },
    nominal: bindings.reduce(
      (sum, { definition }) => sum + times.between(definition.schedule, begin - 1, end).length,
      0,
    ),
    occurrences: await entries(db),
  }
}

const entries = async (db: LedgerDatabase): Promise<Occurrence[]> => {
  const found: Occurrence[] = []
  let cursor: string | undefined
  do {
    const page = await db.repositories().jobs.history({ limit: pageSize, ...(cursor !== undefined && { cursor }) })
    found.push(...page.occurrences)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return found.toReversed()
}
