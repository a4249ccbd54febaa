import type { HeldSchedule, OccurrenceChange, ScheduleChange } from '@fyntrix/db/jobs'
import type { JobDefinition } from '@fyntrix/domain/jobs'
import type { NominalTime, NominalTimes } from './nominal-times.ts'
import { spread } from './spread.ts'
import { type ActiveOccurrence, type Decision, lateAfterMs, triage } from './triage.ts'

/** An occurrence as it will be written, before its message has an id. */
export type Change = Omit<OccurrenceChange, 'messageId'>

/** What was decided of one job: changes, attempts that may begin, and where its schedule stands if all of them do. */
export interface Verdict {
  readonly definition: JobDefinition
  readonly changes: readonly Change[]
  readonly starts: readonly Change[]
  readonly schedule: ScheduleChange
}

export interface PlanSettings {
  readonly leaseMs: number
  /** Milliseconds over which the starts of what is caught up are spread. */
  readonly catchUpSpreadMs: number
}

const day = 24 * 3_600_000
/** A longer stretch is planned in steps, each a transaction. */
const longestStretch = 7 * day
/** Beyond the end of the calendar no time is known: look again, a list may have been added. */
const lookAgain = 3_600_000

const asNew = (jobId: string, one: ActiveOccurrence): Change => ({
  jobId,
  nominalAt: one.nominalAt,
  isNew: true,
  trigger: one.trigger,
  state: 'planned',
  reason: null,
  detail: null,
  dueAt: one.dueAt,
  caughtUp: false,
  cancelRequested: false,
})

const skippedAtOnce = (jobId: string, { at, skip }: NominalTime): Change[] =>
  skip === null
    ? []
    : [
        {
          jobId,
          nominalAt: at,
          isNew: true,
          trigger: 'schedule',
          state: 'skipped',
          reason: skip.reason,
          detail: skip.detail,
          dueAt: at,
          caughtUp: false,
          cancelRequested: false,
        },
      ]

const decided = (change: Change, decision: Decision): Change => {
  if (decision.become === 'cancelling')
    return { ...change, state: 'running', cancelRequested: true, detail: decision.detail }
  if (decision.become === 'running') return { ...change, state: 'running', caughtUp: decision.caughtUp }
  const reason = decision.become === 'skipped' ? decision.reason : null
  return { ...change, state: decision.become, reason, detail: decision.detail }
}

/**
 * What becomes of a job whose schedule is held: its nominal times since the watermark are planned, skipped where the calendar or a pause says so, and all that has not ended
 * goes through triage. Pure; instants are epoch milliseconds.
 */
export const decide = (
  definition: JobDefinition,
  { plannedThrough, paused }: HeldSchedule,
  active: readonly ActiveOccurrence[],
  now: number,
  times: NominalTimes,
  { leaseMs, catchUpSpreadMs }: PlanSettings,
): Verdict => {
  const { id, schedule, jitterMs } = definition
  const known = times.knownThrough(schedule, now)
  const through = Math.max(plannedThrough, Math.min(known, plannedThrough + longestStretch))
  const found = times.between(schedule, plannedThrough, through)
  const fresh = found
    .filter(({ at, skip }) => skip === null && !active.some(({ nominalAt }) => nominalAt === at))
    .map(({ at }): ActiveOccurrence => {
      const late = now - at > lateAfterMs
      return {
        nominalAt: at,
        trigger: 'schedule',
        state: 'planned',
        dueAt: late ? now + spread(`${id}@${at}`, catchUpSpreadMs) : at + spread(`${id}@${at}`, jitterMs),
        attempts: 0,
        leaseUntil: null,
        cancelRequested: false,
        caughtUp: false,
      }
    })

  const behind = through < known
  const all = [...active, ...fresh].sort((a, b) => a.nominalAt - b.nominalAt)
  const decisions = new Map(
    // what is not planned to the end yet may hold a newer one
    (behind ? [] : triage(definition, all, now, paused)).map((decision) => [decision.nominalAt, decision]),
  )
  const isNew = new Set(fresh)
  const changed = all.flatMap((one): Change[] => {
    const decision = decisions.get(one.nominalAt)
    const change = { ...asNew(id, one), isNew: isNew.has(one) }
    if (decision !== undefined) return [decided(change, decision)]
    return change.isNew ? [change] : []
  })

  const waits = all.filter(({ nominalAt, state }) => state === 'planned' && !decisions.has(nominalAt))
  const goesOn = all.filter(({ nominalAt, state }) => state === 'running' && !decisions.has(nominalAt))
  const next = behind ? now : (times.next(schedule, through)?.at ?? now + lookAgain)
  const begins = ({ state, cancelRequested }: Change) => state === 'running' && !cancelRequested
  const nextAt = Math.min(
    next,
    ...waits.map(({ dueAt }) => dueAt).filter((due) => due > now),
    ...goesOn.map(({ leaseUntil }) => leaseUntil ?? now),
    ...changed.filter(begins).map(() => now + leaseMs),
    ...changed.filter((change) => change.state === 'running' && !begins(change)).map(() => now + leaseMs),
  )
  return {
    definition,
    changes: [...found.flatMap((time) => skippedAtOnce(id, time)), ...changed.filter((change) => !begins(change))],
    starts: changed.filter(begins),
    schedule: { jobId: id, plannedThrough: through, nextAt },
  }
}
