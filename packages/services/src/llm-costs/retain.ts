import type { Database } from '@fyntrix/db/shared'
import { type RetentionReport, Usd } from '@fyntrix/domain/llm-costs'
import { DomainError } from '@fyntrix/domain/shared'

const dayMs = 86_400_000

export interface RetainOptions {
  readonly now: Date
  readonly days: number
  readonly apply: boolean
  /** Months at most; all by default. */
  readonly most?: number
}

/**
 * Moves the months that lie wholly more than `days` before `now` from the ledger into monthly sums, each in one transaction, and only where the sums are those of
 * its days to the last digit; throws `internal` where they are not, and that month stays. Without `apply` it says what it would do; with
 * `most`, it takes so many months, the oldest first. However many do so at once, a month moves once.
 */
export const retain = async (db: Database, { now, days, apply, most }: RetainOptions): Promise<RetentionReport> => {
  const before = new Date(now.getTime() - days * dayMs)
  const months = (await db.repositories().llmReports.monthsBefore(before)).slice(0, most)
  if (apply)
    for (const { month } of months)
      await db.transaction(async (tx) => {
        if (!(await tx.llmReports.rollUp(month)))
          throw new DomainError(
            'internal',
            `the calls of ${month} do not add up to what its days say: it stays in the ledger`,
          )
      })
  return {
    before: before.toISOString(),
    months: months.map(({ costUsd, ...month }) => ({ ...month, costUsd: Usd.parse(costUsd) })),
    applied: apply,
  }
}
