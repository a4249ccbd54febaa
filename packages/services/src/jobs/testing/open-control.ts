import { atIst, nse } from '@fyntrix/calendar'
import { openTestDatabase } from '@fyntrix/db/testing'
import { defineJob, type JobDefinition, type JobSettings } from '@fyntrix/domain/jobs'
import pg from 'pg'
import { z } from 'zod'
import { silentLog } from '../../shared/index.ts'
import { createDaemon, type Daemon, daemonSettings } from '../daemon.ts'
import type { JobHandler } from '../job-outcome.ts'
import { createJobs } from '../jobs.service.ts'
import { createNominalTimes } from '../nominal-times.ts'

const payload = z.object({})

/** A job every five minutes of every day, but for what is said otherwise. */
export const testJob = (settings: Partial<JobSettings<typeof payload>> = {}): JobDefinition =>
  defineJob({
    id: 'test.job',
    schedule: { kind: 'cron', pattern: '*/5 * * * *', timezone: 'UTC', days: 'every' },
    payload,
    input: {},
    ...settings,
  })

/** A handler that ran. */
export const ran: JobHandler = () => Promise.resolve({ status: 'ran', result: null })

/** Jobs on a ledger of their own whose clock is moved by hand; it stands at 2026-06-12T06:30Z first. */
export const openControl = async (...definitions: readonly JobDefinition[]) => {
  const opened = await openTestDatabase()
  const client = new pg.Client({ connectionString: opened.url })
  await client.connect()
  const times = createNominalTimes(nse)
  let now = Date.parse('2026-06-12T06:30:00.000Z')
  const at = () => new Date(now)
  const jobs = createJobs({
    db: opened.database,
    definitions,
    times,
    calendarFrom: atIst(nse.range.first, '00:00'),
    wall: at,
    at,
  })
  let daemons = 0
  const daemon = (handle: JobHandler = ran): Daemon => {
    daemons += 1
    return createDaemon({
      db: opened.database,
      bindings: definitions.map((definition) => ({ definition, handle })),
      times,
      settings: { ...daemonSettings, catchUpSpreadMs: 0 },
      identity: { id: `daemon-${daemons}`, host: 'here', pid: 1 },
      at,
      wall: at,
      log: silentLog,
      overBudget: () => Promise.resolve(null),
    })
  }
  return {
    ...opened,
    client,
    times,
    jobs,
    daemon,
    at,
    /** Lets milliseconds pass. */
    pass(ms: number) {
      now += ms
    },
    /** Looks until nothing is left to begin, and waits for what was. */
    async work(one: Daemon) {
      for (let i = 0; i < 6; i++) {
        await one.look()
        await one.idle()
      }
    },
    /** The whole ledger, oldest first: `06:35 ran`, `06:40 skipped paused`. */
    async entries() {
      const { occurrences } = await jobs.history({ limit: 500 })
      return occurrences
        .toReversed()
        .map(({ nominalAt, state, reason }) => [nominalAt.slice(11, 16), state, reason ?? []].flat().join(' '))
    },
    async [Symbol.asyncDispose]() {
      await client.end()
      await opened.close()
    },
  }
}
