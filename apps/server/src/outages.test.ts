import { testRedis } from '@fyntrix/cache/testing'
import { describe, expect, test } from 'vitest'
import { ask, errorOf, published, severableProxy, testServer } from './testing/index.ts'

const { url: redisUrl } = await testRedis()

describe('without Redis', () => {
  test('the server starts, answers from PostgreSQL, limits calls by itself, and says that it is degraded', async () => {
    await using redis = await severableProxy(redisUrl)
    redis.sever()
    const server = await testServer({ redisUrl: redis.url, callsPerMinute: 20 })
    const run = await published(server.database)
    const client = await server.client('read')
    const answer = await client.topPicks.latest({ universe: 'nifty50', mode: 'swing' })
    expect(answer).toMatchObject({ run: { id: run.id }, servedFrom: 'postgresql' })
    const health = await client.health.check()
    expect(health.status).toBe('degraded')
    expect((await ask(`${server.url()}/readyz`)).status).toBe(200)
    const ready = await ask(`${server.url()}/health/ready`)
    expect([ready.status, JSON.parse(ready.text)]).toMatchObject([
      200,
      { status: 'degraded', components: { postgresql: 'up', redis: 'degraded' } },
    ])
    const calls = await Promise.allSettled(Array.from({ length: 20 }, () => client.universes.list()))
    // half of what is allowed with Redis, of which two are spent
    expect(calls.filter(({ status }) => status === 'fulfilled')).toHaveLength(8)
    await server.stop()
  })
})

describe('without PostgreSQL', () => {
  test('callers are told to try again and nothing more, and are answered as soon as it is back', async () => {
    const direct = await testServer()
    await direct.stop()
    await using postgres = await severableProxy(direct.env.databaseUrl)
    const server = await testServer({ databaseUrl: postgres.url })
    const key = await direct.key('read')
    const latest = `${server.url()}/trpc/topPicks.latest?input=${encodeURIComponent('{"universe":"nifty50","mode":"swing"}')}`
    expect((await ask(latest, key)).status).toBe(404)

    postgres.sever()
    await expect.poll(async () => (await ask(latest, key)).status, { timeout: 40_000 }).toBe(503)
    const answer = await ask(latest, key)
    expect(errorOf(answer)).toMatchObject({
      message: 'something that this depends on does not answer: try again in a moment',
      data: { domainCode: 'unavailable' },
    })
    expect(answer.text).not.toMatch(/postgres|ECONN|127\.0\.0\.1/i)
    await expect.poll(async () => (await ask(`${server.url()}/readyz`)).status, { timeout: 40_000 }).toBe(503)
    expect((await ask(`${server.url()}/healthz`)).status).toBe(200)
    expect((await ask(`${server.url()}/health/live`)).status).toBe(200)
    const ready = await ask(`${server.url()}/health/ready`)
    expect([ready.status, JSON.parse(ready.text)]).toMatchObject([
      503,
      { components: { postgresql: 'down', redis: 'up' } },
    ])

    postgres.restore()
    await expect.poll(async () => (await ask(latest, key)).status, { timeout: 40_000 }).toBe(404)
    await server.stop()
  }, 180_000)
})
