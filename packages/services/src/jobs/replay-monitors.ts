import type { Calendar } from '@fyntrix/calendar'
import { DomainError, type Instant, type SessionDate, toInstant } from '@fyntrix/domain/shared'
import { type Mode, topPicksJobs } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import { dailyKnownAt } from '@fyntrix/market-data'
import type { Log } from '../shared/index.ts'
import { runTopPicksJob } from '../top-picks/top-picks.job.ts'
import type { TopPicks } from '../top-picks/top-picks.service.ts'
import type { ReplayedMonitor, SeenAlert, SeenExit, SeenSnapshot } from './monitors.ts'
import { createNominalTimes } from './nominal-times.ts'

/** Which session, whose runs make the entries, and who looks. */
export interface MonitorsReplayRequest {
  readonly date: SessionDate
  readonly universes: readonly Universe[]
  readonly modes: readonly Mode[]
  readonly monitors: readonly ReplayedMonitor[]
}

/** What a session's monitors showed, in the order in which they did. `without`: runs that gave no picks of their own accord or were refused, by reason. */
export interface MonitorsReport {
  readonly date: SessionDate
  readonly looks: number
  readonly runs: number
  readonly picks: number
  readonly without: Readonly<Record<string, number>>
  readonly exits: readonly SeenExit[]
  readonly alerts: readonly SeenAlert[]
  readonly snapshots: readonly SeenSnapshot[]
}

interface Dependencies {
  readonly topPicks: TopPicks
  readonly calendar: Calendar
  readonly log: Log
}

const minute = 60_000
const lookEvery = 5 * minute
const afterClose = 15 * minute

interface Options {
  readonly signal?: AbortSignal | undefined
  readonly onLook?: ((asOf: Instant, done: number, total: number) => void) | undefined
}

/**
 * Replays a session: the runs of its timetable, and after those of an instant every monitor, each five minutes from the open to a quarter of an hour after
 * the close, as of that instant; those that follow daily bars look once more when the session's are known. Throws `invalid-input` for a date without a session.
 */
export const replayMonitors = async (
  { topPicks, calendar, log }: Dependencies,
  { date, universes, modes, monitors }: MonitorsReplayRequest,
  { signal, onLook }: Options = {},
): Promise<MonitorsReport> => {
  const session = calendar.sessionOn(date)
  if (session === null) throw new DomainError('invalid-input', `the exchange has no session on ${date}`)
  const end = session.close + afterClose
  const times = createNominalTimes(calendar)
  const due = topPicksJobs
    .filter(({ input }) => universes.includes(input.universe) && modes.includes(input.mode))
    .flatMap((job) => times.dueOn(job.schedule, date).map((at) => ({ job, at })))
    .sort((a, b) => a.at.getTime() - b.at.getTime())

  const without = new Map<string, number>()
  const count = (reason: string | undefined): void => {
    if (reason !== undefined) without.set(reason, (without.get(reason) ?? 0) + 1)
  }
  let [runs, picks] = [0, 0]
  const refreshCandles = () => Promise.resolve()
  const runThrough = async (instant: number): Promise<void> => {
    for (let next = due[0]; next !== undefined && next.at.getTime() <= instant; next = due[0]) {
      due.shift()
      signal?.throwIfAborted()
      const { id, input } = next.job
      const outcome = await runTopPicksJob({ topPicks, log, refreshCandles }, id, input, { nominal: next.at })
      if (outcome.status === 'skipped') {
        count(outcome.reason)
        continue
      }
      runs += 1
      picks += outcome.result.picks.length
      count(outcome.result.abstention?.message)
    }
  }

  const exits: SeenExit[] = []
  const alerts: SeenAlert[] = []
  const snapshots: SeenSnapshot[] = []
  const lookAt = async (asOf: Instant, looking: readonly ReplayedMonitor[]): Promise<void> => {
    for (const monitor of looking) {
      signal?.throwIfAborted()
      const sight = await monitor.look(asOf)
      exits.push(...sight.exits)
      alerts.push(...sight.alerts)
      snapshots.push(...sight.snapshots)
    }
  }
  const total = Math.floor((end - session.open) / lookEvery)
  for (let looks = 1; looks <= total; looks += 1) {
    const instant = session.open + looks * lookEvery
    await runThrough(instant)
    const asOf = toInstant(new Date(instant))
    await lookAt(asOf, monitors)
    onLook?.(asOf, looks, total)
  }
  const known = dailyKnownAt(calendar, session)
  const following = monitors.filter(({ followsDailyBars }) => followsDailyBars)
  // those of an evening session are known before the last look
  if (known > end) await lookAt(toInstant(new Date(known)), following)
  return { date, looks: total, runs, picks, without: Object.fromEntries(without), exits, alerts, snapshots }
}
