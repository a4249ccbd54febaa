import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { declaredProcedures } from './access/declared.ts'
import { appRouter } from './router.ts'
import { commitProxy } from './testing/commit-proxy.ts'
import { errorOf, severableProxy, testServer } from './testing/index.ts'
import {
  codeOf,
  createCaller,
  errands,
  marketSamples,
  readFacts,
  type Sample,
  samples,
  shapeOf,
  unpublished,
} from './testing/mutations/index.ts'

const direct = await testServer()
await direct.stop()
const proxy = await commitProxy(direct.env.databaseUrl)
const redis = await severableProxy(direct.env.redisUrl)
// calls meet an absent Redis here: they must not wait for it for long
const server = await testServer({ databaseUrl: proxy.url, redisUrl: redis.url, cacheDeadline: 50 })
const key = await direct.key('admin')
const client = new pg.Client({ connectionString: direct.env.databaseUrl })
await client.connect()
afterAll(async () => {
  await client.end()
  await server.stop()
  await proxy[Symbol.asyncDispose]()
  await redis[Symbol.asyncDispose]()
})

const caller = createCaller(() => ({ url: server.url(), key }))
const facts = () => readFacts(client)
/** the relay of the server must not be the one whose commit is cut */
const published = () => expect.poll(() => unpublished(client), { timeout: 60_000 }).toBe(0)

const prepared = async (sample: Sample) => {
  const input = await caller.prepared(sample)
  await published()
  return input
}

const done = async (path: string, input: unknown) => expect(codeOf(await caller.call(path, input))).toBe('ok')

/** what was sent to PostgreSQL on a connection that is gone may still be done: until its process has ended */
const settled = () =>
  expect
    .poll(async () => {
      const { rowCount } = await client.query(
        `select 1 from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid() and datname = current_database()`,
      )
      return rowCount
    })
    .toBe(0)

test('every mutation is tried here, or by ./fyntrix prove faults', () => {
  const mutations = declaredProcedures(appRouter).filter(({ type }) => type === 'mutation')
  const tried = Object.keys({ ...samples, ...marketSamples, ...errands })
  expect(mutations.map(({ path }) => path)).toEqual(tried.toSorted())
})

describe('a Redis that is away', () => {
  test.each(Object.entries(samples))(
    'does not keep %s from what it does, and hears of it when it is back',
    async (path, sample) => {
      const input = await prepared(sample)
      const before = await facts()
      redis.sever()
      const begun = performance.now()
      await done(path, input)
      expect(performance.now() - begun).toBeLessThan(10_000)
      expect(await facts()).not.toEqual(before)
      redis.restore()
      await published()
    },
  )
})

describe('a connection that is lost', () => {
  const lost = async (path: string, input: unknown): Promise<void> => {
    const answer = await caller.call(path, input)
    expect(answer.status).toBe(503)
    expect(errorOf(answer)).toMatchObject({
      message: 'something that this depends on does not answer: try again in a moment',
      data: { domainCode: 'unavailable' },
    })
  }

  test.each(Object.entries(samples))(
    'before the commit of %s changes nothing, and it can be sent again',
    async (path, sample) => {
      const input = await prepared(sample)
      const before = await facts()
      const cut = proxy.cutNext('before-commit')
      await lost(path, input)
      await cut
      expect(await facts()).toEqual(before)
      await done(path, input)
      expect(await facts()).not.toEqual(before)
    },
  )

  /** Sends it again where it was done before. */
  const again = async (path: string, input: unknown, { again: stated }: Sample): Promise<void> => {
    const before = await facts()
    expect(codeOf(await caller.call(path, input))).toBe(stated === 'conflict' || stated === 'not-found' ? stated : 'ok')
    if (stated === 'written again') expect(await facts()).not.toEqual(before)
    else expect(await facts()).toEqual(before)
  }

  test.each(Object.entries(samples))(
    'during the commit of %s: it is done once or not at all, and once when it is sent again',
    async (path, sample) => {
      const input = await prepared(sample)
      const before = await facts()
      const cut = proxy.cutNext('during-commit')
      await lost(path, input)
      await cut
      await settled()
      if (shapeOf(before, await facts()) !== '') return again(path, input, sample)
      await done(path, input)
      expect(await facts()).not.toEqual(before)
    },
  )

  test.each(Object.entries(samples))(
    'after the commit of %s: what was done is not done again',
    async (path, sample) => {
      const input = await prepared(sample)
      const before = await facts()
      const cut = proxy.cutNext('after-commit')
      await lost(path, input)
      await cut
      expect(await facts()).not.toEqual(before)
      await again(path, input, sample)
    },
  )

  test.each(['before-commit', 'during-commit', 'after-commit'] as const)(
    '%s of its entry in the audit log does not keep a call from being there once',
    async (point) => {
      const entries = async () => {
        const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from audit_log`)
        return rows[0]?.n ?? 0
      }
      await published()
      const before = await entries()
      const cut = proxy.cutNext(point, 'audit entry')
      await done('preferences.update', { universe: 'nifty50' })
      await cut
      expect(await entries()).toBe(before + 1)
    },
  )
})
