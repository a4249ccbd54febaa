import { isDeepStrictEqual } from 'node:util'
import { nse } from '@fyntrix/calendar'
import { createSimulatedMarket } from '@fyntrix/market-data'
import { openServices } from '@fyntrix/services'
import { type Log, silentLog } from '@fyntrix/services/shared'
import { computeRun } from '@fyntrix/services/top-picks'
import pg from 'pg'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CliContext } from '../context.ts'
import { type OwnServices, startOwnServices } from '../shared/own-services.ts'
import { recordedFacts } from './fan-out.facts.ts'
import { partsLeft, processesAtWork, proofWorkers, someoneAtWork } from './fan-out.workers.ts'

export interface FanOutReport {
  readonly n: number
  readonly seed: number
  /** Picks of all runs that were compared. */
  readonly picks: number
  /** Parts that workers did, by those that were started first and by all. */
  readonly partsByFirst: readonly number[]
  readonly parts: number
  /** Workers that were killed while they were at a part, and parts that they left to others. */
  readonly kills: number
  readonly leftToOthers: number
  /** Milliseconds of the slowest run amid which a worker was killed. */
  readonly slowestKilledMs: number
  readonly seconds: number
  readonly broken: readonly string[]
}

export interface FanOutProofOptions {
  readonly n: number
  readonly seed: number
  /** Milliseconds without a sign of life after which a worker's parts are taken over; as in production by default. */
  readonly lockMs?: number
  readonly onRun?: (done: number, broken: number) => void
}

const lastInstant = new Date('2026-07-09T10:30:00Z')
const depth = { day: 160, '15minute': 9, '5minute': 5 }
/** Runs are as of instants in this stretch: its intraday bars are there. */
const stretchMs = 2 * 86_400_000
const processes = 3
/** A worker is killed amid every third run. */
const killEvery = 3
const questions = (['nifty50', 'banknifty'] as const).flatMap((universe) =>
  (['swing', 'intraday', 'scalping'] as const).map((mode) => ({ universe, mode })),
)

const openOn = (
  own: OwnServices,
  { version, wall }: CliContext,
  { workers, log }: { readonly workers: 'daemon' | 'bullmq'; readonly log: Log },
) =>
  openServices({
    name: `fyntrix-proof-${workers}`,
    databaseUrl: own.databaseUrl,
    redisUrl: own.redisUrl,
    source: 'simulated',
    asOf: lastInstant,
    home: own.folder,
    version,
    workers,
    wall,
    log,
  })

/**
 * Computes and records `n` runs over universes, modes and instants twice, in one process and over three worker processes, and compares both to the bit and
 * row by row. Amid every third run a worker that is at a part of it is killed, and another started in its place.
 */
export const proveFanOut = async (
  context: CliContext,
  { n, seed, lockMs = 10_000, onRun }: FanOutProofOptions,
): Promise<FanOutReport> => {
  const started = performance.now()
  const random = xoroshiro128plus(seed)
  const broken: string[] = []
  const declined: unknown[] = []
  // what names a part is of one that a worker declined; other warnings, such as of a slow Redis, are of time only
  const log: Log = {
    ...silentLog,
    warn: (facts) => {
      if ('part' in facts) declined.push(facts)
    },
  }
  await using own = await startOwnServices(context.env)
  await using alone = await openOn(own, context, { workers: 'daemon', log: silentLog })
  await using apart = await openOn(own, context, { workers: 'bullmq', log })
  const { candles, universes } = alone.services
  const { redis, work } = apart.resources
  if (!work) throw new Error('these services have no workers')
  await candles.import(createSimulatedMarket({ calendar: nse, seed: 'proof', now: () => lastInstant, depth }))
  await using workers = proofWorkers(context, own, { lockMs })
  await Promise.all(Array.from({ length: processes }, () => workers.start()))
  const client = new pg.Client({ connectionString: own.databaseUrl })
  await client.connect()
  await using _ = { [Symbol.asyncDispose]: () => client.end() }

  let [picks, kills, leftToOthers, slowestKilledMs] = [0, 0, 0, 0]

  /** Kills a worker that is at a part, unless the run ends before; answers how many parts it left behind, null when none was killed. */
  const killSomeone = async (over: AbortSignal): Promise<number | null> => {
    const pid = await someoneAtWork(redis, over)
    if (pid === undefined) return null
    await workers.kill(pid)
    return (await processesAtWork(redis)).filter((one) => one === pid).length
  }

  for (let run = 1; run <= n; run += 1) {
    // a round begins one further each time, so that kills meet every universe and mode
    const question = questions[(run - 1 + Math.floor((run - 1) / questions.length)) % questions.length]
    if (!question) throw new Error('there is nothing to ask')
    const asOf = new Date(lastInstant.getTime() - uniformInt(random, 0, stretchMs))
    const name = `run ${run}, ${question.universe} ${question.mode} as of ${asOf.toISOString()}`
    const request = { ...question, asOf: asOf.toISOString(), trigger: 'proof' } as const

    const [whole, assembled] = [
      await computeRun({ candles, universes }, { ...question, asOf }),
      await computeRun({ candles, universes, work }, { ...question, asOf }),
    ]
    if (!isDeepStrictEqual(assembled, whole) || JSON.stringify(assembled) !== JSON.stringify(whole))
      broken.push(`${name}: other results than in one process`)
    if (whole.analyses.length === 0) broken.push(`${name}: nothing was analysed, so that nothing is proved`)

    const over = new AbortController()
    const begun = performance.now()
    const recording = apart.services.topPicks.run(request).finally(() => over.abort())
    const left = run % killEvery === 0 ? await killSomeone(over.signal) : null
    const there = await recording
    if (left !== null && left > 0) {
      kills += 1
      leftToOthers += left
      slowestKilledMs = Math.max(slowestKilledMs, performance.now() - begun)
    }
    if (left !== null) await workers.start()
    const here = await alone.services.topPicks.run(request)
    picks += here.picks.length
    const [facts, expected] = [await recordedFacts(client, there.id), await recordedFacts(client, here.id)]
    for (const [table, text] of expected)
      if (facts.get(table) !== text) broken.push(`${name}: recorded something else in ${table}`)
    onRun?.(run, broken.length)
  }

  const left = await partsLeft(redis)
  if (left > 0) broken.push(`${left} parts are left in Redis`)
  if (declined.length > 0) broken.push(`workers did not do all of it: ${JSON.stringify(declined.slice(0, 3))}`)
  const parts = workers.partsDone()
  const partsByFirst = parts.slice(0, processes)
  if (partsByFirst.some((count) => count === 0)) broken.push(`a worker did nothing: ${partsByFirst.join(', ')} parts`)
  if (n >= killEvery && kills === 0) broken.push('no worker was killed amid a part, so that nothing is proved')
  return {
    n,
    seed,
    picks,
    partsByFirst,
    parts: parts.reduce((sum, count) => sum + count, 0),
    kills,
    leftToOthers,
    slowestKilledMs: Math.round(slowestKilledMs),
    seconds: (performance.now() - started) / 1_000,
    broken,
  }
}
