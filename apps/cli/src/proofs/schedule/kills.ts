import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { nse } from '@fyntrix/calendar'
import { createNominalTimes } from '@fyntrix/services/jobs'
import pg from 'pg'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CliContext } from '../../context.ts'
import type { OwnServices } from '../../shared/own-services.ts'
import { type Accounts, accountsOf } from './accounts.ts'
import { effectsTable } from './effects.ts'
import { killedJobs, leaseMs } from './kills.messages.ts'

/** What the ledger says after processes were killed. `amid`: kills of one that had begun something. */
export interface KilledProcesses extends Accounts {
  readonly kills: number
  readonly amid: number
}

const fleet = 3
const longestLifeMs = 1_500

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
  const children = await Promise.all(Array.from({ length: fleet }, start))
  let amid = 0
  try {
    // the watermark of the youngest schedule: everything after it is to be accounted for
    while ((await pool.query('select 1 from job_schedules')).rowCount === 0) await delay(20)
    const { rows } = await pool.query<{ at: number }>(
      `select (extract(epoch from max(planned_through)) * 1000)::float8 as at from job_schedules`,
    )
    const after = rows[0]?.at ?? Number.NaN
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
    await delay(3 * leaseMs)
    const ends = children.map((child) => once(child, 'exit'))
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(ends)
    // what was given back when the fleet was stopped, or became due as it was, waits for the next one
    const mayWaitFrom = Date.now() - 4 * leaseMs
    const accounts = await accountsOf(pool, killedJobs, createNominalTimes(nse), { after, mayWaitFrom })
    return { kills, amid, ...accounts }
  } finally {
    for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await pool.end()
  }
}
