import { istDate } from '@fyntrix/calendar'
import type { Database, Repositories } from '@fyntrix/db/shared'
import type { RetentionAges } from '@fyntrix/domain/archive'
import type { Lane } from '@fyntrix/domain/shared'
import type { LlmCosts } from '../llm-costs/index.ts'
import type { Archive } from './archive.service.ts'
import { checkRuns } from './check-runs.ts'
import type { RetentionStep } from './retention.ts'

export interface RetentionDependencies {
  readonly db: Database
  readonly archive: Archive
  readonly llmCosts: LlmCosts
  /** Folder that the archive lies below. */
  readonly root: string
  readonly lane: Lane
  readonly ages: RetentionAges
}

const dayMs = 86_400_000
/** rows that one transaction removes at most */
const rowsAtOnce = 2_000

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * dayMs)

/** The start of the exchange date on which an instant lies. */
const startOfDate = (instant: Date): Date => new Date(`${istDate(instant.getTime())}T00:00:00.000+05:30`)

/** Rows of a table that go: `count` of them are due, `remove` takes at most so many away. */
export interface RowsStep extends Pick<RetentionStep, 'name' | 'rule' | 'unit'> {
  readonly count: (facts: Repositories, now: Date) => Promise<number>
  readonly remove: (tx: Repositories, now: Date, limit: number) => Promise<number>
}

/** Makes a step of it. Who else does the same step waits for the end of the transaction, so that two never wait for each other's rows. */
export const rowsStep = (db: Database, { name, rule, unit, count, remove }: RowsStep): RetentionStep => ({
  name,
  rule,
  unit,
  due: (now) => count(db.repositories(), now),
  part: (now) =>
    db.transaction(async (tx) => {
      await tx.archive.holdStep(name)
      return { done: await remove(tx, now, rowsAtOnce) }
    }),
})

const llmRequests = ({ llmCosts, ages }: RetentionDependencies): RetentionStep => {
  const months = async (now: Date, request: { apply: boolean; most?: number }) => {
    const report = await llmCosts.retain({ ...request, now, days: ages.llmRequestDays })
    return report.months.reduce((sum, { calls }) => sum + calls, 0)
  }
  return {
    name: 'llm-requests',
    rule: `calls of models stay ${ages.llmRequestDays} days, then whole months become sums`,
    unit: 'calls',
    due: (now) => months(now, { apply: false }),
    part: async (now) => ({ done: await months(now, { apply: true, most: 1 }) }),
  }
}

const runs = ({ db, archive, root, lane, ages }: RetentionDependencies): RetentionStep => {
  const due = (now: Date) => ({
    lane,
    finishedBefore: daysBefore(now, ages.runDays),
    checkedBefore: daysBefore(now, ages.recheckDays),
  })
  return {
    name: 'runs',
    rule: `runs stay; the files of those older than ${ages.runDays} days are checked every ${ages.recheckDays} days, and written again where they are not whole`,
    unit: 'runs',
    due: (now) => db.repositories().archive.countUnchecked(due(now)),
    part: (now) => checkRuns({ db, archive, root }, due(now), now),
  }
}

/** The steps of retention for what this project keeps by itself. Only the facts of `lane` are looked at, so what was imported stays. */
export const retentionSteps = (dependencies: RetentionDependencies): RetentionStep[] => {
  const { db, lane, ages } = dependencies
  const old = (now: Date) => ({ lane, before: startOfDate(daysBefore(now, ages.snapshotDays)) })
  const thinned = `after ${ages.snapshotDays} days the last one of each exchange date stays`
  return [
    llmRequests(dependencies),
    runs(dependencies),
    rowsStep(db, {
      name: 'portfolio-snapshots',
      rule: `of the snapshots of an account and kind, ${thinned}`,
      unit: 'snapshots',
      count: ({ portfolio }, now) => portfolio.countToThin(old(now)),
      remove: ({ portfolio }, now, limit) => portfolio.thin(old(now), limit),
    }),
    rowsStep(db, {
      name: 'position-snapshots',
      rule: `of the snapshots of a universe and mode, ${thinned}`,
      unit: 'snapshots',
      count: ({ positions }, now) => positions.countToThin(old(now)),
      remove: ({ positions }, now, limit) => positions.thin(old(now), limit),
    }),
    rowsStep(db, {
      name: 'idempotency-keys',
      rule: 'keys go when they have expired',
      unit: 'keys',
      count: ({ idempotency }, now) => idempotency.countExpired(now),
      remove: ({ idempotency }, now, limit) => idempotency.removeExpired(now, limit),
    }),
    rowsStep(db, {
      name: 'outbox',
      rule: `messages stay ${ages.outboxDays} days after they were published; what waits or is parked stays`,
      unit: 'messages',
      count: ({ outbox }, now) => outbox.countPublished(ages.outboxDays, now),
      remove: ({ outbox }, now, limit) => outbox.removePublished(ages.outboxDays, now, limit),
    }),
  ]
}
