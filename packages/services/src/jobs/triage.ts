import type { JobDefinition, OccurrenceTrigger, SkipReason } from '@fyntrix/domain/jobs'

/** What triage needs to know of an occurrence that has not ended. Instants are epoch milliseconds. */
export interface ActiveOccurrence {
  readonly nominalAt: number
  readonly trigger: OccurrenceTrigger
  readonly state: 'planned' | 'running'
  readonly dueAt: number
  readonly attempts: number
  /** End of the lease of one that runs. */
  readonly leaseUntil: number | null
  readonly cancelRequested: boolean
  /** Its first attempt began late. */
  readonly caughtUp: boolean
}

/** What becomes of an occurrence. One of which nothing is said stays as it is. `caughtUp`: it begins more than a minute late. */
export type Decision =
  | { readonly nominalAt: number; readonly become: 'running'; readonly caughtUp: boolean }
  | { readonly nominalAt: number; readonly become: 'skipped'; readonly reason: SkipReason; readonly detail: string }
  | { readonly nominalAt: number; readonly become: 'superseded' | 'failed'; readonly detail: string }
  | { readonly nominalAt: number; readonly become: 'cancelling'; readonly detail: string }

/** Milliseconds after its nominal time from which an occurrence is late. */
export const lateAfterMs = 60_000
/** How often one is begun whose daemons die. */
const mostTakeOvers = 5

type Policies = Pick<JobDefinition, 'windowMs' | 'missed' | 'overlap'>

const asWritten = (at: number): string => new Date(at).toISOString()

/** Those that come too late to run, by window and missed policy; of the schedule's own only, since who asks by hand wants it in any case. */
const lapsed = (waiting: readonly ActiveOccurrence[], { windowMs, missed }: Policies, now: number): Decision[] => {
  const own = waiting.filter(({ trigger }) => trigger === 'schedule')
  const late = own.filter(({ nominalAt }) => now - nominalAt > lateAfterMs)
  const tooLate = late.filter(({ nominalAt }) => now - nominalAt > windowMs)
  const inWindow = late.filter((one) => !tooLate.includes(one))
  // what has begun before is not missed: it is tried again
  const missing = inWindow.filter(({ attempts }) => attempts === 0)
  const keep = missed.policy === 'all' ? missed.cap : 1
  const newest = own.filter((one) => !tooLate.includes(one)).slice(-keep)
  return [
    ...tooLate.map(({ nominalAt, attempts }) => ({
      nominalAt,
      become: 'skipped' as const,
      ...(attempts === 0
        ? { reason: 'window' as const, detail: 'its window ended before anybody could begin' }
        : { reason: 'dependency' as const, detail: 'its window ended while it waited to be tried again' }),
    })),
    ...(missed.policy === 'skip'
      ? missing.map(({ nominalAt }) => ({
          nominalAt,
          become: 'skipped' as const,
          reason: 'window' as const,
          detail: 'missed, and the job does not catch up',
        }))
      : (missed.policy === 'latest' ? inWindow : missing)
          .filter((one) => !newest.includes(one))
          .map(({ nominalAt }) => ({
            nominalAt,
            become: 'superseded' as const,
            detail: `missed; ${asWritten(newest.at(-1)?.nominalAt ?? now)} stands for it`,
          }))),
  ]
}

/** Its lease has ended: its daemon died, or cannot be heard. */
const isOrphan = ({ leaseUntil }: ActiveOccurrence, now: number): boolean => leaseUntil === null || leaseUntil <= now

const isBackfill = ({ trigger }: ActiveOccurrence): boolean => trigger === 'backfill'

/** What becomes of one that is due while others run or wait before it. */
const overlapping = (
  due: readonly ActiveOccurrence[],
  running: readonly ActiveOccurrence[],
  { overlap }: Policies,
  now: number,
): Decision[] => {
  const start = ({ nominalAt, trigger, attempts, caughtUp }: ActiveOccurrence): Decision => ({
    nominalAt,
    become: 'running',
    caughtUp:
      attempts > 0 ? caughtUp : trigger === 'backfill' || (trigger === 'schedule' && now - nominalAt > lateAfterMs),
  })
  if (overlap === 'allow-all') return due.map(start)
  // a back-fill of many must not keep what is due now from its time, nor be pushed aside by it
  const own = due.filter((one) => !isBackfill(one))
  const backfills = due.filter(isBackfill)

  if (overlap === 'cancel-other' || overlap === 'terminate-other') {
    const newest = own.at(-1)
    if (newest === undefined) return running.length === 0 ? backfills.slice(0, 1).map(start) : []
    if (running.some(isBackfill)) return []
    const detail = `${asWritten(newest.nominalAt)} took its place`
    const older = own.slice(0, -1).map(({ nominalAt }) => ({ nominalAt, become: 'superseded' as const, detail }))
    // nobody hears a request whose daemon died
    const alive = overlap === 'cancel-other' ? running.filter((one) => !isOrphan(one, now)) : []
    const asked = alive
      .filter(({ cancelRequested }) => !cancelRequested)
      .map(({ nominalAt }) => ({ nominalAt, become: 'cancelling' as const, detail }))
    const ended = running
      .filter((one) => !alive.includes(one))
      .map(({ nominalAt }) => ({ nominalAt, become: 'superseded' as const, detail }))
    return [...older, ...asked, ...ended, ...(alive.length === 0 ? [start(newest)] : [])]
  }

  const inTurn = [...own, ...backfills]
  const begins = running.length === 0 ? inTurn.slice(0, 1) : []
  const behind = inTurn.slice(begins.length)
  const behindBackfill = running.length > 0 && running.every(isBackfill)
  const mayWait = (one: ActiveOccurrence, place: number): boolean =>
    overlap === 'buffer-all' ||
    behindBackfill ||
    one.trigger === 'backfill' ||
    (overlap === 'buffer-one' && place === 0)
  return [
    ...begins.map(start),
    ...behind
      .filter((one, place) => !mayWait(one, place))
      .map(({ nominalAt }) => ({
        nominalAt,
        become: 'skipped' as const,
        reason: 'overlap' as const,
        detail: 'one before it was running',
      })),
  ]
}

const asPaused = ({ nominalAt }: ActiveOccurrence): Decision => ({
  nominalAt,
  become: 'skipped',
  reason: 'paused',
  detail: 'the job is paused',
})

const without = <T extends { readonly nominalAt: number }>(
  all: readonly T[],
  some: readonly { readonly nominalAt: number }[],
): T[] => all.filter(({ nominalAt }) => !some.some((one) => one.nominalAt === nominalAt))

/**
 * What becomes of a job's occurrences now, `active` in the order of their nominal times: of those whose daemon died, of those that came too late, and of those that meet
 * others. Each is decided at most once; what is neither decided nor running waits.
 */
export const triage = (
  policies: Policies,
  active: readonly ActiveOccurrence[],
  now: number,
  paused: boolean,
): readonly Decision[] => {
  const running = active.filter(({ state }) => state === 'running')
  const orphans = running.filter((one) => isOrphan(one, now))
  const takenOver = orphans.map(({ nominalAt, attempts, caughtUp, cancelRequested }): Decision => {
    if (cancelRequested) return { nominalAt, become: 'failed', detail: 'cancelled; its daemon died' }
    return attempts >= mostTakeOvers
      ? { nominalAt, become: 'failed', detail: `its daemon died, in attempt ${attempts}` }
      : { nominalAt, become: 'running', caughtUp }
  })

  const waiting = active.filter(({ state }) => state === 'planned')
  const held = paused ? waiting.filter(({ trigger }) => trigger === 'schedule').map(asPaused) : []
  const ended = [...held, ...lapsed(without(waiting, held), policies, now)]
  const due = without(waiting, ended).filter(({ dueAt }) => dueAt <= now)
  const failed = takenOver.filter(({ become }) => become === 'failed')
  const met = overlapping(due, without(running, failed), policies, now)
  // one that would be taken over may have been ended by the newest
  return [...without(takenOver, met), ...ended, ...met]
}
