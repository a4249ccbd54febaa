import { daemonSettings } from '@fyntrix/services/jobs'
import type { Scratch } from '../../shared/scratch.ts'
import { startDaemonProcess } from './daemon-process.ts'
import { type Figures, figuresOf } from './figures.ts'
import { createHappenings } from './happenings.ts'
import type { Entry, Journal } from './journal.ts'

export interface StartsReport {
  readonly jobs: number
  readonly daemons: number
  /** From the nominal time until the ledger began the first attempt. */
  readonly errorMs: Figures
  /** Nominal times that did not run, by their state. */
  readonly notRun: Readonly<Record<string, number>>
}

/** Lets daemons do many jobs that are all due at the same instants, `rounds` times. */
export const measureStarts = async (
  scratch: Scratch,
  journal: Journal,
  databaseUrl: string,
  {
    jobs,
    rounds,
    everySeconds,
    daemons,
  }: { readonly jobs: number; readonly rounds: number; readonly everySeconds: number; readonly daemons: number },
): Promise<StartsReport> => {
  const jobIds = Array.from({ length: jobs }, (_, i) => `starts.${i}`)
  const happenings = createHappenings<Entry>()
  for (const jobId of jobIds) journal.follow(jobId, (entry) => happenings.add(entry))
  const pattern = `*/${everySeconds} * * * * *`
  const work = { kind: 'touch' } as const
  const start = () =>
    scratch.owns(startDaemonProcess({ databaseUrl, ...daemonSettings, jobIds, pattern, work }, () => undefined))
  const running = await Promise.all(Array.from({ length: daemons }, start))
  // what was due while some were still starting does not count
  const first = (Math.floor((await journal.now()) / 1_000 / everySeconds) + 1) * everySeconds * 1_000
  const nominals = Array.from({ length: rounds }, (_, i) => first + i * everySeconds * 1_000)
  for (const nominalAt of nominals)
    for (const jobId of jobIds) {
      const isIts = (one: Entry): one is Entry =>
        one.jobId === jobId && one.nominalAt === nominalAt && one.state !== 'planned' && one.state !== 'running'
      await happenings.first(isIts, `${jobId} at ${new Date(nominalAt).toISOString()}`)
    }
  await Promise.all(running.map((one) => one.stop()))
  const { rows } = await journal.pool.query<{ state: string; error: number | null }>(
    `select state, (extract(epoch from started_at - nominal_at) * 1000)::float8 as error from job_occurrences
     where job_id like 'starts.%' and nominal_at between $1 and $2`,
    [new Date(first).toISOString(), new Date(nominals.at(-1) ?? first).toISOString()],
  )
  const notRun: Record<string, number> = {}
  for (const { state } of rows) if (state !== 'ran') notRun[state] = (notRun[state] ?? 0) + 1
  return { jobs, daemons, errorMs: figuresOf(rows.flatMap(({ error }) => error ?? [])), notRun }
}
