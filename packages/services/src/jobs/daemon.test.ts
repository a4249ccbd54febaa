import { nse } from '@fyntrix/calendar'
import { type Database, openDatabase } from '@fyntrix/db/shared'
import { openTestDatabase } from '@fyntrix/db/testing'
import { defineJob, type JobDefinition, type JobSettings } from '@fyntrix/domain/jobs'
import { DomainError } from '@fyntrix/domain/shared'
import pg from 'pg'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { silentLog } from '../shared/index.ts'
import { createDaemon, type Daemon, type DaemonDependencies, daemonSettings } from './daemon.ts'
import type { JobHandler } from './job-outcome.ts'
import { createNominalTimes } from './nominal-times.ts'

const minute = 60_000
const noon = Date.parse('2026-06-12T06:30:00.000Z')
const payload = z.object({})

const job = (settings: Partial<JobSettings<typeof payload>> = {}): JobDefinition<typeof payload> =>
  defineJob({
    id: 'test.job',
    schedule: { kind: 'cron', pattern: '*/5 * * * *', timezone: 'UTC', days: 'every' },
    payload,
    input: {},
    ...settings,
  })

/** A ledger whose clock is moved by hand, and daemons on it. */
const openLedger = async () => {
  const opened = await openTestDatabase()
  const { database, url } = opened
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  let now = noon
  let daemons = 0
  const daemon = (definition: JobDefinition, handle: JobHandler, more: Partial<DaemonDependencies> = {}): Daemon => {
    daemons += 1
    return createDaemon({
      db: database,
      bindings: [{ definition, handle }],
      times: createNominalTimes(nse),
      settings: { ...daemonSettings, catchUpSpreadMs: 0 },
      identity: { id: `daemon-${daemons}`, host: 'here', pid: 1 },
      at: () => new Date(now),
      wall: () => new Date(now),
      log: silentLog,
      overBudget: () => Promise.resolve(null),
      ...more,
    })
  }
  return {
    database,
    url,
    client,
    daemon,
    now: () => now,
    pass(ms: number) {
      now += ms
    },
    async entries() {
      const { rows } = await client.query<{
        at: Date
        state: string
        reason: string | null
        attempts: number
        error: string | null
      }>(`select nominal_at as at, state, reason, attempts, error from job_occurrences order by nominal_at`)
      return rows.map(
        ({ at, state, reason, attempts, error }) =>
          `${at.toISOString().slice(11, 16)} ${state}${reason === null ? '' : ` ${reason}`}${error === null ? '' : `: ${error}`} ${attempts}`,
      )
    },
    async [Symbol.asyncDispose]() {
      await client.end()
      await opened.close()
    },
  }
}

const ran: JobHandler = () => Promise.resolve({ status: 'ran', result: null })

/** looks until nothing is left to begin, and waits for what was */
const work = async (...daemons: readonly Daemon[]) => {
  for (let i = 0; i < 6; i++) {
    await Promise.all(daemons.map((one) => one.look()))
    await Promise.all(daemons.map((one) => one.idle()))
  }
}

test('each nominal time runs once, at its time, whoever looks and however often', async () => {
  await using ledger = await openLedger()
  const seen: string[] = []
  const handle: JobHandler = ({ nominal }) => {
    seen.push(nominal.toISOString().slice(11, 16))
    return ran({ nominal, signal: new AbortController().signal })
  }
  const daemons = [ledger.daemon(job(), handle), ledger.daemon(job(), handle), ledger.daemon(job(), handle)]
  await work(...daemons)
  expect(await ledger.entries()).toEqual([])
  for (let i = 0; i < 3; i++) {
    ledger.pass(5 * minute)
    await work(...daemons)
  }
  expect(seen).toEqual(['06:35', '06:40', '06:45'])
  expect(await ledger.entries()).toEqual(['06:35 ran 1', '06:40 ran 1', '06:45 ran 1'])
})

test('with all slots taken a daemon still plans and skips, and leaves what waits to others', async () => {
  await using ledger = await openLedger()
  const gate = Promise.withResolvers<void>()
  const settings = { ...daemonSettings, slots: 1 }
  const full = ledger.daemon(
    job({ overlap: 'buffer-all', missed: { policy: 'all', cap: 9 } }),
    async (occasion) => {
      await gate.promise
      return ran(occasion)
    },
    { settings },
  )
  await full.look()
  ledger.pass(5 * minute)
  await full.look()
  ledger.pass(5 * minute)
  await full.beat()
  await full.look()
  expect(await ledger.entries()).toEqual(['06:35 running 1', '06:40 planned 0'])
  gate.resolve()
  await full.idle()
  await work(full)
  expect(await ledger.entries()).toEqual(['06:35 ran 1', '06:40 ran 1'])
})

test('daemons that all look first in a month wait for its partition, not for each other', async () => {
  await using ledger = await openLedger()
  const daemons = Array.from({ length: 8 }, (_, i) => ledger.daemon(job({ id: `test.job-${i}` }), ran))
  await Promise.all(daemons.map((one) => one.look()))
  ledger.pass(5 * minute)
  await Promise.all(daemons.map((one) => one.look()))
  await Promise.all(daemons.map((one) => one.idle()))
  expect(await ledger.entries()).toEqual(daemons.map(() => '06:35 ran 1'))
})

test('after an outage only the latest runs, and the others say by whom they are represented', async () => {
  await using ledger = await openLedger()
  const daemon = ledger.daemon(job(), ran)
  await work(daemon)
  ledger.pass(22 * minute)
  await work(daemon)
  expect(await ledger.entries()).toEqual([
    '06:35 superseded 0',
    '06:40 superseded 0',
    '06:45 superseded 0',
    '06:50 caught-up 1',
  ])
})

test('a clock that goes back plans nothing twice, and goes on when it has caught up', async () => {
  await using ledger = await openLedger()
  const daemon = ledger.daemon(job(), ran)
  await work(daemon)
  ledger.pass(5 * minute)
  await work(daemon)
  ledger.pass(-10 * minute)
  await work(daemon)
  ledger.pass(15 * minute)
  await work(daemon)
  expect(await ledger.entries()).toEqual(['06:35 ran 1', '06:40 ran 1'])
})

test('a lease that ended is taken over under a new epoch, and the first can neither write nor settle', async () => {
  await using ledger = await openLedger()
  const gate = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const effects: string[] = []
  const write = (who: string) =>
    ledger.database.transaction(async (tx) => {
      await tx.ledger.register([`by.${who}`], null)
    })
  const first = ledger.daemon(job(), async () => {
    begun.resolve()
    await gate.promise
    await write('first').then(
      () => effects.push('first'),
      () => effects.push('refused'),
    )
    return { status: 'ran', result: null }
  })
  const second = ledger.daemon(job(), async () => {
    await write('second')
    effects.push('second')
    return { status: 'ran', result: null }
  })
  await first.look()
  ledger.pass(5 * minute)
  await first.look()
  await begun.promise
  ledger.pass(daemonSettings.leaseMs + 1)
  await work(second)
  gate.resolve()
  await first.idle()
  expect(effects).toEqual(['second', 'refused'])
  expect(await ledger.entries()).toEqual(['06:35 ran 2'])
})

test('of a daemon that died, all that it held is taken over at once, however long it has been running', async () => {
  await using ledger = await openLedger()
  const gate = Promise.withResolvers<void>()
  const hold: JobHandler = async (occasion) => {
    await gate.promise
    return ran(occasion)
  }
  const definition = job({ overlap: 'allow-all' })
  const dying = ledger.daemon(definition, hold)
  await dying.look()
  for (let i = 0; i < 4; i++) {
    for (let waited = 0; waited < 5 * minute; waited += daemonSettings.leaseMs / 2) {
      ledger.pass(daemonSettings.leaseMs / 2)
      await dying.beat()
    }
    await dying.look()
  }
  ledger.pass(daemonSettings.leaseMs + 1)
  const next = ledger.daemon(definition, hold)
  await next.look()
  expect(await ledger.entries()).toEqual(['06:35', '06:40', '06:45', '06:50'].map((at) => `${at} running 2`))
  gate.resolve()
  await Promise.all([dying.idle(), next.idle()])
})

test('a daemon that is stopped amid a look keeps the schedules from the others for no longer than a lease', async () => {
  await using ledger = await openLedger()
  const stopped = Promise.withResolvers<void>()
  const looked = Promise.withResolvers<void>()
  const stopping: Database = {
    ...ledger.database,
    transaction: (work) =>
      ledger.database.transaction(async (tx) => {
        const result = await work(tx)
        looked.resolve()
        await stopped.promise
        return result
      }),
  }
  const settings = { ...daemonSettings, leaseMs: 200 }
  const first = ledger.daemon(job(), ran, { db: stopping, settings })
  const second = ledger.daemon(job(), ran, { settings })
  await second.look()
  ledger.pass(5 * minute)
  const look = first.look()
  await looked.promise
  // waits for the row of the schedule, which the server takes from whoever idles; any session's own limit is a minute
  await ledger.client.query(`set lock_timeout = '30s'`)
  await ledger.client.query('select 1 from job_schedules for update')
  await work(second)
  expect(await ledger.entries()).toEqual(['06:35 ran 1'])
  stopped.resolve()
  await expect(look).rejects.toMatchObject({ code: 'unavailable' })
})

test('a heartbeat keeps the lease; one that finds it lost, or somebody wanting it to stop, aborts the attempt', async () => {
  await using ledger = await openLedger()
  const reasons: unknown[] = []
  let begun = Promise.withResolvers<void>()
  const handle: JobHandler = ({ signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reasons.push(signal.reason)
        reject(signal.reason)
      })
      begun.resolve()
    })
  const daemon = ledger.daemon(job({ overlap: 'allow-all' }), handle)
  const other = ledger.daemon(job({ overlap: 'allow-all' }), ran)
  await daemon.look()
  ledger.pass(5 * minute)
  await daemon.look()
  await begun.promise
  for (let i = 0; i < 3; i++) {
    ledger.pass(daemonSettings.leaseMs - 1)
    await daemon.beat()
    await work(other)
  }
  expect(await ledger.entries()).toEqual(['06:35 running 1'])
  await ledger.client.query('update job_occurrences set cancel_requested = true')
  await daemon.beat()
  await daemon.idle()
  expect(await ledger.entries()).toEqual(['06:35 failed: cancelled 1'])

  begun = Promise.withResolvers()
  ledger.pass(5 * minute - 3 * (daemonSettings.leaseMs - 1))
  await daemon.look()
  await begun.promise
  ledger.pass(daemonSettings.leaseMs + 1)
  await work(other)
  await daemon.beat()
  await daemon.idle()
  expect(await ledger.entries()).toEqual(['06:35 failed: cancelled 1', '06:40 ran 2'])
  expect(reasons).toMatchObject([{ why: 'cancelled' }, { why: 'lease-lost' }])
})

test('what is away is tried again with growing pauses, then skipped for that reason; a defect fails at once', async () => {
  await using ledger = await openLedger()
  let calls = 0
  const daemon = ledger.daemon(job({ windowMs: 24 * 60 * minute }), ({ nominal }) => {
    calls += 1
    if (nominal.getTime() === noon + 5 * minute) throw new DomainError('unavailable', 'Redis is away')
    throw new Error('a defect')
  })
  await work(daemon)
  ledger.pass(5 * minute)
  for (let i = 0; i < 50; i++) {
    if (calls === 5) break
    await work(daemon)
    ledger.pass(5_000)
  }
  await work(daemon)
  expect(await ledger.entries()).toEqual(['06:35 skipped dependency 5'])
  ledger.pass(5 * minute)
  await work(daemon)
  expect((await ledger.entries())[1]).toBe('06:40 failed: a defect 1')
})

test('a budget that is used up skips what spends on models, before its handler begins', async () => {
  await using ledger = await openLedger()
  const daemon = ledger.daemon(job({ cost: 'llm' }), () => Promise.reject(new Error('was called')), {
    overBudget: () => Promise.resolve('100 % of the budget global a day is spent'),
  })
  await work(daemon)
  ledger.pass(5 * minute)
  await work(daemon)
  expect(await ledger.entries()).toEqual(['06:35 skipped budget 1'])
})

test('an attempt that takes longer than it may is stopped and has failed', async () => {
  await using ledger = await openLedger()
  const daemon = ledger.daemon(
    job({ timeoutMs: 20 }),
    ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  )
  await work(daemon)
  ledger.pass(5 * minute)
  await work(daemon)
  expect(await ledger.entries()).toEqual(['06:35 failed: it took longer than 0.02 s 1'])
})

test('a daemon that is stopped waits for what runs, and gives back what does not end, for another to do at once', async () => {
  await using ledger = await openLedger()
  await using own = openDatabase({ url: ledger.url })
  const begun = Promise.withResolvers<void>()
  const stuck: JobHandler = ({ signal }) => {
    begun.resolve()
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
  const settings = { ...daemonSettings, catchUpSpreadMs: 0, drainMs: 10 }
  const stopped = ledger.daemon(job(), stuck, { db: own, settings })
  await stopped.look()
  ledger.pass(5 * minute)
  const stop = new AbortController()
  const running = stopped.run(stop.signal)
  await begun.promise
  stop.abort()
  await running
  expect(await ledger.entries()).toEqual(['06:35 planned 1'])
  await work(ledger.daemon(job(), ran))
  expect(await ledger.entries()).toEqual(['06:35 ran 2'])
  const { rows } = await ledger.client.query('select id from job_daemons')
  expect(rows).toEqual([])
})
