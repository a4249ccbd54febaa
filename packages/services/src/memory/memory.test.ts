import { defaultUserId } from '@fyntrix/db/access'
import { freshId } from '@fyntrix/db/testing'
import { MemoryPlace, MemoryWrite, memoryLimits } from '@fyntrix/domain/memory'
import { DomainError, Id } from '@fyntrix/domain/shared'
import { describe, expect, test } from 'vitest'
import { createTally } from '../cache/index.ts'
import { silentLog } from '../shared/index.ts'
import { testServices } from '../testing/index.ts'
import { createMemory } from './index.ts'

const { services, resources, again } = await testServices({ asOf: '2026-06-12T12:00:00.000Z' })
const { memory } = services
const { redis, prefix, wall } = resources
const anna = defaultUserId
const ravi = Id.parse(freshId())

const write = (key: string, value: unknown, over: Partial<MemoryWrite> = {}) =>
  MemoryWrite.parse({ contextType: 'session', key, value, ...over })
const place = (key: string, contextType = 'session') => MemoryPlace.parse({ contextType, key })
const small = (keys: number) =>
  createMemory({
    redis,
    prefix,
    wall,
    log: silentLog,
    tally: createTally('memory', 'context'),
    limits: { keys, valueBytes: 100 },
  })

/** The codes of those that were refused. */
const refusals = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.flatMap((each) =>
    each.status === 'rejected' && each.reason instanceof DomainError ? [each.reason.code] : [],
  )

describe('memory', () => {
  test('is the very JSON that was given, under the key that legacy readers know, for an hour', async () => {
    const value = JSON.parse('{"z":[1,null,{"__proto__":{"a":1}}],"text":"ü \\u0000 \\ud800","1":true}')
    const { expiresAt } = await memory.set(anna, write('a:b', value))
    const key = `${prefix}context:memory:session:a:b`
    expect(await redis.get(key)).toBe(JSON.stringify(value))
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 3_600_000)).toBeLessThan(60_000)
    const read = await again().memory.get(anna, place('a:b'))
    expect(JSON.stringify(read.value)).toBe(JSON.stringify(value))
    expect(read).toMatchObject({ found: true, contextType: 'session', key: 'a:b' })
    await memory.set(anna, write('nothing', null))
    expect(await memory.get(anna, place('nothing'))).toMatchObject({ found: true, value: null })
  })

  test('ends by itself when its time is over, or when it is removed', async () => {
    await memory.set(anna, write('short', 1, { ttlSeconds: 5 }))
    const key = `${prefix}context:memory:session:short`
    expect(await redis.pttl(key)).toBeGreaterThan(0)
    expect(await redis.pttl(key)).toBeLessThanOrEqual(5_000)
    // what its expiry does
    await redis.del(key)
    expect(await memory.get(anna, place('short'))).toMatchObject({ found: false, value: null, expiresAt: null })
    expect((await memory.list(anna, { contextType: 'session' })).map((each) => each.key)).not.toContain('short')
    await memory.set(anna, write('gone', 1))
    expect(await memory.remove(anna, place('gone'))).toEqual({ removed: 1 })
    expect(await memory.remove(anna, place('gone'))).toEqual({ removed: 0 })
  })

  test('belongs to one user, whatever the keys of another look like', async () => {
    await memory.set(anna, write('plan', 'hers'))
    await memory.set(ravi, write('plan', 'his'))
    expect(await memory.get(anna, place('plan'))).toMatchObject({ value: 'hers' })
    expect(await memory.get(ravi, place('plan'))).toMatchObject({ value: 'his' })
    expect(await redis.exists(`${prefix}context:memory:session@${ravi}:plan`)).toBe(1)
    expect(await memory.list(ravi, {})).toMatchObject([{ contextType: 'session', key: 'plan' }])
    expect(await memory.clear(ravi, { contextType: 'session' })).toEqual({ removed: 1 })
    expect(await memory.remove(ravi, place('plan'))).toEqual({ removed: 0 })
    expect(await memory.get(anna, place('plan'))).toMatchObject({ value: 'hers' })
    for (const contextType of [`session@${ravi}`, 'session:x', 'a*', '', 'a b', `session\n`])
      expect(MemoryPlace.safeParse({ contextType, key: 'plan' }).success).toBe(false)
  })

  test('keeps hostile keys apart, and refuses those that can be none', async () => {
    const keys = [
      'a:b*',
      'a:b%2A',
      'a',
      'a:',
      ':a',
      '*',
      '[a]',
      'M&M',
      'NIFTY 50',
      '\0',
      '\n',
      '\u009f',
      '{x}',
      '\\',
      '%',
      'ü',
      '☃',
    ]
    for (const [i, key] of keys.entries()) await memory.set(anna, write(key, i, { contextType: 'hostile' }))
    for (const [i, key] of keys.entries())
      expect(await memory.get(anna, place(key, 'hostile'))).toMatchObject({ found: true, value: i })
    const listed = await memory.list(anna, { contextType: 'hostile' })
    expect(listed.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
    expect(await memory.remove(anna, place('*', 'hostile'))).toEqual({ removed: 1 })
    expect(await memory.list(anna, { contextType: 'hostile' })).toHaveLength(keys.length - 1)
    expect(await redis.exists(`${prefix}context:memory:hostile:M&M`, `${prefix}context:memory:hostile:NIFTY 50`)).toBe(
      2,
    )
    for (const key of ['', 'x:persist', 'persist', '\ud800', 'x'.repeat(257)])
      expect(MemoryPlace.safeParse({ contextType: 'session', key }).success).toBe(false)
  })

  test('has namespaces, such as sessions, that end together', async () => {
    for (const key of ['s1:user', 's1:a:b', 's12:user', 's1'])
      await memory.set(anna, write(key, key, { contextType: 'working' }))
    const inFirst = await memory.list(anna, { contextType: 'working', namespace: 's1' })
    expect(inFirst.map(({ key }) => key)).toEqual(['s1:a:b', 's1:user'])
    expect(await memory.clear(anna, { contextType: 'working', namespace: 's1' })).toEqual({ removed: 2 })
    expect((await memory.list(anna, { contextType: 'working' })).map(({ key }) => key)).toEqual(['s1', 's12:user'])
  })

  test('is bounded in bytes and in keys, exactly, for each user, and what is gone makes room', async () => {
    await expect(memory.set(anna, write('big', 'x'.repeat(memoryLimits.valueBytes)))).rejects.toMatchObject({
      code: 'invalid-input',
    })
    await expect(memory.set(anna, write('huge', 'x'.repeat(10_000_000)))).rejects.toMatchObject({
      code: 'invalid-input',
    })
    expect(await memory.get(anna, place('huge'))).toMatchObject({ found: false })
    const user = Id.parse(freshId())
    const settled = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => small(3).set(user, write(`k${i}`, i))),
    )
    expect(refusals(settled)).toEqual(Array.from({ length: 7 }, () => 'refused'))
    const [first] = await small(3).list(user, {})
    await small(3).set(user, write(first?.key ?? '', 'again'))
    await expect(small(3).set(user, write('more', 1))).rejects.toMatchObject({ code: 'refused' })
    await small(3).set(Id.parse(freshId()), write('more', 1))
    // cleared by somebody who does not know the index
    await redis.del(`${prefix}context:memory:session@${user}:${first?.key}`)
    await small(3).set(user, write('more', 1))
    await expect(small(3).set(user, write('most', 1))).rejects.toMatchObject({ code: 'refused' })
  })

  test('is a miss when it was lost, or when it is no JSON', async () => {
    await memory.set(anna, write('lost', 1, { contextType: 'lost' }))
    const [key, index] = [`${prefix}context:memory:lost:lost`, `${prefix}fx:memory:${anna}`]
    expect(await redis.unlink(key, index)).toBe(2)
    expect(await memory.get(anna, place('lost', 'lost'))).toMatchObject({ found: false })
    expect(await memory.list(anna, {})).toEqual([])
    await memory.set(anna, write('lost', 2, { contextType: 'lost' }))
    expect(await memory.list(anna, {})).toHaveLength(1)
    await redis.set(key, '{')
    expect(await memory.get(anna, place('lost', 'lost'))).toMatchObject({ found: false })
  })

  test('says that Redis is away, and never that it was remembered', async () => {
    const gone = redis.duplicate({ maxRetriesPerRequest: 0, enableOfflineQueue: false, retryStrategy: () => null })
    gone.disconnect()
    gone.on('error', () => undefined)
    const away = again({ redis: gone }).memory
    for (const attempt of [
      () => away.set(anna, write('x', 1)),
      () => away.get(anna, place('x')),
      () => away.remove(anna, place('x')),
      () => away.list(anna, {}),
      () => away.clear(anna, { contextType: 'session' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'unavailable' })
  })
})
