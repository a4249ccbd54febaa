import { atIst, type Calendar, dateOfDay, dayNumber, istDay, type Session, weekday } from '@fyntrix/calendar'
import type { Schedule, SessionInstant, SkipReason } from '@fyntrix/domain/jobs'
import { dailyKnownAt } from '@fyntrix/market-data'
import { Cron } from 'croner'

/** A nominal time of a job, epoch milliseconds. `skip` says that it must not run, and why. */
export interface NominalTime {
  readonly at: number
  readonly skip: { readonly reason: SkipReason; readonly detail: string } | null
}

/** When schedules are due, by the exchange's calendar: arithmetic alone, without a clock. Instants are epoch milliseconds. */
export interface NominalTimes {
  /** Those of a schedule in (after, through], the earliest first. Throws `CalendarRangeError` for a stretch that the calendar does not know. */
  between(schedule: Schedule, after: number, through: number): readonly NominalTime[]
  /** The first after an instant, whether it will run or not; null where the calendar ends before, or a pattern never matches. */
  next(schedule: Schedule, after: number): NominalTime | null
  /** Up to when those of a schedule can be told: the instant asked for, or the end of the calendar. */
  knownThrough(schedule: Schedule, through: number): number
  /** Those of one exchange date that are to run. */
  dueOn(schedule: Schedule, date: string): Date[]
}

const minute = 60_000
const noSession = { reason: 'holiday', detail: 'the exchange has no session' } as const
const noTrading = { reason: 'window', detail: 'the market does not trade now' } as const

/** Exchange times that a session would have had on a weekday without one. */
const ordinary = { open: '09:15', close: '15:30', 'published-close': '15:40', 'daily-bars': '16:00' } as const

/** No two sessions are farther apart, in days. */
const farthest = 14
/** Dates that are remembered for each schedule. */
const remembered = 8

const everyDay = (schedule: Schedule): boolean => schedule.kind === 'cron' && schedule.days === 'every'

const instantOf = ({ of, minutes }: SessionInstant, date: string, session: Session | null, calendar: Calendar) => {
  const anchor = (): number => {
    if (session === null) return atIst(date, ordinary[of])
    if (of === 'open') return session.open
    if (of === 'close') return session.close
    return of === 'published-close' ? calendar.closeIsFinalAt(date) : dailyKnownAt(calendar, session)
  }
  return anchor() + minutes * minute
}

/** Matches in [from, to]. */
const matches = (pattern: Cron, from: number, to: number): number[] => {
  const found: number[] = []
  // what comes next is later than the reference, so the first reference lies just before
  for (let next = pattern.nextRun(new Date(from - 1)); next !== null && next.getTime() <= to; ) {
    found.push(next.getTime())
    next = pattern.nextRun(next)
  }
  return found
}

const trades = (session: Session, at: number): boolean =>
  session.intervals.some(({ open, close }) => open <= at && at < close)

/** Nominal times by a calendar. */
export const createNominalTimes = (calendar: Calendar): NominalTimes => {
  const patterns = new Map<string, Cron>()
  const days = new WeakMap<Schedule, Map<string, readonly NominalTime[]>>()

  const patternOf = (schedule: Exclude<Schedule, { kind: 'session' }>): Cron => {
    const timezone = schedule.kind === 'cron' ? schedule.timezone : 'Asia/Kolkata'
    const key = `${timezone} ${schedule.pattern}`
    const pattern = patterns.get(key) ?? new Cron(schedule.pattern, { timezone, paused: true })
    patterns.set(key, pattern)
    return pattern
  }

  const computeOn = (schedule: Schedule, date: string): readonly NominalTime[] => {
    const session = calendar.sessionOn(date)
    if (session === null && weekday(dayNumber(date)) % 6 === 0) return []
    const skip = session === null ? noSession : null
    const instant = (wanted: SessionInstant) => instantOf(wanted, date, session, calendar)
    if (schedule.kind === 'session') return [{ at: instant(schedule.at), skip }]
    if (schedule.kind === 'cron')
      return matches(patternOf(schedule), atIst(date, '00:00'), atIst(date, '23:59')).map((at) => ({ at, skip }))
    return matches(patternOf(schedule), instant(schedule.from), instant(schedule.to)).map((at) => ({
      at,
      skip: schedule.tradingOnly && session !== null && !trades(session, at) ? noTrading : skip,
    }))
  }

  const on = (schedule: Schedule, date: string): readonly NominalTime[] => {
    const known = days.get(schedule) ?? new Map<string, readonly NominalTime[]>()
    const times = known.get(date) ?? computeOn(schedule, date)
    if (known.size >= remembered) known.clear()
    days.set(schedule, known.set(date, times))
    return times
  }

  const between = (schedule: Schedule, after: number, through: number): readonly NominalTime[] => {
    if (through <= after) return []
    if (schedule.kind === 'cron' && schedule.days === 'every')
      return matches(patternOf(schedule), after + 1, through).map((at) => ({ at, skip: null }))
    const first = istDay(after)
    return Array.from({ length: istDay(through) - first + 1 }, (_, i) => on(schedule, dateOfDay(first + i)))
      .flat()
      .filter(({ at }) => after < at && at <= through)
  }

  return {
    between,
    next(schedule, after) {
      if (schedule.kind === 'cron' && schedule.days === 'every') {
        const next = patternOf(schedule).nextRun(new Date(after))
        return next === null ? null : { at: next.getTime(), skip: null }
      }
      const last = Math.min(istDay(after) + farthest, dayNumber(calendar.range.last))
      for (let day = istDay(after); day <= last; day++) {
        const found = on(schedule, dateOfDay(day)).find(({ at }) => at > after)
        if (found !== undefined) return found
      }
      return null
    },
    knownThrough: (schedule, through) =>
      everyDay(schedule) ? through : Math.min(through, atIst(calendar.range.last, '23:59') + minute - 1),
    dueOn: (schedule, date) =>
      between(schedule, atIst(date, '00:00') - 1, atIst(date, '23:59'))
        .filter(({ skip }) => skip === null)
        .map(({ at }) => new Date(at)),
  }
}
