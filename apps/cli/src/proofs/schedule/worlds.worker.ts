import { parentPort, workerData } from 'node:worker_threads'
import { atIst, nse } from '@fyntrix/calendar'
import { openDatabase } from '@fyntrix/db/shared'
import { jobCatalogue } from '@fyntrix/services/jobs'
import pg from 'pg'
import { effectsTable } from './effects.ts'
import { simulate } from './simulate.ts'
import { shareOfThread } from './worlds.messages.ts'

/** For connections opened later: nothing here is about the durability of PostgreSQL itself. */
const hasty = `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`

const prepare = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(effectsTable)
  await client.query(hasty)
  await client.end()
}

const begun = performance.now()
const { urls, stretches, fenced, longOneIn, withinMs } = shareOfThread.parse(workerData)
const left = [...stretches]

const live = async (url: string): Promise<void> => {
  await prepare(url)
  const database = openDatabase({ url, poolSize: 8, bulkPoolSize: 1 })
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  pool.on('error', () => undefined)
  try {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      if (withinMs !== null && performance.now() - begun > withinMs) return
      const { seed, date, days } = next
      const simulation = { seed, from: atIst(date, '00:00'), days, definitions: jobCatalogue, calendar: nse }
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread knows no origins
      parentPort?.postMessage(await simulate({ database, pool }, { ...simulation, fenced, longOneIn }))
    }
  } finally {
    await pool.end()
    await database.close()
  }
}

await Promise.all(urls.map(live))
