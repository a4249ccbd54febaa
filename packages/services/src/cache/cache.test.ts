import { describe, expect, test, vi } from 'vitest'
import { testServices } from '../testing/index.ts'
import { barsOf } from './index.ts'

const { services, resources, again } = await testServices({ asOf: '2026-07-09T10:30:00Z' })
const { cache, unified } = services
const { cache: otherCache, unified: otherUnified } = again()
for (const each of [cache, otherCache])
  await vi.waitUntil(async () => (await each.health()).coherent, { timeout: 60_000 })

const quote = {
  price: 2_153.7,
  open: 2_140,
  high: null,
  low: null,
  previousClose: 2_139.5,
  volume: 1_200,
  at: '2026-07-09T10:00:00Z',
}
const window = { type: 'historical_data', symbol: 'M&M', from: '2025-07-09', to: '2026-07-09' } as const
const bars = barsOf(
  {
    ts: Float64Array.of(1, 2),
    open: Float64Array.of(10, 11),
    high: Float64Array.of(12, 12),
    low: Float64Array.of(9, 10),
    close: Float64Array.of(11, 11.05),
    volume: Float64Array.of(0, 5),
  },
  { source: 'zerodha' },
)

describe('the unified cache', () => {
  test('keeps values, frames and arrays under identities that people can read', async () => {
    await unified.set({ type: 'live_data', symbol: 'M&M' }, quote)
    await unified.set(window, bars)
    await unified.set(
      { type: 'ml_predictions', symbol: 'M&M', model: 'lstm:v2' },
      { shape: [1, 2], data: Float64Array.of(0.4, 0.6) },
    )
    expect(await otherUnified.get({ type: 'live_data', symbol: 'M&M', exchange: 'NSE' })).toEqual(quote)
    const read = await otherUnified.get(window)
    expect(read?.columns).toEqual(bars.columns)
    expect(read?.metadata).toEqual({ source: 'zerodha' })
    expect((await otherUnified.get({ type: 'ml_predictions', symbol: 'M&M', model: 'lstm:v2' }))?.data).toEqual(
      Float64Array.of(0.4, 0.6),
    )
    const keys = await resources.redis.keys(`${resources.prefix}cache:*`)
    expect(keys.map((key) => key.slice(resources.prefix.length)).toSorted()).toEqual([
      'cache:historical_data:M&M:NSE:day:2025-07-09..2026-07-09',
      'cache:live_data:M&M:NSE:-:-',
      'cache:ml_predictions:M&M:NSE:day:lstm%3Av2',
    ])
    expect(await unified.delete({ type: 'live_data', symbol: 'M&M' })).toBe(true)
    expect(await unified.get({ type: 'live_data', symbol: 'M&M' })).toBeUndefined()
  })

  test('an identity that names no value is refused', () => {
    // @ts-expect-error a window has two ends
    expect(() => unified.get({ type: 'historical_data', symbol: 'M&M', from: '2025-07-09' })).toThrow(
      'historical_data: to',
    )
  })

  test('clears by symbol and by type, and nothing else', async () => {
    for (const symbol of ['TCS', 'INFY']) {
      await unified.set({ type: 'live_data', symbol }, quote)
      await unified.set({ type: 'indicators', symbol }, { rsi: [null, 55.5] })
    }
    expect(await cache.clear({ symbol: 'TCS' })).toMatchObject({ removed: 2 })
    expect(await unified.get({ type: 'indicators', symbol: 'TCS' })).toBeUndefined()
    expect(await unified.get({ type: 'indicators', symbol: 'INFY' })).toEqual({ rsi: [null, 55.5] })
    expect(await cache.clear({ type: 'indicators' })).toEqual({
      removed: 1,
      families: [{ name: 'indicators', removed: 1 }],
    })
    expect(await unified.get({ type: 'live_data', symbol: 'INFY' })).toEqual(quote)
    await expect(cache.clear({ family: 'nothing' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(cache.clear({ family: 'live_data', parameters: { symbl: 'TCS' } })).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })
})

describe('seeing it', () => {
  test('explains why a reader gets what it gets, and shows values as JSON', async () => {
    await unified.set(window, bars)
    const key = {
      family: 'historical_data',
      parameters: { symbol: 'M&M', exchange: 'NSE', interval: 'day', rest: '2025-07-09..2026-07-09' },
    }
    const explanation = await cache.explain(key)
    expect(explanation).toMatchObject({
      redis: 'value',
      stored: { codec: 'frame', writer: resources.cache.instance, schemaVersion: 1 },
    })
    expect(Date.parse(explanation.stored?.freshUntil ?? '')).toBeGreaterThan(Date.parse(explanation.now))
    expect(await otherCache.get(key)).toMatchObject({
      found: true,
      value: { length: 2, columns: { close: [11, 11.05], ts: [1, 2] }, metadata: { source: 'zerodha' } },
    })
    expect(await cache.invalidate(key)).toMatchObject({ removed: 1 })
    expect(await cache.get(key)).toMatchObject({ found: false, value: null })
    await expect(cache.explain({ family: 'historical_data', parameters: {} })).rejects.toMatchObject({
      code: 'invalid-input',
    })
    await expect(cache.explain({ family: 'x', parameters: {} })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('adds up what all processes counted', async () => {
    const before = await cache.stats()
    const name = (stats: typeof before) => stats.families.find((family) => family.name === 'sector_data')
    await unified.set({ type: 'sector_data', sector: 'NIFTY IT', period: 30 }, { change: 1.5 })
    await otherUnified.get({ type: 'sector_data', sector: 'NIFTY IT', period: 30 })
    await otherUnified.get({ type: 'sector_data', sector: 'NIFTY IT', period: 60 })
    expect(name(before)).toMatchObject({ sets: 0, hitRate: null, kept: { entries: 0 } })
    expect(name(await cache.stats())).toMatchObject({ sets: 1, misses: 0 })
    await otherCache.publish()
    const stats = await cache.stats()
    expect(stats.processes).toHaveLength(2)
    expect(name(stats)).toMatchObject({
      sets: 1,
      redisHits: 1,
      misses: 1,
      hitRate: 0.5,
      kept: { entries: 1, evicted: 0 },
    })
    await otherCache.withdraw()
    expect((await cache.stats()).processes).toHaveLength(1)
  })

  test('says how Redis is doing', async () => {
    expect(await cache.health()).toMatchObject({ coherent: true, redis: { policy: 'noeviction' } })
  })
})
