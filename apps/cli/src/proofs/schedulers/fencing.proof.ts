import { join } from 'node:path'
import {
  type PgbouncerServer,
  type ServiceUnavailableCode,
  ServiceUnavailableError,
  startPgbouncer,
} from '@fyntrix/embedded'
import { daemonSettings } from '@fyntrix/services/jobs'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CliContext } from '../../context.ts'
import { startOwnServices } from '../../shared/own-services.ts'
import { makeScratch, type Scratch } from '../../shared/scratch.ts'
import { type Journal, openJournal } from './journal.ts'
import { startPair } from './pair.ts'
import { makeTrial, type StopPoint } from './trial.ts'
import { hasRun, judge, problemsOf } from './verdict.ts'

/** How connections reach PostgreSQL. */
export type Way = 'directly' | 'through pgbouncer'

export interface FencingTally {
  readonly trials: number
  readonly stopped: Readonly<Record<StopPoint, number>>
  /** Of all, those in which the stopped one went on while its successor was at work. */
  readonly amidSuccessor: number
  /** Writes that were tried after that: refused by the fence, or on a connection that the server had ended. */
  readonly refused: number
  readonly lost: number
  /** Rows of an older attempt that were committed after a newer one had begun. */
  readonly staleWrites: number
  /** Occurrences that were given up because their attempts lost leases or connections too often. */
  readonly givenUp: number
  /** Attempts that had ended, or lost their lease, before they were stopped: no trials. */
  readonly notStopped: number
  readonly seconds: number
}

export interface FencingReport {
  readonly n: number
  readonly seed: number
  readonly leaseMs: number
  readonly ways: Readonly<Partial<Record<Way, FencingTally>>>
  /** Ways that could not be gone, and why. */
  readonly skipped: Readonly<Partial<Record<Way, string>>>
  readonly broken: readonly string[]
}

export interface FencingOptions {
  /** Trials on each way. */
  readonly n: number
  readonly seed: number
  /** Length of a lease, milliseconds. */
  readonly lease: number
  /** Pairs of daemons at work at a time; four by default. */
  readonly pairs?: number
  /** False for transactions without a fence, to see that stale writes are found. */
  readonly fenced?: boolean
  /** Both by default. */
  readonly only?: Way
  readonly onTrial?: (done: number, broken: number) => void
}

const everySecond = '* * * * * *'
const longestPauseMs = 15
/** Trials of which some must meet an open transaction, and some be refused a write. */
const enough = 30

interface Course extends Required<Omit<FencingOptions, 'onTrial' | 'only'>> {
  readonly databaseUrl: string
  /** Begins the ids of its jobs. */
  readonly name: string
  readonly onTrial: (broken: readonly string[]) => void
}

/** All trials on one way. */
const go = async (scratch: Scratch, journal: Journal, course: Course): Promise<FencingTally> => {
  const { n, seed, lease, pairs, fenced, databaseUrl, name, onTrial } = course
  const tally = { trials: 0, amidSuccessor: 0, refused: 0, lost: 0, staleWrites: 0, givenUp: 0, notStopped: 0 }
  const stopped = { 'amid a transaction': 0, 'between transactions': 0 }
  const begun = performance.now()
  let left = n
  const work = async (index: number): Promise<void> => {
    const generator = xoroshiro128plus(seed * pairs + index)
    const random = (limit: number) => uniformInt(generator, 0, limit)
    const pair = await startPair(scratch, journal, `${name}.${index}`, {
      databaseUrl,
      ...daemonSettings,
      leaseMs: lease,
      pattern: everySecond,
      work: { kind: 'steps', fenced, longestPauseMs, seed: seed * pairs + index },
    })
    let last = 0
    while (left > 0) {
      left -= 1
      const { nominalAt, trial } = await makeTrial(pair, last, { random, longestPauseMs, fenced }).catch(
        async (cause: unknown) => {
          throw new Error(`${pair.jobId} came to a halt: ${await journal.explain(pair.jobId)}`, { cause })
        },
      )
      last = nominalAt
      if (trial === null) {
        left += 1
        tally.notStopped += 1
        continue
      }
      const verdict = await judge(journal.client, pair.jobId, nominalAt)
      tally.trials += 1
      stopped[trial.stoppedAt] += 1
      tally.amidSuccessor += trial.amidSuccessor ? 1 : 0
      tally.refused += trial.refused
      tally.lost += trial.lost
      tally.staleWrites += verdict.stale
      tally.givenUp += hasRun(verdict.state) ? 0 : 1
      const settled = trial.settled === null ? [] : [`the ledger took ${trial.settled} from an older attempt`]
      const problems = [...problemsOf(verdict), ...settled]
      onTrial(problems.map((problem) => `${pair.jobId} at ${new Date(nominalAt).toISOString()}: ${problem}`))
    }
    await Promise.all([pair.at(0).stop(), pair.at(1).stop()])
  }
  await Promise.all(Array.from({ length: pairs }, (_, index) => work(index)))
  return { ...tally, stopped, seconds: (performance.now() - begun) / 1_000 }
}

/** Why a server is not there at all, beside being there and not working. */
const absent = new Set<ServiceUnavailableCode>(['binary-missing', 'unsupported-platform', 'not-permitted'])

/** A pooler of the proof's own, or why there is none. */
const poolerBefore = async (
  upstream: string,
  scratch: Scratch,
  { env }: CliContext,
): Promise<PgbouncerServer | string> => {
  const dir = join(scratch.folder, 'pgbouncer')
  try {
    return await scratch.owns(startPgbouncer({ dir, binariesDir: env.binaries, env: env.inherited, upstream }))
  } catch (error) {
    if (!(error instanceof ServiceUnavailableError && absent.has(error.code))) throw error
    return error.message
  }
}

/**
 * Stops holders of leases with SIGSTOP at random points of their writes until another daemon has taken over, lets them go on, `n` times directly and `n` times through a pooler in
 * transaction mode: nothing may be written by an older attempt once a newer one has begun, and each nominal time brings about its effect once.
 */
export const proveFencing = async (context: CliContext, options: FencingOptions): Promise<FencingReport> => {
  const { n, seed, lease, pairs = 4, fenced = true, only, onTrial } = options
  await using own = await startOwnServices(context.env)
  await using journal = await openJournal(own.databaseUrl)
  await using scratch = makeScratch(context.env, 'fencing')
  const broken: string[] = []
  const ways: Partial<Record<Way, FencingTally>> = {}
  const skipped: Partial<Record<Way, string>> = {}
  let done = 0
  const course = {
    n,
    seed,
    lease,
    pairs: Math.min(pairs, n),
    fenced,
    onTrial: (problems: readonly string[]) => {
      broken.push(...problems)
      done += 1
      onTrial?.(done, broken.length)
    },
  }
  if (only !== 'through pgbouncer')
    ways.directly = await go(scratch, journal, { ...course, databaseUrl: own.databaseUrl, name: 'direct' })
  if (only !== 'directly') {
    const pooler = await poolerBefore(own.databaseUrl, scratch, context)
    if (typeof pooler === 'string') skipped['through pgbouncer'] = pooler
    else {
      const databaseUrl = pooler.url(own.databaseUrl)
      ways['through pgbouncer'] = await go(scratch, journal, { ...course, databaseUrl, name: 'pooled' })
    }
  }
  for (const [way, { refused, stopped }] of Object.entries(ways))
    if (fenced && n >= enough && (refused === 0 || stopped['amid a transaction'] === 0))
      broken.push(`${way}: nothing stale was tried, or nothing stopped amid a transaction, so that nothing is proved`)
  return { n, seed, leaseMs: lease, ways, skipped, broken }
}
