import { randomUUID } from 'node:crypto'
import { setImmediate as immediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Cache, CacheOptions } from '../cache.ts'
import { defineFamily } from '../definition/definition.ts'
import { RedisAwayError } from '../errors.ts'
import { coherent, testCache } from '../testing/caches.ts'
import { ownRedis } from '../testing/servers.ts'
import { json } from '../values/index.ts'

const server = await ownRedis()
const Value = z.object({ n: z.number() })

/** A source of truth with a counter of its calls. */
const source = () => {
  const truth = { n: 1, loads: 0 }
  return {
    truth,
    load: async () => {
      truth.loads += 1
      return { n: truth.n }
    },
  }
}

const process = async (prefix: string, load: () => Promise<{ n: number }>, options: Partial<CacheOptions> = {}) => {
  const opened = await testCache(server.url, { prefix, heartbeat: 100, ...options })
  const family = opened.cache.family(
    defineFamily({
      name: 'quote',
      description: 'a quote',
      key: 'quote:{symbol}',
      parameters: { symbol: z.string() },
      codec: json(Value),
      fresh: '1h',
      load,
    }),
  )
  await coherent(opened.cache)
  return { ...opened, family }
}
const prefixed = () => `t:${randomUUID()}:`
const doubting = (cache: Cache) => expect.poll(() => cache.coherent, { timeout: 60_000, interval: 2 }).toBe(false)

describe('when the invalidation connection is lost', () => {
  test('nothing that was missed is served after it is back', async () => {
    const { truth, load } = source()
    const prefix = prefixed()
    const [a, b] = [await process(prefix, load), await process(prefix, load)]
    await a.family.getOrLoad(['A'])
    await b.family.getOrLoad(['A'])
    // the listeners of both are dropped by the server
    await a.client.call('CLIENT', 'KILL', 'TYPE', 'PUBSUB')
    truth.n = 2
    await a.family.set(['A'], { n: 2 })
    await coherent(b.cache)
    expect(await b.family.getOrLoad(['A'])).toEqual({ n: 2 })
    await b.cache.settle()
    await b.family.getOrLoad(['A'])
    expect(b.family.peek(['A'])).toEqual({ n: 2 })
  })

  test('a value that a fail-over brought back is given to nobody who saw a newer one, alone or among many', async () => {
    const { truth, load } = source()
    const prefix = prefixed()
    // what other programs write is not heard by channel: as little as what a new master lost
    const a = await process(prefix, load, { coherence: 'channel' })
    const key = `${prefix}quote:A`
    for (const read of [
      async () => (await a.family.getMany([['A'], ['B']]))[0],
      () => a.family.get(['A']),
      () => a.family.getOrLoad(['A']),
    ]) {
      await a.family.set(['A'], { n: 1 })
      const older = await a.client.getBuffer(key)
      await a.family.set(['A'], { n: 2 })
      truth.n = 2
      await a.client.set(key, older ?? '')
      await a.client.call('CLIENT', 'KILL', 'TYPE', 'PUBSUB')
      await doubting(a.cache)
      expect(await read()).not.toEqual({ n: 1 })
      await coherent(a.cache)
    }
  })

  test('a hundred losses under writes never show a reader an older value as fresh', async () => {
    const { truth, load } = source()
    const prefix = prefixed()
    const [writer, reader] = [await process(prefix, load), await process(prefix, load)]
    for (let loss = 0; loss < 100; loss += 1) {
      await reader.family.read(['A'])
      if (loss % 2 === 0) await writer.client.call('CLIENT', 'KILL', 'TYPE', 'PUBSUB')
      else await writer.client.call('CLIENT', 'KILL', 'SKIPME', 'yes')
      truth.n = loss
      const write = () =>
        writer.family.set(['A'], { n: loss }).then(
          () => true,
          () => false,
        )
      await expect.poll(write, { timeout: 60_000 }).toBe(true)
      await reader.cache.settle()
      const shown: unknown[] = []
      const fresh = async () => {
        const { state, value } = await reader.family.read(['A'])
        if (state === 'fresh') shown.push(value)
        return shown.length
      }
      await expect.poll(fresh, { timeout: 60_000 }).toBe(1)
      expect(shown).toEqual([{ n: loss }])
    }
  })
})

describe('when everything is flushed', () => {
  test('nothing that was before is served', async () => {
    const { truth, load } = source()
    const a = await process(prefixed(), load)
    await a.family.getOrLoad(['A'])
    truth.n = 2
    await a.client.flushall()
    await a.cache.settle()
    expect(a.family.peek(['A'])).toBeUndefined()
    expect(await a.family.getOrLoad(['A'])).toEqual({ n: 2 })
  })
})

describe('when Redis is away', () => {
  test('readers get what the process has, or the source, within the deadline; writers are told; and it recovers by itself', async () => {
    const { truth, load } = source()
    const prefix = prefixed()
    const a = await process(prefix, load)
    await a.family.getOrLoad(['A'])
    // the server tells of this write too; until it is confirmed it may be anybody's
    await a.cache.settle()
    await a.cache.drain()
    server.signal('SIGKILL')
    try {
      await doubting(a.cache)
      expect(await a.family.read(['A'])).toMatchObject({ value: { n: 1 }, state: 'fallback', level: 'process' })
      truth.n = 2
      expect(await a.family.getOrLoad(['B'])).toEqual({ n: 2 })
      const loads = truth.loads
      expect(await a.family.getOrLoad(['B'])).toEqual({ n: 2 })
      expect(truth.loads).toBe(loads)
      await expect(a.family.set(['A'], { n: 3 })).rejects.toThrow(RedisAwayError)
      await expect(a.family.delete(['A'])).rejects.toThrow(RedisAwayError)
    } finally {
      await server.restart()
    }
    await coherent(a.cache)
    expect(await a.family.read(['A'])).toMatchObject({ value: { n: 2 }, state: 'fresh' })
  })

  test('what was being loaded when this process wrote does not come back in the place of what it wrote', async () => {
    const gate = Promise.withResolvers<{ n: number }>()
    const started = Promise.withResolvers<void>()
    const load = () => {
      started.resolve()
      return gate.promise
    }
    const a = await process(prefixed(), load)
    const loading = a.family.getOrLoad(['A'])
    await started.promise
    await a.family.set(['A'], { n: 2 })
    await a.cache.settle()
    server.signal('SIGKILL')
    try {
      await doubting(a.cache)
      gate.resolve({ n: 1 })
      expect(await loading).toEqual({ n: 1 })
      expect(await a.family.get(['A'])).not.toEqual({ n: 1 })
    } finally {
      await server.restart()
    }
    await coherent(a.cache)
  })

  test('a server that hangs is waited for once, not by every reader', async () => {
    const { load } = source()
    const a = await process(prefixed(), load, { deadline: 300 })
    server.signal('SIGSTOP')
    try {
      const started = performance.now()
      for (let i = 0; i < 100; i += 1) await a.family.getOrLoad([`k${i}`])
      // three are waited for until the breaker opens, then one every 250 ms; without it there would be 100 waits
      expect(performance.now() - started).toBeLessThan(100 * 300)
      await doubting(a.cache)
    } finally {
      server.signal('SIGCONT')
    }
    await coherent(a.cache)
    const state = async () => (await a.family.read([randomUUID()])).state
    await expect.poll(state, { timeout: 60_000 }).toBe('fresh')
  })

  test('it is used again once it answers, also when nobody asks meanwhile', async () => {
    const { load } = source()
    const a = await process(prefixed(), load, { deadline: 50 })
    server.signal('SIGSTOP')
    try {
      for (let i = 0; i < 3; i += 1) await a.family.getOrLoad([`k${i}`])
      expect(a.cache.available).toBe(false)
    } finally {
      server.signal('SIGCONT')
    }
    await expect.poll(() => a.cache.available, { timeout: 20_000 }).toBe(true)
  })

  test('invalidations are heard again although each answer takes longer than a heartbeat', async () => {
    const { load } = source()
    const [a, slow] = [await process(prefixed(), load, { heartbeat: 10 }), await process(prefixed(), load)]
    const heard = new AbortController()
    // before the connection is lost: else it could be back before anybody looks
    const slowing = (async () => {
      while (!heard.signal.aborted) await slow.client.call('CLIENT', 'PAUSE', '40', 'ALL')
    })()
    try {
      await a.client.call('CLIENT', 'KILL', 'TYPE', 'PUBSUB')
      await doubting(a.cache)
      await expect.poll(() => a.cache.coherent, { timeout: 20_000 }).toBe(true)
    } finally {
      heard.abort()
      await slowing
    }
  })

  test('a caller who cancels does not wait for a look in Redis', async () => {
    const { load } = source()
    const [other, a] = [await process(prefixed(), load), await process(prefixed(), load, { deadline: 900 })]
    await a.client.call('CLIENT', 'PAUSE', '800', 'ALL')
    let answers = false
    const answered = other.client.ping().then(() => {
      answers = true
    })
    const cancelled = new AbortController()
    const reading = a.family.read(['A'], { signal: cancelled.signal })
    cancelled.abort(new Error('not wanted any more'))
    await expect(reading).rejects.toThrow('not wanted any more')
    // an answer that came together with the look's would be read in these turns of the loop
    for (let turn = 0; turn < 5; turn += 1) await immediate()
    expect(answers).toBe(false)
    await answered
  })

  test('a claim whose answer comes too late is given back: nobody waits for a load that nobody began', async () => {
    const { load } = source()
    const a = await process(prefixed(), load, { deadline: 100 })
    await a.client.call('CLIENT', 'PAUSE', '1000', 'WRITE')
    expect(await a.family.read(['A'])).toMatchObject({ value: { n: 1 }, level: 'source' })
    await a.cache.drain()
    expect(await a.client.exists(a.family.key(['A']))).toBe(0)
  })
})
