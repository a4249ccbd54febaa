import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { OwnServices } from '../../shared/own-services.ts'
import type { Simulated } from './simulate.ts'
import { livedThrough, type ShareOfThread, type Stretch } from './worlds.messages.ts'

/** Days before a week that has what a schedule can stumble over: a holiday, an evening or a midday of Muhurat, sessions on a Saturday or Sunday, one of two stretches, none of it. */
const weeks = [
  '2026-01-24',
  '2025-10-18',
  '2023-11-09',
  '2026-01-29',
  '2024-02-28',
  '2024-05-16',
  '2021-02-20',
  '2026-06-13',
] as const

const years = ['2023-04-01', '2024-04-01', '2025-04-01'] as const

/** `n` weeks with seeds from `seed` on, and the first `yearsWanted` of the years. */
export const stretches = (n: number, yearsWanted: number, seed: number): readonly Stretch[] => [
  ...years.slice(0, yearsWanted).map((date, i) => ({ seed: seed + 1_000_000 + i, date, days: 365 })),
  ...Array.from({ length: n }, (_, i) => ({ seed: seed + i, date: weeks[i % weeks.length] ?? weeks[0], days: 7 })),
]

interface Options {
  readonly fenced?: boolean
  readonly longOneIn?: number
  /** Milliseconds after which no further stretch is begun. */
  readonly withinMs?: number
  readonly onStretch?: (done: readonly Simulated[]) => void
}

const threads = 2
/** Worlds of a thread that go on while others of it wait for PostgreSQL: few, since a year is as long as all others let it be. */
const atOnce = 3

const daysOf = (share: readonly Stretch[]): number => share.reduce((days, one) => days + one.days, 0)

/** Shares of about as many days, the longest stretches first. */
const shared = (wanted: readonly Stretch[]): readonly (readonly Stretch[])[] => {
  const shares: Stretch[][] = Array.from({ length: Math.min(threads, wanted.length) }, () => [])
  for (const stretch of wanted.toSorted((a, b) => b.days - a.days))
    shares.toSorted((a, b) => daysOf(a) - daysOf(b))[0]?.push(stretch)
  return shares
}

/** Lives through stretches, each on tables that were empty, in two threads. */
export const liveThrough = async (
  own: OwnServices,
  wanted: readonly Stretch[],
  { fenced = true, longOneIn = 12, withinMs, onStretch }: Options = {},
): Promise<readonly Simulated[]> => {
  const shares: ShareOfThread[] = []
  for (const share of shared(wanted)) {
    const urls: string[] = []
    while (urls.length < Math.min(atOnce, share.length)) urls.push(await own.emptyDatabase())
    shares.push({ urls, stretches: [...share], fenced, longOneIn, withinMs: withinMs ?? null })
  }
  const done: Simulated[] = []
  const workers = shares.map((workerData) => {
    const worker = new Worker(new URL('./worlds.worker.ts', import.meta.url), { workerData })
    worker.on('message', (message) => {
      done.push(livedThrough.parse(message))
      onStretch?.(done)
    })
    return worker
  })
  try {
    // rejects when a thread throws
    await Promise.all(workers.map((worker) => once(worker, 'exit')))
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return done
}
