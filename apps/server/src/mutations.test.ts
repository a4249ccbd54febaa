import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { declaredProcedures } from './access/declared.ts'
import { appRouter } from './router.ts'
import { commitProxy } from './testing/commit-proxy.ts'
import { ask, errorOf, severableProxy, testServer } from './testing/index.ts'

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

const call = (path: string, input: unknown) =>
  ask(`${server.url()}/trpc/${path}`, key, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json' },
  })

const Done = z.object({ result: z.object({ data: z.looseObject({ id: z.string().optional() }) }) })

const dataOf = ({ status, text }: Awaited<ReturnType<typeof call>>, path: string) => {
  if (status !== 200) throw new Error(`${path} answered ${text}`)
  return Done.parse(JSON.parse(text)).result.data
}

/** what is written beside the effect of a call, by others or each time */
const beside = `'audit_log', 'audit_head', 'mikro_orm_migrations', 'outbox_counter', 'archive_files'`
const volatile = `'last_used_at', 'attempts', 'last_error', 'next_attempt_at', 'published_at', 'published_seq'`

/** All facts, in one line. */
const facts = async (): Promise<string> => {
  const { rows } = await client.query<{ table_name: string }>(
    `select table_name from information_schema.tables
     where table_schema = 'public' and table_name not in (${beside}) and table_name !~ '^audit_log' order by 1`,
  )
  const lines: string[] = []
  for (const { table_name: table } of rows) {
    const found = await client.query<{ facts: string | null }>(
      `select md5(string_agg((to_jsonb(t) - array[${volatile}])::text, '|' order by t::text)) as facts from "${table}" t`,
    )
    lines.push(`${table} ${found.rows[0]?.facts ?? ''}`)
  }
  return lines.join('\n')
}

/** the relay of the server must not be the one whose commit is cut */
const published = () =>
  expect
    .poll(async () => (await client.query(`select 1 from outbox where published_at is null`)).rowCount, {
      timeout: 60_000,
    })
    .toBe(0)

const fill = (externalId: string) => ({
  kind: 'fill',
  externalId,
  symbol: 'RELIANCE',
  product: 'CNC',
  side: 'BUY',
  quantity: 1,
  price: '1400.0000',
  at: '2026-01-09T05:00:00.000Z',
})

interface Sample {
  readonly input: (n: number) => unknown
  /** Done before the fault, so that there is something to change. */
  readonly before?: (n: number) => readonly (readonly [path: string, input: unknown])[]
  /** What a repetition gives where the first one was committed; the same answer unless said otherwise. */
  readonly again?: 'conflict' | 'not-found' | 'written again'
}

const budget = (n: number) => ({ scope: `tag:${n}`, period: 'day', kind: 'hard', limitUsd: '1' })
const idempotencyKey = (n: number) => `repeated-${n}`
const keys = new Map<number, string>()
const minute = (n: number) => new Date(Date.UTC(2026, 0, 9, 5, n)).toISOString()

/** A change for each mutation that writes facts and needs none but these. */
const samples: Readonly<Record<string, Sample>> = {
  'access.createAccount': { input: (n) => ({ name: `account ${n}`, idempotencyKey: idempotencyKey(n) }) },
  'access.createKey': {
    input: (n) => ({ name: `key ${n}`, scopes: ['read'], idempotencyKey: idempotencyKey(n) }),
  },
  'access.createUser': { input: (n) => ({ name: `user ${n}`, idempotencyKey: idempotencyKey(n) }) },
  'access.revokeKey': {
    before: (n) => [['access.createKey', { name: `to be revoked ${n}`, scopes: ['read'] }]],
    input: (n) => ({ id: keys.get(n) }),
  },
  'dashboard.record': { input: (n) => ({ period: 'intraday', asOf: minute(n) }) },
  'llmCosts.addPrice': {
    input: (n) => ({
      provider: 'openai',
      model: `model ${n}`,
      effectiveFrom: minute(n),
      rates: { input: { usd: '1', per: 1_000_000, tiers: [] } },
    }),
    again: 'conflict',
  },
  'llmCosts.endBudget': {
    before: (n) => [['llmCosts.putBudget', budget(n)]],
    input: (n) => ({ id: keys.get(n) }),
  },
  'llmCosts.putBudget': { input: (n) => ({ ...budget(n), idempotencyKey: idempotencyKey(n) }) },
  'policies.draft': {
    input: (n) => ({ universe: 'nifty50', mode: 'swing', name: `draft ${n}`, idempotencyKey: idempotencyKey(n) }),
  },
  'portfolio.monitor': { input: (n) => ({ kind: 'positions', asOf: minute(n) }) },
  'portfolio.record': { input: (n) => ({ entries: [fill(`one ${n}`), fill(`two ${n}`)] }) },
  'portfolio.setPlan': {
    before: (n) => [['portfolio.record', { entries: [fill(`planned ${n}`)] }]],
    input: (n) => ({ symbol: 'RELIANCE', product: 'CNC', stopLoss: 1_000 + n, target: 2_000 }),
  },
  'positions.monitor': { input: (n) => ({ asOf: minute(n) }) },
  'preferences.replace': {
    input: (n) => ({ universe: n % 2 ? 'banknifty' : 'nifty50' }),
    again: 'written again',
  },
  'preferences.update': {
    input: (n) => ({ universe: n % 2 ? 'banknifty' : 'nifty50' }),
    again: 'written again',
  },
  'scalping.monitor': { input: (n) => ({ asOf: minute(n) }) },
  'watchlists.add': { input: (n) => ({ symbol: `ADD${n}` }), again: 'conflict' },
  'watchlists.addMany': { input: (n) => ({ lines: [{ symbol: `ONE${n}` }, { symbol: `TWO${n}` }] }) },
  'watchlists.clear': { before: (n) => [['watchlists.add', { symbol: `CLEAR${n}` }]], input: () => undefined },
  'watchlists.remove': {
    before: (n) => [['watchlists.add', { symbol: `REMOVE${n}` }]],
    input: (n) => ({ symbol: `REMOVE${n}` }),
    again: 'not-found',
  },
  'watchlists.update': {
    before: (n) => [['watchlists.add', { symbol: `UPDATE${n}` }]],
    input: (n) => ({ symbol: `UPDATE${n}`, notes: `note ${n}` }),
    again: 'written again',
  },
}

/** Mutations that are not tried here, each with the reason. */
const elsewhere: Readonly<Record<string, string>> = {
  'access.rotateKey': 'as access.createKey',
  'archive.check': 'changes files',
  'cache.clear': 'changes Redis only',
  'cache.invalidate': 'changes Redis only',
  'cache.rebuild': 'changes Redis only',
  'insights.write': 'needs a model: packages/services/src/insights',
  'learnings.learn': 'needs told outcomes: ./fyntrix prove outcomes',
  'levels.refresh': 'changes Redis only',
  'llmCosts.evaluate': 'needs a budget that is spent',
  'llmCosts.reconcile': 'needs calls: ./fyntrix prove spend',
  'llmCosts.reprice': 'needs calls',
  'llmCosts.retain': 'needs calls of ninety days ago',
  'llmCosts.sweep': 'needs calls: ./fyntrix prove spend',
  'memory.clear': 'changes Redis only',
  'memory.remove': 'changes Redis only',
  'memory.set': 'changes Redis only',
  'pickEvents.computeOutcomes': 'needs picks: ./fyntrix prove outcomes',
  'policies.activate': 'needs told outcomes for its gate',
  'policies.learn': 'needs told outcomes',
  'policies.retire': 'needs a policy',
  'policies.train': 'needs told outcomes',
  'recommendations.applyExit': 'needs picks',
  'scores.refresh': 'changes Redis only',
  'topPicks.run': 'needs candles: ./fyntrix prove kill-runs',
}

test('every mutation is tried, or said to be tried elsewhere', () => {
  const mutations = declaredProcedures(appRouter).filter(({ type }) => type === 'mutation')
  expect(mutations.map(({ path }) => path)).toEqual([...Object.keys(samples), ...Object.keys(elsewhere)].toSorted())
})

let n = 0

/** Does what must be there before, waits until nothing is left to be published, and answers the input of a call that nobody made before. */
const prepared = async ({ before = () => [], input }: Sample) => {
  n += 1
  for (const [path, earlier] of before(n)) {
    const made = dataOf(await call(path, earlier), path)
    if (['access.createKey', 'llmCosts.putBudget'].includes(path) && made.id !== undefined) keys.set(n, made.id)
  }
  await published()
  return input(n)
}

describe('a Redis that is away', () => {
  test.each(Object.entries(samples))(
    'does not keep %s from what it does, and hears of it when it is back',
    async (path, sample) => {
      const input = await prepared(sample)
      const before = await facts()
      redis.sever()
      const begun = performance.now()
      dataOf(await call(path, input), path)
      expect(performance.now() - begun).toBeLessThan(10_000)
      expect(await facts()).not.toBe(before)
      redis.restore()
      await published()
    },
  )
})

describe('a connection that is lost', () => {
  const lost = async (path: string, input: unknown): Promise<void> => {
    const answer = await call(path, input)
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
      expect(await facts()).toBe(before)
      dataOf(await call(path, input), path)
      expect(await facts()).not.toBe(before)
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
      const after = await facts()
      expect(after).not.toBe(before)
      const repeated = await call(path, input)
      const refused = sample.again === 'conflict' || sample.again === 'not-found'
      expect(repeated.status === 200 ? 'ok' : errorOf(repeated).data.domainCode).toBe(refused ? sample.again : 'ok')
      expect((await facts()) === after).toBe(sample.again !== 'written again')
    },
  )
})
