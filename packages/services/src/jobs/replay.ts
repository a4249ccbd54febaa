import { setTimeout as delay } from 'node:timers/promises'
import { atIst, type Calendar, dateOfDay, dayNumber, istDate, weekday } from '@fyntrix/calendar'
import { dashboardJobs } from '@fyntrix/domain/dashboard'
import { outcomesJob } from '@fyntrix/domain/pick-events'
import { DomainError, type SessionDate } from '@fyntrix/domain/shared'
import { type Mode, type TopPicksRun, topPicksJobs } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { Candles } from '../candles/index.ts'
import { type Dashboards, runDashboardJob } from '../dashboard/index.ts'
import type { Relay } from '../outbox/index.ts'
import type { PickEvents } from '../pick-events/index.ts'
import { runOutcomesJob } from '../pick-events/pick-events.job.ts'
import type { Log } from '../shared/index.ts'
import { runTopPicksJob } from '../top-picks/top-picks.job.ts'
import type { TopPicks } from '../top-picks/top-picks.service.ts'
import type { Universes } from '../universes/index.ts'
import type { JobOutcome } from './job-outcome.ts'
import { createNominalTimes } from './nominal-times.ts'
import { type ReplayCounts, ReplayTally } from './replay.tally.ts'

/** What to replay. Dates are exchange dates, both inclusive. `slots`: the runs before the open and the last dashboards of the day, or the whole timetable. */
export interface ReplayRequest {
  readonly from: SessionDate
  readonly to: SessionDate
  readonly universes: readonly Universe[]
  readonly modes: readonly Mode[]
  readonly slots: 'pre-open' | 'all'
}

/** How far a replay is. */
export interface ReplayProgress {
  readonly done: number
  readonly total: number
  readonly date: SessionDate
}

/** What a replay did. `abstained` counts runs without any picks of their own accord, or refused, by reason. */
export interface ReplayReport extends ReplayCounts {
  readonly sessions: number
  /** Weekdays on which the exchange had no session. */
  readonly noSession: readonly SessionDate[]
  /** Sessions of the exchange of which no member has a candle. */
  readonly withoutCandles: readonly SessionDate[]
}

/** Runs past sessions through the definitions of the jobs, as of the instant of each. */
export interface Replay {
  /**
   * Does everything that was due, in order, and relays it day by day. A run that is there already is not computed again, so a replay that was ended goes
   * on where it was, and the same replay twice leaves the same tables. Where somebody else computes the same, or died doing so, it waits for the lock.
   * Throws `conflict` when that is not given back, `CalendarRangeError` outside the calendar.
   */
  replay(
    request: ReplayRequest,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: ReplayProgress) => void },
  ): Promise<ReplayReport>
}

export interface ReplayDependencies {
  readonly topPicks: TopPicks
  readonly pickEvents: PickEvents
  readonly dashboards: Dashboards
  readonly candles: Candles
  readonly universes: Universes
  readonly relay: Relay
  readonly calendar: Calendar
  readonly log: Log
}

/** One thing to do, and its instant. */
interface Step {
  readonly at: Date
  readonly run: (signal: AbortSignal | undefined) => Promise<void>
}

const lastMinute = '23:59'

/** Whoever died holding a run's lock holds it for five minutes. */
const patienceMs = 330_000
const lookAgainMs = 500

/** Does a job, and does it again as long as somebody else is at it. A session that was left out would be a hole in what is measured later. */
const untilDone = async (
  work: () => Promise<JobOutcome<TopPicksRun>>,
  signal: AbortSignal | undefined,
): Promise<JobOutcome<TopPicksRun>> => {
  const until = performance.now() + patienceMs
  for (;;) {
    const outcome = await work()
    if (outcome.status === 'ran' || outcome.why !== 'busy') return outcome
    if (performance.now() > until) throw new DomainError('conflict', outcome.reason)
    await delay(lookAgainMs, undefined, { signal })
  }
}

const datesBetween = (from: SessionDate, to: SessionDate): SessionDate[] => {
  const first = dayNumber(from)
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, i) => dateOfDay(first + i))
}

const isWeekend = (date: SessionDate): boolean => weekday(dayNumber(date)) % 6 === 0

export const createReplay = (deps: ReplayDependencies): Replay => {
  const { topPicks, pickEvents, dashboards, candles, universes, relay, calendar, log } = deps
  // nothing becomes known during a replay: the candles are there
  const refreshCandles = async (): Promise<void> => undefined

  const times = createNominalTimes(calendar)

  const stepsOn = (date: SessionDate, request: ReplayRequest, tally: ReplayTally): Step[] => {
    const wanted = topPicksJobs.filter(
      ({ input: { universe, mode, trigger } }) =>
        request.universes.includes(universe) &&
        request.modes.includes(mode) &&
        (request.slots === 'all' || trigger === 'pre-open'),
    )
    const picks = wanted.flatMap((job) =>
      times.dueOn(job.schedule, date).map((at) => ({
        at,
        run: async (signal: AbortSignal | undefined) => {
          const handlers = { topPicks, log, refreshCandles }
          tally.picked(await untilDone(() => runTopPicksJob(handlers, job.id, job.input, { nominal: at }), signal))
        },
      })),
    )
    const outcomes = times.dueOn(outcomesJob.schedule, date).map((at) => ({
      at,
      run: async () => tally.told(await runOutcomesJob({ pickEvents, log }, { nominal: at })),
    }))
    const recorded = dashboardJobs.flatMap((job) =>
      times
        .dueOn(job.schedule, date)
        .slice(request.slots === 'all' ? 0 : -1)
        .map((at) => ({
          at,
          run: async () => tally.recorded(await runDashboardJob(dashboards, job.input, { nominal: at })),
        })),
    )
    return [...picks, ...outcomes, ...recorded].sort((a, b) => a.at.getTime() - b.at.getTime())
  }

  const hasCandles = async (date: SessionDate, wanted: readonly Universe[]): Promise<boolean> => {
    const day = new Date(atIst(date, lastMinute))
    const symbols = [...new Set(wanted.flatMap((universe) => universes.members(universe, day).symbols))]
    const newest = await candles.many(symbols, 'day', day, 1)
    return [...newest.values()].some(({ ts }) => istDate(ts[0] ?? 0) === date)
  }

  return {
    async replay(request, { signal, onProgress } = {}) {
      const dates = datesBetween(request.from, request.to)
      const sessions = dates.filter((date) => calendar.isSession(date))
      const tally = new ReplayTally()
      const withoutCandles: SessionDate[] = []
      for (const [done, date] of sessions.entries()) {
        onProgress?.({ done, total: sessions.length, date })
        for (const { run } of stepsOn(date, request, tally)) {
          signal?.throwIfAborted()
          await run(signal)
        }
        await relay.drain()
        if (!(await hasCandles(date, request.universes))) withoutCandles.push(date)
      }
      return {
        sessions: sessions.length,
        ...tally.counts(),
        noSession: dates.filter((date) => !calendar.isSession(date) && !isWeekend(date)),
        withoutCandles,
      }
    },
  }
}
