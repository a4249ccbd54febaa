import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { nse } from '@fyntrix/calendar'
import { createSimulatedMarket } from '@fyntrix/market-data'
import pg from 'pg'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CliContext } from '../context.ts'
import { openOwn, startOwnServices } from '../shared/own-services.ts'
import { brokenPromises } from './invariants.ts'

export interface KillReport {
  readonly n: number
  readonly seed: number
  /** Runs that were committed before, between and in spite of the kills. */
  readonly runs: number
  readonly published: number
  /** Kills after which a run was recorded, but not yet published. */
  readonly killedBeforePublishing: number
  /** Kills that ended a run of which nothing was recorded; the other kills came between its being recorded and its process saying so. */
  readonly killedBeforeRecording: number
  readonly broken: readonly string[]
}

export interface KillOptions {
  readonly n: number
  readonly seed: number
  readonly onKill?: (done: number, broken: number) => void
}

const asOf = new Date('2026-07-09T10:30:00Z')
const slowestStart = 180_000
/** What a process to be killed does before it says how long a run takes. */
const runsBeforeReady = 2
/** Kills fall anywhere in the next few runs, as long as one takes on this machine. */
const latestKillInRuns = 3

/**
 * Kills the process that computes, records and relays runs, `n` times, at random points, and looks after each kill at what PostgreSQL, Redis and the
 * archive hold. Afterwards a relay that lives must bring all of it up to date.
 */
export const proveKillRuns = async (context: CliContext, { n, seed, onKill }: KillOptions): Promise<KillReport> => {
  const random = xoroshiro128plus(seed)
  await using own = await startOwnServices(context.env)
  await using opened = await openOwn(own, context, { name: 'fyntrix-proof', source: 'simulated', asOf })
  await opened.services.candles.import(createSimulatedMarket({ calendar: nse, seed: 'proof', now: () => asOf }))
  const { redis } = opened.resources
  const client = new pg.Client({ connectionString: own.databaseUrl })
  // what breaks the connection breaks the next query, which tells of it
  client.on('error', () => undefined)
  await client.connect()
  await using _ = { [Symbol.asyncDispose]: () => client.end() }
  const counts = async () => {
    const { rows } = await client.query<{ runs: number; pending: number; published: number }>(
      `select (select count(*) from top_picks_runs)::int as runs, count(*) filter (where published_at is null)::int as pending,
        count(published_at)::int as published from outbox`,
    )
    return rows[0] ?? { runs: 0, pending: 0, published: 0 }
  }

  /** Answers how many runs the process began. */
  const killOne = async (): Promise<number> => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-runs.child.ts')], {
      env: {
        ...context.env.inherited,
        FYNTRIX_DATABASE_URL: own.databaseUrl,
        FYNTRIX_REDIS_URL: own.redisUrl,
        FYNTRIX_HOME: own.folder,
        FYNTRIX_AS_OF: asOf.toISOString(),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    const lines = createInterface({ input: child.stdout })
    const ended = Promise.all([exited, once(lines, 'close')])
    let begun = runsBeforeReady
    lines.on('line', (line) => {
      if (line === 'begun') begun += 1
    })
    try {
      const [runMs] = await Promise.race([
        once(lines, 'line', { signal: AbortSignal.timeout(slowestStart) }),
        exited.then(() => Promise.reject(new Error('the process to be killed ended by itself'))),
      ])
      await delay(uniformInt(random, 0, latestKillInRuns * Number(runMs)))
    } finally {
      child.kill('SIGKILL')
      await ended
    }
    return begun
  }

  const broken: string[] = []
  let killedBeforeRecording = 0
  let killedBeforePublishing = 0
  for (let kill = 1; kill <= n; kill += 1) {
    // the lock of the process killed before would make this one wait for five minutes
    await redis.del('lock:top_picks:nifty50:swing', 'lock:top_picks:banknifty:swing')
    const before = await counts()
    const begun = await killOne()
    const after = await counts()
    if (after.runs - before.runs < begun) killedBeforeRecording += 1
    if (after.pending > 0) killedBeforePublishing += 1
    broken.push(...(await brokenPromises(client, redis, own.folder)).map((problem) => `after kill ${kill}: ${problem}`))
    onKill?.(kill, broken.length)
  }

  await opened.services.relay.drain()
  broken.push(...(await brokenPromises(client, redis, own.folder)).map((problem) => `at the end: ${problem}`))
  const { runs, pending, published } = await counts()
  if (runs === 0) broken.push('at the end: no run was ever recorded, so that nothing is proved')
  if (pending > 0) broken.push(`at the end: ${pending} messages are still waiting`)
  const heads = await client.query<{ universe: string; mode: string; run_id: string }>(
    'select universe, mode, run_id from top_picks_heads',
  )
  for (const { universe, mode, run_id: runId } of heads.rows) {
    const text = await redis.get(`top_picks:${universe}:${mode}`)
    if (!text?.includes(runId)) broken.push(`at the end: Redis does not hold the latest run of ${universe} ${mode}`)
  }
  return { n, seed, runs, published, killedBeforeRecording, killedBeforePublishing, broken }
}
