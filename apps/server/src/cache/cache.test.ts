import { ViewName } from '@fyntrix/domain/cache'
import { describe, expect, test, vi } from 'vitest'
import { testServer } from '../testing/index.ts'

const server = await testServer()
const [reader, admin] = [await server.client('read'), await server.client('admin')]
await vi.waitUntil(async () => (await reader.cache.health()).coherent, { timeout: 60_000 })
const key = { family: 'live_data', parameters: { symbol: 'TCS', exchange: 'NSE', interval: '-', rest: '-' } }

describe('the cache over the API', () => {
  test('readers look, and only admins clear', async () => {
    expect((await reader.cache.keys()).map(({ name }) => name)).toContain('historical_data')
    expect(await reader.cache.get(key)).toMatchObject({ found: false, value: null })
    expect(await reader.cache.explain(key)).toMatchObject({ redis: 'absent', process: null, stored: null })
    await expect(reader.cache.clear({ all: true })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(reader.cache.invalidate(key)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await admin.cache.invalidate(key)).toEqual({ removed: 0, families: [{ name: 'live_data', removed: 0 }] })
    expect((await admin.cache.clear({ all: true })).families.map(({ name }) => name)).toContain('top_picks')
  })

  test('only admins make views again, and look after the archive', async () => {
    await expect(reader.cache.rebuild()).rejects.toMatchObject({ code: 'forbidden' })
    expect((await admin.cache.rebuild({ view: 'analyses' })).map(({ view }) => view)).toEqual(['analyses'])
    expect((await admin.cache.rebuild()).map(({ view }) => view)).toEqual([...ViewName.options])
    await expect(reader.archive.check()).rejects.toMatchObject({ code: 'forbidden' })
    expect(await admin.archive.check()).toMatchObject({ problems: 0, repaired: 0 })
  })

  test('a request that would clear everything by leaving something out is refused, and so are wrong names', async () => {
    await expect(admin.cache.clear({})).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(admin.cache.clear({ parameters: { symbol: 'TCS' } })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(admin.cache.clear({ family: 'x' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(reader.cache.explain({ ...key, parameters: {} })).rejects.toMatchObject({ code: 'invalid-input' })
  })

  test('what was counted is in the statistics and in the metrics', async () => {
    const { processes, families } = await reader.cache.stats()
    expect(processes).toHaveLength(1)
    const live = families.find(({ name }) => name === 'live_data')
    expect(live?.misses).toBeGreaterThan(0)
    const response = await fetch(`${server.url()}/metrics`, {
      headers: { authorization: `Bearer ${await server.key('read')}` },
    })
    const text = await response.text()
    expect(text).toContain(`fyntrix_cache_reads_total{family="live_data",result="miss"} ${live?.misses}`)
    expect(text).toMatch(/fyntrix_cache_redis_seconds_bucket\{family="live_data",le="\+Inf"\} [1-9]/)
  })
})
