import { nse, sessionClock } from '@fyntrix/calendar'
import { defaultUserId as userId } from '@fyntrix/db/access'
import { CacheNamespace } from '@fyntrix/domain/cache'
import { afterEach, describe, expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { testServices } from '../testing/index.ts'
import { catalogue, createGeneralCache, createTally, type GeneralOptions } from './index.ts'

const { services, resources, again } = await testServices({ asOf: '2026-07-09T10:30:00Z' })
const { general, cache, memory } = services
const { redis, prefix } = resources
const keyOf = (name: string) => `${prefix}fyntrix:general:${name}`

afterEach(() => cache.clear({ family: 'general' }))

describe('the general cache', () => {
  test('keeps plain JSON as long as the caller says, by default for a minute', async () => {
    const value = { open: [1, null], 'M&M': 'ü', nested: { a: true } }
    await general.set('flows:nse', value)
    expect(await redis.get(keyOf('flows:nse'))).toBe(JSON.stringify(value))
    expect(await redis.pttl(keyOf('flows:nse'))).toBeGreaterThan(50_000)
    expect(await redis.pttl(keyOf('flows:nse'))).toBeLessThanOrEqual(60_000)
    expect(await again().general.get('flows:nse')).toEqual({ state: 'fresh', value })
    await general.set('nothing', null, { ttlSeconds: 3_600 })
    expect(await redis.ttl(keyOf('nothing'))).toBeGreaterThan(3_500)
    expect(await general.get('nothing')).toEqual({ state: 'fresh', value: null })
    expect(await general.get('other')).toEqual({ state: 'absent', value: undefined })
    for (const ttlSeconds of [0, -1, 1.5, Number.NaN, 1e9])
      await expect(general.set('x', 1, { ttlSeconds })).rejects.toMatchObject({ code: 'invalid-input' })
  })

  test('serves a copy after the value is over, labelled, and never one that is older than what was set last', async () => {
    await general.set('news', 'first', { persist: true })
    expect(await redis.ttl(keyOf('news:persist'))).toBeGreaterThan(86_000)
    await redis.unlink(keyOf('news'))
    expect(await general.get('news')).toEqual({ state: 'persisted', value: 'first' })
    await general.set('news', 'second')
    await redis.unlink(keyOf('news'))
    expect(await general.get('news')).toEqual({ state: 'absent', value: undefined })
  })

  test('knows when the market is open, where it is asked to', async () => {
    const lifetimeAt = async (instant: string, options: GeneralOptions) => {
      const aware = createGeneralCache({
        redis,
        prefix,
        sessionClock: sessionClock(nse),
        wall: () => new Date(instant),
        log: silentLog,
        tally: createTally('general', 'general'),
      })
      await aware.set('quote', 1, { ttlSeconds: 600, ...options })
      return Math.round((await redis.pttl(keyOf('quote'))) / 1_000)
    }
    // Thursday: trading from 09:15 to 15:30 in Asia/Kolkata
    expect(await lifetimeAt('2026-07-09T06:00:00Z', { marketHours: true })).toBe(600)
    expect(await lifetimeAt('2026-07-09T12:00:00Z', { marketHours: true })).toBe(2_400)
    expect(await lifetimeAt('2026-07-09T12:00:00Z', {})).toBe(600)
    expect(await lifetimeAt('2026-07-09T03:40:00Z', { marketHours: true })).toBe(300)
  })

  test('is the same for every process: what one removes or replaces is so for all, from the next read on', async () => {
    const other = again().general
    await general.set('shared', 1, { persist: true })
    expect(await other.get('shared')).toMatchObject({ value: 1 })
    await general.set('shared', 2, { persist: true })
    expect(await other.get('shared')).toMatchObject({ value: 2 })
    expect(await general.delete('shared')).toBe(true)
    expect(await other.get('shared')).toMatchObject({ state: 'absent' })
    expect(await general.delete('shared')).toBe(false)
  })

  test('keeps hostile names apart, and refuses those that can be none, and values that are too large', async () => {
    const names = [
      'a:b*',
      'a:b%2A',
      'a',
      '*',
      '[a]',
      'M&M',
      'NIFTY 50',
      '\0',
      '\n',
      '{x}',
      '\\',
      'a:persist:b',
      '__proto__',
    ]
    for (const [i, name] of names.entries()) await general.set(name, i)
    for (const [i, name] of names.entries()) expect(await general.get(name)).toEqual({ state: 'fresh', value: i })
    expect(await general.delete('*')).toBe(true)
    expect(await redis.exists(...names.filter((name) => /^[ &A-Z0-9]+$/i.test(name)).map(keyOf))).toBe(3)
    for (const name of ['', 'x:persist', 'persist', '\ud800', 'x'.repeat(513)]) {
      await expect(general.get(name)).rejects.toMatchObject({ code: 'invalid-input' })
      await expect(general.set(name, 1)).rejects.toMatchObject({ code: 'invalid-input' })
    }
    await expect(general.set('big', 'x'.repeat(10_000_000))).rejects.toMatchObject({ code: 'invalid-input' })
    expect(await general.get('big')).toMatchObject({ state: 'absent' })
  })

  test('reads nothing while Redis is away and says so, and never that it has written', async () => {
    const gone = redis.duplicate({ maxRetriesPerRequest: 0, enableOfflineQueue: false, retryStrategy: () => null })
    gone.disconnect()
    gone.on('error', () => undefined)
    const away = again({ redis: gone }).general
    expect(await away.get('x')).toEqual({ state: 'away', value: undefined })
    await expect(away.set('x', 1)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(away.delete('x')).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('can be looked at and removed by name', async () => {
    const key = { family: 'general', parameters: { key: 'a:b' } }
    expect(await cache.explain(key)).toMatchObject({ redis: 'absent' })
    await general.set('a:b', { x: 1 }, { persist: true })
    await general.set('a:c', 1)
    expect(await cache.explain(key)).toMatchObject({ redis: 'value', key: keyOf('a:b') })
    expect(await cache.get(key)).toEqual({ key: keyOf('a:b'), found: true, value: { x: 1 } })
    expect(await cache.clear(key)).toMatchObject({ removed: 1 })
    expect(await cache.get(key)).toMatchObject({ found: true })
    expect(await cache.invalidate(key)).toMatchObject({ removed: 1 })
    expect(await cache.get(key)).toMatchObject({ found: false })
    expect(await general.get('a:c')).toMatchObject({ value: 1 })
    for (const parameters of [{}, { key: 'x', more: 'y' }, { key: 'x:persist' }])
      await expect(cache.get({ family: 'general', parameters })).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

describe('namespaces', () => {
  test('are the five, on every kind of key but those that support others', () => {
    const carrying = catalogue().filter(({ kind }) => kind !== 'support')
    expect(carrying.filter(({ namespace }) => !CacheNamespace.safeParse(namespace).success)).toEqual([])
    const carried = new Set(carrying.map(({ namespace }) => namespace))
    for (const namespace of ['general', 'historical', 'context']) expect(carried).toContain(namespace)
  })

  test('are counted, all five', async () => {
    const before = (await cache.stats()).namespaces
    expect(before.map(({ namespace }) => namespace)).toEqual([...CacheNamespace.options])
    await general.set('counted', 1)
    await general.get('counted')
    await general.get('missing')
    await memory.set(userId, { contextType: 'counted', key: 'k', value: 1, ttlSeconds: 60 })
    const after = (await cache.stats()).namespaces
    const grown = (name: CacheNamespace) => {
      const [old, now] = [before, after].map((all) => all.find(({ namespace }) => namespace === name))
      return [
        (now?.hits ?? 0) - (old?.hits ?? 0),
        (now?.misses ?? 0) - (old?.misses ?? 0),
        (now?.sets ?? 0) - (old?.sets ?? 0),
      ]
    }
    expect(grown('general')).toEqual([1, 1, 1])
    expect(grown('context')).toEqual([0, 0, 1])
    expect(grown('scores')).toEqual([0, 0, 0])
  })

  test('are cleared one by one: nothing of another is touched, and memory only where it is meant', async () => {
    await general.set('kept', 1)
    await memory.set(userId, { contextType: 'cleared', key: 'k', value: 1, ttlSeconds: 60 })
    await redis.hset(`${prefix}context:analysis:TCS:technical`, 'x', '1')
    for (const namespace of ['historical', 'scores', 'support_resistance'])
      expect(await cache.clear({ namespace })).toMatchObject({ removed: 0 })
    expect((await cache.clear({ namespace: 'context' })).removed).toBe(3)
    expect(await general.get('kept')).toMatchObject({ state: 'fresh' })
    expect(await memory.get(userId, { contextType: 'cleared', key: 'k' })).toMatchObject({ found: false })
    await memory.set(userId, { contextType: 'cleared', key: 'k', value: 1, ttlSeconds: 60 })
    expect((await cache.clear({ all: true })).families).toContainEqual({ name: 'general', removed: 1 })
    expect(await memory.get(userId, { contextType: 'cleared', key: 'k' })).toMatchObject({ found: true })
    expect(await cache.clear({ family: 'memory' })).toMatchObject({ removed: 1 })
    await expect(cache.clear({ namespace: 'other' })).rejects.toMatchObject({ code: 'not-found' })
  })
})
