import { createFyntrix } from '@fyntrix/sdk'
import { describe, expect, test } from 'vitest'
import { ask, errorOf, testServer } from '../testing/index.ts'

const server = await testServer({ callsPerMinute: 30, failedKeysPerMinute: 5 })
const universes = `${server.url()}/trpc/universes.list`
const statuses = async (count: number, key: string): Promise<number[]> =>
  (await Promise.all(Array.from({ length: count }, () => ask(universes, key)))).map(({ status }) => status)

describe('calls', () => {
  test('are counted by key: exactly as many as allowed, then 429 with the time to wait; another key is not affected', async () => {
    const [busy, other] = await Promise.all([server.key('read'), server.key('read')])
    // what the first call of all opens takes seconds on a busy machine, in which Redis would pass for away and each process count for itself
    expect((await ask(universes, other)).status).toBe(200)
    const answered = await statuses(40, busy)
    expect(answered.filter((status) => status === 200)).toHaveLength(30)
    expect(answered.filter((status) => status === 429)).toHaveLength(10)
    const refused = await ask(universes, busy)
    expect(errorOf(refused).data).toMatchObject({ domainCode: 'rate-limited' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(universes, other)).status).toBe(200)
  })

  test('in a batch count one by one', async () => {
    const key = await server.key('read')
    const batch = `${server.url()}/trpc/${Array(20).fill('universes.list').join(',')}?batch=1`
    expect((await ask(batch, key)).status).toBe(200)
    const second = await ask(batch, key)
    expect(second.status).toBe(207)
    expect(second.text.match(/"rate-limited"/g)).toHaveLength(10)
  })

  test('that compute cost twenty times as much as those that read', async () => {
    const client = createFyntrix({ url: server.url(), apiKey: await server.key('run') })
    const run = () => client.topPicks.run({ universe: 'nifty50', mode: 'swing' })
    await expect(run()).rejects.toMatchObject({ code: 'refused' })
    await expect(run()).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: expect.any(Number) })
  })
})

describe('wrong keys', () => {
  const forwarded = (url: string, guess: string, address: string) =>
    ask(`${url}/trpc/universes.list`, guess, { headers: { 'x-forwarded-for': address } })
  const limitedOf = async (url: string) => {
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, n) => forwarded(url, `guess-${n}`, `203.0.113.${n % 2}`)),
    )
    return guesses.filter(({ status }) => status === 429).length
  }

  test('are counted by the address that a trusted proxy names, and of nobody else', async () => {
    const behind = await testServer({ failedKeysPerMinute: 5, trustedProxies: ['127.0.0.1', '::1'] })
    // two addresses, six guesses each
    expect(await limitedOf(behind.url())).toBe(2)
    const direct = await testServer({ failedKeysPerMinute: 5 })
    expect(await limitedOf(direct.url())).toBe(7)
  })

  test('are counted by address and end in 429, while a key that was right goes on', async () => {
    const known = await server.key('read')
    expect((await ask(universes, known)).status).toBe(200)
    const guesses = await Promise.all(Array.from({ length: 8 }, (_, n) => ask(universes, `guess-${n}`)))
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(3)
    expect((await ask(universes, known)).status).toBe(200)
  })
})
