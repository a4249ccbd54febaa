import { createFyntrix } from '@fyntrix/sdk'
import { describe, expect, test } from 'vitest'
import { published, severableProxy, testServer } from '../testing/index.ts'

const server = await testServer()
const run = await published(server.database)
const key = await server.key('read', 'run')
const latest = { universe: 'nifty50', mode: 'swing' } as const

describe('a client', () => {
  test('gives up a call that has no answer within the deadline, and says so', async () => {
    await using proxy = await severableProxy(server.url())
    proxy.hold()
    const client = createFyntrix({ url: proxy.url, apiKey: key, deadlineMs: 100 })
    await expect(client.topPicks.latest(latest)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('no answer within 100 ms'),
    })
  })

  test('asks again when the server could not be reached', async () => {
    await using proxy = await severableProxy(server.url())
    proxy.sever()
    const client = createFyntrix({ url: proxy.url, apiKey: key, retries: 20 })
    const answer = client.topPicks.latest(latest)
    await expect.poll(() => proxy.refused(), { timeout: 20_000 }).toBeGreaterThan(1)
    proxy.restore()
    expect((await answer).run.id).toBe(run.id)
  })

  test('takes the length of its pauses from the numbers that it is given', async () => {
    await using proxy = await severableProxy(server.url())
    proxy.sever()
    let asked = 0
    const random = () => {
      asked += 1
      return 0
    }
    const client = createFyntrix({ url: proxy.url, apiKey: key, retries: 3, random })
    await expect(client.topPicks.latest(latest)).rejects.toMatchObject({ code: 'unavailable' })
    expect([asked, proxy.refused()]).toEqual([3, 1 + 3])
  })

  test('stops asking when the caller gives up', async () => {
    await using proxy = await severableProxy(server.url())
    proxy.sever()
    const client = createFyntrix({ url: proxy.url, apiKey: key, retries: 1_000 })
    const caller = new AbortController()
    const answer = client.topPicks.latest(latest, { signal: caller.signal })
    await expect.poll(() => proxy.refused(), { timeout: 20_000 }).toBeGreaterThan(0)
    caller.abort()
    await expect(answer).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('repeats a change only where its idempotency key makes that harmless', async () => {
    await using proxy = await severableProxy(server.url())
    proxy.sever()
    const client = createFyntrix({ url: proxy.url, apiKey: key, retries: 3 })
    const change = { ...latest, asOf: '2026-07-09T03:00:00.000Z' } as const
    await expect(client.topPicks.run(change)).rejects.toMatchObject({ code: 'unavailable' })
    expect(proxy.refused()).toBe(1)
    await expect(client.topPicks.run({ ...change, idempotencyKey: 'once' })).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect(proxy.refused()).toBe(1 + 4)
  })
})
