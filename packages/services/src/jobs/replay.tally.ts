import type { Dashboard } from '@fyntrix/domain/dashboard'
import type { OutcomesReport } from '@fyntrix/domain/pick-events'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import type { JobOutcome } from './job-outcome.ts'

/** What the jobs of a replay have done so far. */
export interface ReplayCounts {
  readonly runs: number
  readonly picks: number
  readonly outcomes: { readonly closed: number; readonly unavailable: number }
  readonly dashboards: number
  readonly abstained: Readonly<Record<string, number>>
}

/** Counts what the jobs of a replay answer. */
export class ReplayTally {
  #runs = 0
  #picks = 0
  #closed = 0
  #unavailable = 0
  #dashboards = 0
  readonly #abstained = new Map<string, number>()

  picked(outcome: JobOutcome<TopPicksRun>): void {
    const reason = outcome.status === 'skipped' ? outcome.reason : outcome.result.abstention?.message
    if (reason !== undefined) this.#abstained.set(reason, (this.#abstained.get(reason) ?? 0) + 1)
    if (outcome.status === 'skipped') return
    this.#runs += 1
    this.#picks += outcome.result.picks.length
  }

  told(outcome: JobOutcome<OutcomesReport>): void {
    if (outcome.status === 'skipped') return
    this.#closed += outcome.result.closed
    this.#unavailable += outcome.result.unavailable
  }

  recorded(outcome: JobOutcome<Dashboard>): void {
    if (outcome.status === 'ran') this.#dashboards += 1
  }

  counts(): ReplayCounts {
    return {
      runs: this.#runs,
      picks: this.#picks,
      outcomes: { closed: this.#closed, unavailable: this.#unavailable },
      dashboards: this.#dashboards,
      abstained: Object.fromEntries([...this.#abstained].sort(([a], [b]) => (a < b ? -1 : 1))),
    }
  }
}
