import type { Calendar } from '@fyntrix/calendar'
import { type Instant, toInstant } from '@fyntrix/domain/shared'
import { Mode, type RunKey } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { dailyKnownAt } from '@fyntrix/market-data'
import { lastSettledSession } from '../shared/index.ts'
import { type Aged, staleReason } from './staleness.ts'

/** What to do for a universe and mode after a start, and why. */
export interface WarmUpStep extends RunKey {
  readonly compute: boolean
  readonly reason: string
}

/** `asOf` and the keys are the same for all who start within five minutes, so that they compute once. */
export interface WarmUpPlan {
  readonly asOf: Instant
  readonly steps: readonly WarmUpStep[]
}

/** as long as the shortest bar: a run as of its start sees the same bars */
const togetherMs = 5 * 60_000

/** From then on a run helps only those who hold overnight. */
const lastCallMs = 15 * 60_000

/** Under which key a run of a warm-up is recorded once. */
export const warmUpKey = ({ universe, mode }: RunKey, asOf: Instant): string =>
  `top-picks.warm-up.${universe}.${mode}@${asOf}`

/** Why picks are to be computed at `now`, or are not. `latest` is the newest run there is, null without one. */
const stepOf = (key: RunKey, latest: Aged | null, now: Date, calendar: Calendar): WarmUpStep => {
  const instant = now.getTime()
  const step = (compute: boolean, reason: string) => ({ ...key, compute, reason })
  const stale = latest && staleReason(latest, now, calendar)
  if (calendar.phaseAt(instant) === 'open') {
    if (latest && stale === null) return step(false, `fresh: as of ${latest.asOf}`)
    const close = calendar.sessionOnDayOf(instant)?.close ?? instant
    if (key.mode !== 'swing' && instant >= close - lastCallMs) return step(false, 'too close to the end of the session')
    return step(true, stale ?? 'there is no run yet')
  }
  if (key.mode === 'scalping') return step(false, 'the market is closed, and scalping is for its hours only')
  if (latest === null) return step(true, 'there is no run yet')
  if (stale === null) return step(false, `as of ${latest.asOf}, and no session has ended since`)
  const settled = calendar.sessionOn(lastSettledSession(instant, calendar))
  // it was computed when the candles of that session should have been there: once more would give the same
  if (settled && Date.parse(latest.asOf) >= dailyKnownAt(calendar, settled))
    return step(false, `computed since the session of ${settled.date}, whose candles are missing`)
  return step(true, stale)
}

/**
 * What a process that starts at `now` has to compute. While the market trades: what is missing or older than its mode allows (scalping 10 minutes, the others 60), unless it
 * would come too late to act on. While it does not: never scalping; of the others what is missing or of an earlier session, once.
 */
export const warmUpPlan = (latestOf: (key: RunKey) => Aged | null, now: Date, calendar: Calendar): WarmUpPlan => ({
  asOf: toInstant(new Date(Math.floor(now.getTime() / togetherMs) * togetherMs)),
  steps: Universe.options.flatMap((universe) =>
    Mode.options.map((mode) => stepOf({ universe, mode }, latestOf({ universe, mode }), now, calendar)),
  ),
})
