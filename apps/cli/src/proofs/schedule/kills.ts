import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { nse } from '@fyntrix/calendar'
import { openDatabase } from '@fyntrix/db/shared'
import { createNominalTimes } from '@fyntrix/services/jobs'
import pg from 'pg'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CliContext } from '../../context.ts'
import type { OwnServices } from '../../shared/own-services.ts'
import { type Accounts, accountsOf } from './accounts.ts'
import { effectsTable } from './effects.ts'
import { killedJobs } from './kills.messages.ts'

/** What the ledger says after processes were killed. `amid`: kills of one that had begun something. */
export interface KilledProcesses extends Accounts {
  readonly kills: number
  readonly amid: number
}

const fleet = 3
const longestLifeMs = 1_500
const patienceMs = 180_000

/** Makes the schedules, and answers through when they are planned, epoch milliseconds. */
const registered = async (url: string): Promise<number> => {
  await using database = openDatabase({ url })
  const { ledger } = database.repositories()
  await ledger.register(
    killedJobs.map(({ id }) => id),
    null,
  )
  const held = await database.transaction((tx) => tx.ledger.hold(killedJobs[0]?.id ?? '', null))
  if (held === null) throw new Error('no schedule was made')
  return held.schedule.plannedThrough
}

/** Waits until nothing of an instant or before is left to do, or for as long as a busy machine may take. */
const untilDone = async (pool: pg.Pool, instant: number): Promise<void> => {
  const patience = performance.now() + patienceMs
  while (performance.now() < patience) {
    const { rowCount } = await pool.query(
      `select 1 from job_occurrences where state in ('planned', 'running') and nominal_at < to_timestamp($1 / 1000.0)
       union all select 1 from job_schedules where next_at < to_timestamp($1 / 1000.0) limit 1`,
      [instant],
    )
    if (rowCount === 0) return
    await delay(100)
  }
}

/** Lets three processes do jobs that are due every few seconds and kills one of them at a random moment, `kills` times; each is replaced. */
export const killProcesses = async (
  context: CliContext,
  own: OwnServices,
  { kills, seed, onKill }: { kills: number; seed: number; onKill?: (done: number) => void },
): Promise<KilledProcesses> => {
  const random = xoroshiro128plus(seed)
  const url = await own.emptyDatabase()
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  await pool.query(effectsTable)
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'daemon.child.ts')], {
      env: { ...context.env.inherited, FYNTRIX_DATABASE_URL: url, FYNTRIX_REDIS_URL: own.redisUrl },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (child.stdout) await once(child.stdout, 'data')
    return child
  }
  // before anybody looks: everything after it is to be accounted for
  const after = await registered(url)
  const children = await Promise.all(Array.from({ length: fleet }, start))
  let amid = 0
  try {
    for (let kill = 1; kill <= kills; kill++) {
      await delay(uniformInt(random, 1, longestLifeMs))
      const place = kill % fleet
      const victim = children[place]
      const { rowCount } = await pool.query(`select 1 from job_occurrences where state = 'running'`)
      if ((rowCount ?? 0) > 0) amid += 1
      victim?.kill('SIGKILL')
      children[place] = await start()
      onKill?.(kill)
    }
    // what was due by now ends before the fleet is stopped; what becomes due later may wait for the next one
    const mayWaitFrom = Date.now()
    await untilDone(pool, mayWaitFrom)
    const ends = children.map((child) => once(child, 'exit'))
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(ends)
    const accounts = await accountsOf(pool, killedJobs, createNominalTimes(nse), { after, mayWaitFrom })
    return { kills, amid, ...accounts }
  } finally {
    for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await pool.end()
  }
}
