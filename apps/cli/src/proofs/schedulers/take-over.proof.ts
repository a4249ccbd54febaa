import { daemonSettings } from '@fyntrix/services/jobs'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CliContext } from '../../context.ts'
import { startOwnServices } from '../../shared/own-services.ts'
import { makeScratch } from '../../shared/scratch.ts'
import { type Ended, type Ending, endHolder, leaveAloneMs } from './ends.ts'
import { type Figures, figuresOf } from './figures.ts'
import { openJournal } from './journal.ts'
import { startPair } from './pair.ts'
import { measureStarts, type StartsReport } from './starts.ts'

export interface TakeOverReport {
  readonly n: number
  readonly seed: number
  readonly leaseMs: number
  readonly drainMs: number
  /** From the kill until another daemon began the attempt, milliseconds by PostgreSQL's clock. */
  readonly killedMs: Figures
  /** From SIGTERM until the process was gone, its work finished. */
  readonly drainedMs: Figures
  /** From SIGTERM until what did not end was given back, and from then until another had begun it. */
  readonly gaveUpMs: Figures
  readonly takenMs: Figures
  readonly starts: StartsReport
  readonly seconds: number
  /** What took longer than it may. */
  readonly missed: readonly string[]
  readonly broken: readonly string[]
}

export interface TakeOverOptions {
  /** Kills. */
  readonly n: number
  readonly seed: number
  /** Times at which all fifty jobs are due; 18 by default. */
  readonly rounds?: number
  /** Seconds between them; 10 by default. */
  readonly everySeconds?: number
  /** A scheduler's by default. */
  readonly leaseMs?: number
  readonly drainMs?: number
  readonly onEnd?: (done: number, total: number) => void
}

/** Limits, milliseconds. */
const latestTakeOver = 15_000
const latestStart = 1_000
const jobs = 50
const daemons = 3
const mostPairs = 10
const everyThreeSeconds = '*/3 * * * * *'

const endingsOf = (n: number): Ending[] => {
  const stops = Math.max(1, Math.floor(n / 10))
  return [
    ...Array.from({ length: n }, (): Ending => 'killed'),
    ...Array.from({ length: stops }, (): Ending => 'drained'),
    ...Array.from({ length: stops }, (): Ending => 'given back'),
  ]
}

const missedBy = (killed: Figures, { errorMs }: StartsReport): string[] => [
  ...(killed.p99 > latestTakeOver ? [`a take-over took ${killed.p99.toFixed(0)} ms (p99), of ${latestTakeOver}`] : []),
  ...(errorMs.p99 > latestStart ? [`a start was ${errorMs.p99.toFixed(0)} ms late (p99), of ${latestStart}`] : []),
]

/**
 * Ends processes that hold jobs, by SIGKILL and by SIGTERM, at random moments, and measures until another has taken over; then lets three daemons do fifty jobs that are all due at the same
 * instants, and measures how late they begin.
 */
export const proveTakeOver = async (context: CliContext, options: TakeOverOptions): Promise<TakeOverReport> => {
  const { n, seed, rounds = 18, everySeconds = 10, onEnd } = options
  const { leaseMs = daemonSettings.leaseMs, drainMs = daemonSettings.drainMs } = options
  const begun = performance.now()
  await using own = await startOwnServices(context.env)
  await using journal = await openJournal(own.databaseUrl)
  await using scratch = makeScratch(context.env, 'take-over')
  const { databaseUrl } = own
  const left = endingsOf(n)
  const total = left.length
  const ended: Ended[] = []
  const broken: string[] = []
  const work = async (index: number): Promise<void> => {
    const generator = xoroshiro128plus(seed * mostPairs + index)
    const assignment = { databaseUrl, ...daemonSettings, leaseMs, drainMs }
    const pair = await startPair(scratch, journal, `held.${index}`, {
      ...assignment,
      pattern: everyThreeSeconds,
      work: { kind: 'hold' },
    })
    let last = 0
    for (let ending = left.shift(); ending !== undefined; ending = left.shift()) {
      const waitMs = uniformInt(generator, 0, Math.ceil(leaveAloneMs(leaseMs)))
      const one = await endHolder(pair, journal, ending, waitMs, last).catch(async (cause: unknown) => {
        throw new Error(`${pair.jobId} came to a halt: ${await journal.explain(pair.jobId)}`, { cause })
      })
      last = one.nominalAt
      if (left.length > 0) await pair.replace(one.place)
      ended.push(one.ended)
      onEnd?.(ended.length, total)
    }
    await Promise.all([pair.at(0).stop(), pair.at(1).stop()])
  }
  await Promise.all(Array.from({ length: Math.min(mostPairs, total) }, (_, index) => work(index)))
  const starts = await measureStarts(scratch, journal, databaseUrl, { jobs, rounds, everySeconds, daemons })
  for (const [state, count] of Object.entries(starts.notRun)) broken.push(`${count} nominal times ended as ${state}`)
  if (starts.errorMs.count !== jobs * rounds)
    broken.push(`${starts.errorMs.count} of ${jobs * rounds} nominal times were begun`)
  const killedMs = figuresOf(ended.flatMap((one) => (one.ending === 'killed' ? one.takeOverMs : [])))
  return {
    n,
    seed,
    leaseMs,
    drainMs,
    killedMs,
    drainedMs: figuresOf(ended.flatMap((one) => (one.ending === 'drained' ? one.goneMs : []))),
    gaveUpMs: figuresOf(ended.flatMap((one) => (one.ending === 'given back' ? one.gaveUpMs : []))),
    takenMs: figuresOf(ended.flatMap((one) => (one.ending === 'given back' ? one.takeOverMs : []))),
    starts,
    seconds: (performance.now() - begun) / 1_000,
    missed: missedBy(killedMs, starts),
    broken,
  }
}
