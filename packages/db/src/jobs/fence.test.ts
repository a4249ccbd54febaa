import pg from 'pg'
import { beforeEach, expect, test } from 'vitest'
import { freshId, testDatabase } from '../testing/index.ts'
import { type Fence, fenced, isFenced } from './index.ts'

const { database, url } = await testDatabase()
const nominalAt = Date.parse('2026-06-12T04:00:00.000Z')
let client: pg.Client

beforeEach(async () => {
  client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create table if not exists effects (who text)')
  await client.query('truncate effects')
  return () => client.end()
})

const begin = async (jobId: string, owner: string): Promise<Fence> => {
  const claims = await database.transaction(async (tx) => {
    await tx.ledger.register([jobId], new Date(nominalAt))
    await tx.ledger.ensurePartitions(nominalAt, nominalAt)
    const found = (await tx.ledger.active([jobId])).length > 0
    return tx.ledger.apply(
      owner,
      1_000,
      Date.now(),
      [
        {
          jobId,
          nominalAt,
          isNew: !found,
          trigger: 'schedule',
          state: 'running',
          reason: null,
          detail: null,
          dueAt: nominalAt,
          caughtUp: false,
          cancelRequested: false,
          messageId: freshId(),
        },
      ],
      [],
    )
  })
  const [claim] = claims
  if (claim === undefined) throw new Error('nothing began')
  return { jobId, nominalAt, epoch: claim.epoch, leaseMs: 1_000 }
}

const write = (who: string) =>
  database.transaction(async (tx) => {
    await tx.ledger.register([`by.${who}`], null)
  })
const written = async () =>
  (
    await client.query<{ job_id: string }>(`select job_id from job_schedules where job_id like 'by.%' order by 1`)
  ).rows.map(({ job_id }) => job_id)

test('whoever has the lease writes; whoever had it writes nothing, whatever service does it', async () => {
  const first = await begin('a.job', 'one')
  await fenced(first, () => write('first'))
  const second = await begin('a.job', 'two')
  const refused: unknown = await fenced(first, () => write('stale')).catch((error: unknown) => error)
  expect(isFenced(refused)).toBe(true)
  expect(refused).toMatchObject({ code: 'conflict' })
  await fenced(second, () => write('second'))
  await write('nobody')
  expect(await written()).toEqual(['by.first', 'by.nobody', 'by.second'])
})

test('one that has ended gives no right to write either', async () => {
  const fence = await begin('b.job', 'one')
  expect(await database.repositories().ledger.settle(fence, { state: 'ran' }, null, freshId())).toBe(true)
  await expect(fenced(fence, () => write('late'))).rejects.toSatisfy(isFenced)
  expect(await database.repositories().ledger.settle(fence, { state: 'failed' }, null, freshId())).toBe(false)
})

test('a transaction that idles longer than the lease is ended by the server, and its locks are free', async () => {
  const fence = { ...(await begin('c.job', 'one')), leaseMs: 100 }
  const ended = fenced(fence, () =>
    database.transaction(async (tx) => {
      await tx.ledger.hold('c.job', null)
      // a holder that is stopped: another connection gets the row as soon as the server has ended this one
      await client.query(`select 1 from job_schedules where job_id = 'c.job' for update`)
      await tx.ledger.register(['by.sleeper'], null)
    }),
  )
  await expect(ended).rejects.toMatchObject({ code: 'unavailable' })
  expect(await written()).not.toContain('by.sleeper')
})

test('a process that was stopped amid a transaction is told that its connection is away', async () => {
  const fence = { ...(await begin('d.job', 'one')), leaseMs: 50 }
  const ended = fenced(fence, () =>
    database.transaction(async (tx) => {
      await tx.ledger.register(['by.stopped'], null)
      // what the server says meanwhile is read as the answer to what is asked next
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
      await tx.ledger.register(['by.stopped'], null)
    }),
  )
  await expect(ended).rejects.toMatchObject({ code: 'unavailable' })
})
