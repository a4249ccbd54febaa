import { once } from 'node:events'
import { nse } from '@fyntrix/calendar'
import { openDatabase } from '@fyntrix/db/shared'
import { defineJob } from '@fyntrix/domain/jobs'
import { daemonSettings, type JobHandler, openDaemon } from '@fyntrix/services/jobs'
import type { Log } from '@fyntrix/services/shared'
import pg from 'pg'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { z } from 'zod'
import { holdUntilTold, writeInSteps, writeOnce } from './handlers.ts'
import { Assignment, Order, type Told } from './messages.ts'
import { plainTransactions, serviceTransactions } from './writes.ts'

/** A daemon as a scheduler has it, with jobs of a proof. Ends like one on SIGTERM, and when its parent is gone. */
process.on('disconnect', () => process.exit())
const [first]: unknown[] = await once(process, 'message')
const { databaseUrl, jobIds, pattern, work, ...settings } = Assignment.parse(first)
const tell = (told: Told) => void process.send?.(told)

const Facts = z.object({ jobId: z.string(), nominal: z.string(), epoch: z.number(), state: z.string().optional() })
/** What it logs of an attempt that has ended, with its state if that was written, is told. */
const tellEnd = (facts: Readonly<Record<string, unknown>>) => {
  const found = Facts.safeParse(facts)
  if (!found.success || 'err' in facts) return
  const { jobId, nominal, epoch, state = null } = found.data
  tell({ kind: 'ended', jobId, nominalAt: Date.parse(nominal), epoch, state })
}
const log: Log = { info: tellEnd, warn: tellEnd, error: () => undefined }

const db = openDatabase({ url: databaseUrl, applicationName: 'proof handlers', poolSize: 2, bulkPoolSize: 1 })
const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
pool.on('error', () => undefined)
const finishers = new Map<string, () => void>()

const handlerOf = (): JobHandler => {
  if (work.kind === 'hold') return holdUntilTold({ tell, finishers })
  if (work.kind === 'touch') return writeOnce({ inTransaction: serviceTransactions(db) })
  const random = xoroshiro128plus(work.seed)
  const { longestPauseMs } = work
  return writeInSteps({
    tell,
    inTransaction: work.fenced ? serviceTransactions(db) : plainTransactions(pool),
    pauseMs: () => uniformInt(random, 0, longestPauseMs),
  })
}
const handle = handlerOf()
const schedule = { kind: 'cron', pattern, timezone: 'UTC', days: 'every' } as const
const opened = openDaemon({
  databaseUrl,
  name: 'proof',
  bindings: jobIds.map((id) => ({
    definition: defineJob({ id, schedule, payload: z.object({}), input: {}, timeoutMs: 3_600_000 }),
    handle,
  })),
  calendar: nse,
  settings: { ...daemonSettings, ...settings },
  llmCosts: { advice: () => Promise.reject(new Error('no job of a proof spends')) },
  wall: () => new Date(),
  log,
})

process.on('message', (message: unknown) => finishers.get(Order.parse(message).finish)?.())
const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())
const running = opened.daemon.run(stopping.signal)
tell({ kind: 'ready' })
await running
await Promise.all([opened.close(), db.close(), pool.end()])
process.disconnect()
