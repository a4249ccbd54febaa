import type { JobFigures } from '@fyntrix/services/jobs'
import { Gauge, type Registry } from 'prom-client'

interface Series {
  readonly name: string
  readonly help: string
  readonly labels: readonly string[]
  readonly valuesOf: (figures: JobFigures) => readonly (readonly [Readonly<Record<string, string>>, number])[]
}

const series: readonly Series[] = [
  {
    name: 'fyntrix_jobs_daemons',
    help: 'Daemons that are alive.',
    labels: [],
    valuesOf: ({ daemons }) => [[{}, daemons]],
  },
  {
    name: 'fyntrix_jobs_findings',
    help: 'What must not be in the ledger, by kind and job, as of the last scan.',
    labels: ['kind', 'job'],
    valuesOf: ({ findings }) => findings.map(({ kind, job, count }) => [{ kind, job }, count]),
  },
  {
    name: 'fyntrix_jobs_scan_age_seconds',
    help: 'Age of the last scan; absent before the first one.',
    labels: [],
    valuesOf: ({ scanAgeSeconds }) => (scanAgeSeconds === null ? [] : [[{}, scanAgeSeconds]]),
  },
  {
    name: 'fyntrix_jobs_active',
    help: 'Occurrences that have not ended, by job and state.',
    labels: ['job', 'state'],
    valuesOf: ({ active }) => active.map(({ job, state, count }) => [{ job, state }, count]),
  },
  {
    name: 'fyntrix_jobs_ended',
    help: 'Occurrences of the last 24 hours that ended, by job and state.',
    labels: ['job', 'state'],
    valuesOf: ({ ended }) => ended.map(({ job, state, count }) => [{ job, state }, count]),
  },
  {
    name: 'fyntrix_jobs_duration_seconds',
    help: 'How long attempts of the last 24 hours took, by job and state; quantile 1 is the longest.',
    labels: ['job', 'state', 'quantile'],
    valuesOf: ({ ended }) =>
      ended.flatMap(({ job, state, seconds }) =>
        seconds.map(({ quantile, value }) => [{ job, state, quantile: String(quantile) }, value] as const),
      ),
  },
  {
    name: 'fyntrix_jobs_start_lateness_seconds',
    help: 'From nominal time to start, of what its schedule began at the first attempt within 24 hours, by job and state it ended in.',
    labels: ['job', 'state', 'quantile'],
    valuesOf: ({ ended }) =>
      ended.flatMap(({ job, state, lateness }) =>
        lateness.map(({ quantile, value }) => [{ job, state, quantile: String(quantile) }, value] as const),
      ),
  },
]

/** Milliseconds in which one reading of the ledger serves all series: they are asked for together. */
const readingAge = 500

/** Makes the ledger of jobs part of a registry; PostgreSQL is asked when somebody asks for the metrics. Without its answer the series are absent. */
export const registerJobMetrics = (register: Registry, read: () => Promise<JobFigures>): void => {
  let reading: { readonly at: number; readonly figures: Promise<JobFigures | undefined> } | undefined
  const current = (): Promise<JobFigures | undefined> => {
    const now = performance.now()
    if (reading === undefined || now - reading.at > readingAge)
      reading = { at: now, figures: read().catch(() => undefined) }
    return reading.figures
  }
  for (const { name, help, labels, valuesOf } of series) {
    const gauge = new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [register],
      async collect() {
        gauge.reset()
        const figures = await current()
        // a series without labels begins at 0, which would say something
        gauge.remove({})
        if (figures === undefined) return
        for (const [values, value] of valuesOf(figures)) gauge.set(values, value)
      },
    })
  }
}
