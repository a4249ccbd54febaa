import type { OutboxMessage } from '@fyntrix/domain/outbox'
import type { Id } from '@fyntrix/domain/shared'
import { Mode } from '@fyntrix/domain/top-picks'
import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Repositories } from '../shared/index.ts'
import { freshId, testDatabase } from '../testing/index.ts'
import { outboxChannel } from './index.ts'

const { database, url } = await testDatabase({ poolSize: 20 })
const client = new pg.Client({ connectionString: url })
await client.connect()
afterAll(() => client.end())
beforeEach(() => client.query('truncate outbox; update outbox_counter set last_seq = 0'))

const message = (mode: Mode): OutboxMessage => ({
  topic: 'top-picks.run-recorded',
  runId: freshId(),
  lane: 'live',
  universe: 'nifty50',
  mode,
})
const append = async (mode: Mode): Promise<Id> => {
  const id = freshId()
  await database.transaction((tx) => tx.outbox.append(message(mode), id))
  return id
}
const idsOf = (rows: readonly { id: Id }[]): Id[] => rows.map(({ id }) => id)
const claim = (limit = 10): Promise<Id[]> => database.transaction(async (tx) => idsOf(await tx.outbox.claim(limit)))
const day = 86_400_000

/** what a relay does with each batch; true while there was something to do */
const relay = (limit: number, publish: (ids: readonly Id[]) => void = () => undefined): Promise<boolean> =>
  database.transaction(async (tx) => {
    const ids = idsOf(await tx.outbox.claim(limit))
    publish(ids)
    await tx.outbox.markPublished(ids)
    return ids.length > 0
  })

/** a transaction that stays open after `work` until it is told to end */
const hold = async <T>(work: (tx: Repositories) => Promise<T>) => {
  const end = Promise.withResolvers<void>()
  const worked = Promise.withResolvers<T>()
  const done = database.transaction(async (tx) => {
    worked.resolve(await work(tx))
    await end.promise
  })
  return {
    result: await worked.promise,
    commit: async () => {
      end.resolve()
      await done
    },
    rollBack: async () => {
      end.reject(new Error('rolled back'))
      await expect(done).rejects.toThrow('rolled back')
    },
  }
}

test('of each aggregate only the oldest waiting message is given out', async () => {
  const first = await append('swing')
  await append('swing')
  const other = await append('futures')
  expect(await claim()).toEqual([first, other])
})

test('nothing behind a message that another relay holds is given out, and it is given out again if that relay fails', async () => {
  const first = await append('swing')
  const second = await append('swing')
  const holding = await hold((tx) => tx.outbox.claim(10))
  expect(idsOf(holding.result)).toEqual([first])
  expect(await claim()).toEqual([])
  await holding.rollBack()
  expect(await claim()).toEqual([first])
  await relay(1)
  expect(await claim()).toEqual([second])
})

test('a message that failed keeps its place until its time has come', async () => {
  const first = await append('swing')
  await append('swing')
  const { outbox } = database.repositories()
  await outbox.recordFailure(first, { error: 'Redis is away', retryInMs: 60_000, park: false })
  expect(await claim()).toEqual([])
  await outbox.recordFailure(first, { error: 'Redis is away', retryInMs: 0, park: false })
  const [due] = await database.transaction((tx) => tx.outbox.claim(1))
  expect(due).toMatchObject({ id: first, attempts: 2 })
})

test('a parked message lets those behind it pass, and is counted', async () => {
  const poison = await append('swing')
  const second = await append('swing')
  const { outbox } = database.repositories()
  await outbox.recordFailure(poison, { error: 'cannot ever work', retryInMs: 0, park: true })
  expect(await claim()).toEqual([second])
  expect(await outbox.stats()).toMatchObject({ pending: 1, parked: 1, lastSeq: 0 })
})

test('a message that this version cannot read is given out as such, not thrown', async () => {
  const id = freshId()
  await client.query(
    `insert into outbox (id, topic, aggregate, payload) values ($1, 'from.the-future', 'x', '{"topic":"from.the-future"}')`,
    [id],
  )
  const [strange] = await database.transaction((tx) => tx.outbox.claim(1))
  expect(strange).toMatchObject({ id, topic: 'from.the-future', message: null })
})

test('four relays at once publish every message once, those of one aggregate in the order of their commits', {
  timeout: 60_000,
}, async () => {
  const modes = Mode.options
  const appended = await Promise.all(
    modes.map(async (mode) => {
      const ids: Id[] = []
      for (let i = 0; i < 6; i++) ids.push(await append(mode))
      return ids
    }),
  )
  const published: Id[] = []
  const work = async () => {
    while ((await database.repositories().outbox.stats()).pending > 0) await relay(2, (ids) => published.push(...ids))
  }
  await Promise.all([work(), work(), work(), work()])
  expect(published).toHaveLength(30)
  expect(new Set(published).size).toBe(30)
  for (const ids of appended) expect(published.filter((id) => ids.includes(id))).toEqual(ids)
  const backlog = await database.repositories().outbox.published(0, 100, day)
  expect(backlog.map(({ seq }) => seq)).toEqual(backlog.map((_, i) => i + 1))
  expect(backlog).toHaveLength(30)
})

test('appends of one aggregate are positioned in the order of their commits, also when the first to begin is the last to append', async () => {
  const early = Promise.withResolvers<void>()
  const slow = freshId()
  // this transaction begins first
  const slowDone = database.transaction(async (tx) => {
    await tx.outbox.stats()
    await early.promise
    await tx.outbox.append(message('swing'), slow)
  })
  const quick = await append('swing')
  early.resolve()
  await slowDone
  expect(await claim()).toEqual([quick])
  await relay(1)
  expect(await claim()).toEqual([slow])
})

test('whoever follows the numbers never misses a message: they appear without gaps, in the order of commits', {
  timeout: 60_000,
}, async () => {
  await Promise.all([...Mode.options, ...Mode.options, ...Mode.options].map(append))
  const { outbox } = database.repositories()
  const rollBack = new Error('rolled back')
  let attempts = 0
  const work = async () => {
    while ((await outbox.stats()).pending > 0) {
      const attempt = database.transaction(async (tx) => {
        await tx.outbox.markPublished(idsOf(await tx.outbox.claim(2)))
        // every third attempt is rolled back after it has taken its numbers
        if (attempts++ % 3 === 0) throw rollBack
      })
      const outcome = await attempt.catch((error: unknown) => error)
      expect([undefined, rollBack]).toContain(outcome)
    }
  }
  const seen: number[] = []
  const follow = async () => {
    while (seen.length < 15) seen.push(...(await outbox.published(seen.at(-1) ?? 0, 7, day)).map(({ seq }) => seq))
  }
  await Promise.all([work(), work(), work(), follow()])
  expect(seen).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
})

test('numbers of publications that are not committed are invisible, and those after them wait', async () => {
  await append('swing')
  await append('futures')
  const holding = await hold(async (tx) => tx.outbox.markPublished(idsOf(await tx.outbox.claim(1))))
  expect(holding.result).toEqual([1])
  const next = relay(1)
  expect(await database.repositories().outbox.published(0, 10, day)).toEqual([])
  await holding.commit()
  await next
  expect((await database.repositories().outbox.published(0, 10, day)).map(({ seq }) => seq)).toEqual([1, 2])
})

test('a message that another relay has published cannot be marked again', async () => {
  const id = await append('swing')
  await relay(1)
  const again = database.transaction((tx) => tx.outbox.markPublished([id]))
  await expect(again).rejects.toMatchObject({ code: 'internal' })
  expect((await database.repositories().outbox.stats()).lastSeq).toBe(1)
})

test('the backlog ends at its age', async () => {
  await append('swing')
  await relay(1)
  await client.query(`update outbox set published_at = published_at - interval '2 days'`)
  expect(await database.repositories().outbox.published(0, 10, day)).toEqual([])
})

test('listeners are woken by the commit of a message, not before', async () => {
  const woken = Promise.withResolvers<string>()
  await using _listening = await database.listen(outboxChannel, (notification) => {
    if (notification.kind === 'message') woken.resolve(notification.payload)
  })
  const id = freshId()
  const holding = await hold((tx) => tx.outbox.append(message('swing'), id))
  await client.query('select 1')
  expect(await Promise.race([woken.promise, Promise.resolve('nothing yet')])).toBe('nothing yet')
  await holding.commit()
  expect(await woken.promise).toBe(id)
})
