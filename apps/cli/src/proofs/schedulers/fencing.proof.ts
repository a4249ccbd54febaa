import { join } from 'node:path'
import {
  type PgbouncerServer,
  type ServiceUnavailableCode,
  ServiceUnavailableError,
  startPgbouncer,
} from '@fyntrix/embedded'
import type { CliContext } from '../../context.ts'
import { startOwnServices } from '../../shared/own-services.ts'
import { makeScratch, type Scratch } from '../../shared/scratch.ts'
import { type FencingTally, runCourse } from './course.ts'
import { openJournal } from './journal.ts'

/** How connections reach PostgreSQL. */
export type Way = 'directly' | 'through pgbouncer'

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

/** Trials of which some must meet an open transaction, and some be refused a write. */
const enough = 30

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
    ways.directly = await runCourse(scratch, journal, { ...course, databaseUrl: own.databaseUrl, name: 'direct' })
  if (only !== 'directly') {
    const pooler = await poolerBefore(own.databaseUrl, scratch, context)
    if (typeof pooler === 'string') skipped['through pgbouncer'] = pooler
    else {
      const databaseUrl = pooler.url(own.databaseUrl)
      ways['through pgbouncer'] = await runCourse(scratch, journal, { ...course, databaseUrl, name: 'pooled' })
    }
  }
  for (const [way, { refused, stopped }] of Object.entries(ways))
    if (fenced && n >= enough && (refused === 0 || stopped['amid a transaction'] === 0))
      broken.push(`${way}: nothing stale was tried, or nothing stopped amid a transaction, so that nothing is proved`)
  return { n, seed, leaseMs: lease, ways, skipped, broken }
}
