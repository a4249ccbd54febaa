import type { CliContext } from '../../context.ts'
import { startOwnServices } from '../../shared/own-services.ts'
import { type KilledProcesses, killProcesses } from './kills.ts'
import type { Simulated } from './simulate.ts'
import { liveThrough, stretches } from './worlds.ts'

export interface ScheduleOptions {
  /** Weeks to live through. */
  readonly n: number
  readonly years: number
  /** Kills of real processes. */
  readonly kills: number
  readonly seed: number
  /** Minutes for all that is lived through; what was not begun by then is told as broken. */
  readonly within: number
  readonly onProgress?: (done: number, total: number, broken: number) => void
}

export interface ScheduleReport {
  readonly seed: number
  readonly weeks: number
  readonly years: number
  /** Sums over all that was simulated. */
  readonly simulated: Readonly<
    Record<'nominal' | 'attempts' | 'refused' | 'kills' | 'jumps' | 'outages' | 'stalls', number>
  >
  readonly byState: Readonly<Record<string, number>>
  readonly processes: KilledProcesses
  /** Of all of it. */
  readonly seconds: number
  /** Of what was lived through, without the kills of real processes. */
  readonly livedSeconds: number
  readonly broken: readonly string[]
}

const sum = (all: readonly Simulated[], pick: (one: Simulated) => number): number =>
  all.reduce((total, one) => total + pick(one), 0)

const merged = (all: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const total: Record<string, number> = {}
  for (const one of all) for (const [key, count] of Object.entries(one)) total[key] = (total[key] ?? 0) + count
  return total
}

/**
 * Lives through weeks and years with all jobs and three daemons that die, stall and lose answers, then kills real processes: each nominal time must have one entry that ended, and
 * its effect once if it ran, at most once otherwise.
 */
export const proveSchedule = async (
  context: CliContext,
  { n, years, kills, seed, within, onProgress }: ScheduleOptions,
): Promise<ScheduleReport> => {
  await using own = await startOwnServices(context.env)
  const begun = performance.now()
  const wanted = stretches(n, years, seed)
  const lived = await liveThrough(own, wanted, {
    withinMs: within * 60_000,
    onStretch: (done) =>
      onProgress?.(done.length, wanted.length, done.filter(({ broken }) => broken.length > 0).length),
  })
  const livedSeconds = (performance.now() - begun) / 1_000
  const processes = await killProcesses(context, own, { kills, seed })
  return {
    seed,
    weeks: lived.filter(({ days }) => days === 7).length,
    years: lived.filter(({ days }) => days === 365).length,
    simulated: {
      nominal: sum(lived, ({ nominal }) => nominal),
      attempts: sum(lived, ({ attempts }) => attempts),
      refused: sum(lived, ({ refused }) => refused),
      kills: sum(lived, ({ kills: one }) => one),
      jumps: sum(lived, ({ jumps }) => jumps),
      outages: sum(lived, ({ outages }) => outages),
      stalls: sum(lived, ({ stalls }) => stalls),
    },
    byState: merged(lived.map(({ byState }) => byState)),
    processes,
    livedSeconds,
    seconds: (performance.now() - begun) / 1_000,
    broken: [
      ...(lived.length === wanted.length
        ? []
        : [`${wanted.length - lived.length} stretches were not begun within ${within} minutes`]),
      ...lived.flatMap((one) => one.broken.map((text) => `seed ${one.seed}: ${text}`)),
      ...processes.broken.map((text) => `real processes: ${text}`),
      ...(n > 0 && sum(lived, ({ kills: one }) => one) === 0 ? ['nobody was killed, so that nothing is proved'] : []),
    ],
  }
}
