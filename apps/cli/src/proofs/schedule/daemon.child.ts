import { setTimeout as delay } from 'node:timers/promises'
import { nse } from '@fyntrix/calendar'
import { daemonSettings, openDaemon } from '@fyntrix/services/jobs'
import { silentLog } from '@fyntrix/services/shared'
import pg from 'pg'
import { readDaemon } from '../env.ts'
import { writeEffect } from './effects.ts'
import { killedJobs, leaseMs, workMs } from './kills.messages.ts'

const { databaseUrl } = readDaemon()
const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 })
const immortal = { dead: () => false, step: () => undefined }

const opened = openDaemon({
  databaseUrl,
  name: 'fyntrix-proof',
  bindings: killedJobs.map((definition) => ({
    definition,
    handle: async ({ nominal, signal }) => {
      await delay(workMs(definition.id), undefined, { signal })
      await writeEffect(pool, immortal, { jobId: definition.id, nominal, fenced: true })
      return { status: 'ran', result: null }
    },
  })),
  calendar: nse,
  settings: { ...daemonSettings, leaseMs, catchUpSpreadMs: 500, drainMs: 3_000 },
  llmCosts: { advice: () => Promise.resolve({ action: null, reason: '' }) },
  wall: () => new Date(),
  log: silentLog,
})
const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
process.stdout.write('ready\n')
await opened.daemon.run(stop.signal)
await opened.close()
await pool.end()
