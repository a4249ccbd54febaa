import type { Calendar } from '@fyntrix/calendar'
import { istDate } from '@fyntrix/calendar'
import type { TopPicksJob } from '@fyntrix/domain/top-picks'

/** Minutes before a session's close from which a run that is not for swing would come too late to act on. */
const lastCallMinutes = 15

/**
 * Why a top-picks job is not due at `instant` although its pattern matched, or null when it is. Patterns know hours and minutes; this knows
 * sessions, their special hours, and that a run in the last quarter of an hour helps only those who hold overnight.
 */
export const reasonNotDue = (job: TopPicksJob, instant: Date, calendar: Calendar): string | null => {
  const at = instant.getTime()
  const session = calendar.sessionOn(istDate(at))
  if (session === null) return 'no session today'
  const first = session.intervals[0]
  const last = session.intervals.at(-1)
  if (first === undefined || last === undefined) return 'no trading hours today'
  if (job.trigger === 'pre-open') return at < first.open ? null : 'the session has opened'
  if (!session.intervals.some(({ open, close }) => open <= at && at < close)) return 'the market does not trade now'
  const tooLate = job.mode !== 'swing' && at >= last.close - lastCallMinutes * 60_000
  return tooLate ? 'too close to the end of the session' : null
}
