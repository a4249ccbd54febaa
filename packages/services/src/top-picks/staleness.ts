import type { Calendar } from '@fyntrix/calendar'
import type { Instant, SessionDate } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import { lastSettledSession } from '../shared/index.ts'

/** Minutes for which a run counts as fresh while the market trades. */
const freshMinutes: Readonly<Record<Mode, number>> = { scalping: 10, intraday: 60, swing: 60, options: 60, futures: 60 }

/** What tells the age of a run. */
export interface Aged {
  readonly mode: Mode
  readonly asOf: Instant
  readonly provenance: { readonly session: SessionDate }
}

/**
 * Why a run is out of date at `now`, or null while it is not: candles of a later session should be there, or the market trades and the run is older
 * than its mode allows.
 */
export const staleReason = (run: Aged, now: Date, calendar: Calendar): string | null => {
  const instant = now.getTime()
  const settled = lastSettledSession(instant, calendar)
  if (run.provenance.session < settled) {
    return `computed from candles of ${run.provenance.session}; the session of ${settled} has ended since`
  }
  const age = (instant - Date.parse(run.asOf)) / 60_000
  const allowed = freshMinutes[run.mode]
  if (calendar.phaseAt(instant) === 'open' && age > allowed) {
    return `computed ${Math.floor(age)} minutes ago; during a session a ${run.mode} run counts for ${allowed}`
  }
  return null
}
