import type { JobDefinition } from '@fyntrix/domain/jobs'
import type { Now } from '@fyntrix/domain/shared'
import type { JobOutcome } from '@fyntrix/services/jobs'
import type { Log } from '@fyntrix/services/shared'
import { Cron } from 'croner'

/** One thing to do when a pattern fires. `nominal` is the instant that the pattern named, however late the timer was. */
export interface Binding {
  readonly definition: JobDefinition
  readonly handle: (nominal: Date) => Promise<JobOutcome>
}

export interface Timetable {
  /** Patterns that are bound. */
  readonly size: number
  /** The next instant at which any pattern fires; null when none does. */
  next(): Date | null
  /** Fires no more and waits for what is running. */
  stop(): Promise<void>
}

/**
 * Fires each binding when its pattern says so. The calendar has the last word in the handler. A handler that fails is logged with its cause; it
 * stops neither the others nor the process.
 */
export const startTimetable = (bindings: readonly Binding[], wall: Now, log: Log): Timetable => {
  const running = new Set<Promise<void>>()

  const handle = async ({ definition, handle: work }: Binding, nominal: Date) => {
    try {
      const outcome = await work(nominal)
      if (outcome.status === 'skipped')
        log.info({ jobId: definition.id, nominal, reason: outcome.reason }, 'job skipped')
    } catch (cause) {
      log.error({ jobId: definition.id, nominal, err: cause }, 'job failed')
    }
  }

  const jobs = bindings.map((binding) => {
    const { cron, timezone, id } = binding.definition
    return new Cron(
      cron,
      {
        timezone,
        name: id,
        protect: () => log.warn({ jobId: id }, 'job skipped: its last run is not finished'),
        catch: (cause: unknown) => log.error({ jobId: id, err: cause }, 'job failed'),
      },
      (self: Cron) => {
        // the instant that the pattern names, not the one at which the timer got round to it; earlier than the reference, hence one more
        const [nominal = wall()] = self.previousRuns(1, new Date(wall().getTime() + 1))
        const work = handle(binding, nominal)
        running.add(work)
        return work.finally(() => running.delete(work))
      },
    )
  })

  return {
    size: jobs.length,
    next: () =>
      jobs
        .flatMap((job) => job.nextRun() ?? [])
        .sort((a, b) => a.getTime() - b.getTime())
        .at(0) ?? null,
    async stop() {
      for (const job of jobs) job.stop()
      await Promise.all(running)
    },
  }
}
