import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { CacheOptions } from '../cache.ts'
import { defineFamily, type FamilyDefinition } from '../definition/definition.ts'
import { LoadFailedError, LoadTimeoutError } from '../errors.ts'
import { coherent, pushedClock, type TestCache } from '../testing/caches.ts'
import { json } from '../values/index.ts'

const Quote = z.object({ n: z.number() }).nullable()
type Quote = z.infer<typeof Quote>
type Definition = FamilyDefinition<'quote:{symbol}', { readonly symbol: z.ZodString }, Quote>

const quote = (overrides: Partial<Definition>) =>
  defineFamily({
    name: 'quote',
    description: 'a quote',
    key: 'quote:{symbol}',
    parameters: { symbol: z.string() },
    codec: json(Quote),
    fresh: '1m',
    lease: '30s',
    ...overrides,
  })

/** Opens a cache as a process of its own would. */
export type Open = (options: Partial<CacheOptions>) => Promise<TestCache>

/** What every engine has to keep. `hears` says whose writes a process hears of: anybody's, or only those of other caches. */
export const conformance = (engine: string, open: Open, hears: 'anybody' | 'caches' = 'anybody'): void => {
  const processes = async (count: number, definition: Partial<Definition>, options: Partial<CacheOptions> = {}) => {
    const prefix = `t:${randomUUID()}:`
    const all = []
    for (let i = 0; i < count; i += 1) {
      const opened = await open({ prefix, ...options })
      all.push({ ...opened, quotes: opened.cache.family(quote(definition)) })
    }
    for (const { cache } of all) await coherent(cache)
    return all
  }
  const two = async (definition: Partial<Definition>, options: Partial<CacheOptions> = {}) => {
    const [a, b] = await processes(2, definition, options)
    if (!a || !b) throw new Error('two were asked for')
    return { a, b }
  }
  const heard = ({ cache }: TestCache) => cache.settle()

  describe(`${engine}: loading`, () => {
    test('many callers in several processes cause one load, and all get its value', async () => {
      let loads = 0
      const gate = Promise.withResolvers<void>()
      const all = await processes(3, {
        load: async () => {
          loads += 1
          await gate.promise
          return { n: loads }
        },
      })
      const calls = all.flatMap(({ quotes }) => Array.from({ length: 20 }, () => quotes.getOrLoad(['A'])))
      await expect.poll(() => loads).toBe(1)
      gate.resolve()
      expect(await Promise.all(calls)).toEqual(calls.map(() => ({ n: 1 })))
      expect(loads).toBe(1)
    })

    test('a value that was removed while it was loaded is not kept, and the next reader loads anew', async () => {
      let loads = 0
      const gate = Promise.withResolvers<void>()
      const { a, b } = await two({
        load: async () => {
          const mine = ++loads
          if (mine === 1) await gate.promise
          return { n: mine }
        },
      })
      const first = a.quotes.getOrLoad(['A'])
      await expect.poll(() => loads).toBe(1)
      await b.quotes.delete(['A'])
      await heard(a)
      const second = a.quotes.getOrLoad(['A'])
      gate.resolve()
      await first
      expect(await second).toEqual({ n: 2 })
      expect(await b.quotes.getOrLoad(['A'])).toEqual({ n: 2 })
      expect(await a.quotes.getOrLoad(['A'])).toEqual({ n: 2 })
    })

    test('a value that was set while it was loaded wins', async () => {
      const gate = Promise.withResolvers<void>()
      const started = Promise.withResolvers<void>()
      const { a, b } = await two({
        load: async () => {
          started.resolve()
          await gate.promise
          return { n: 1 }
        },
      })
      const loading = a.quotes.getOrLoad(['A'])
      await started.promise
      await b.quotes.set(['A'], { n: 2 })
      gate.resolve()
      await loading
      await heard(a)
      expect(await a.quotes.getOrLoad(['A'])).toEqual({ n: 2 })
      expect(await b.quotes.getOrLoad(['A'])).toEqual({ n: 2 })
    })

    test('fifty waiters on a failing loader cause one call, share its failure, and nobody tries again before the pause is over', async () => {
      let loads = 0
      const clock = pushedClock()
      const load = async (): Promise<Quote> => {
        loads += 1
        if (loads < 3) throw new Error('the source is down')
        return { n: loads }
      }
      const options = { clock, random: () => 0.5, heartbeat: 3_600_000, backoff: { base: 30_000, ceiling: 60_000 } }
      const { a, b } = await two({ load }, options)
      const calls = await Promise.allSettled(Array.from({ length: 50 }, () => a.quotes.getOrLoad(['A'])))
      expect(calls.every((call) => call.status === 'rejected' && call.reason instanceof LoadFailedError)).toBe(true)
      expect(loads).toBe(1)
      await expect(a.quotes.getOrLoad(['A'])).rejects.toThrow(/the source is down|not tried again/)
      await expect(b.quotes.getOrLoad(['A'])).rejects.toThrow(/the source is down/)
      expect(loads).toBe(1)
      expect((await a.quotes.explain(['A'])).redis).toBe('failed')
      await b.quotes.delete(['A'])
    })

    test('with a stale value at hand a failing loader is not noticed, and a hung one never blocks', async () => {
      const clock = pushedClock()
      let answer: () => Promise<Quote> = async () => ({ n: 1 })
      const [a] = await processes(
        1,
        { stale: '10m', hold: '1h', hard: 300, load: () => answer() },
        { clock, heartbeat: 3_600_000 },
      )
      if (!a) throw new Error('one was asked for')
      expect((await a.quotes.read(['A'])).state).toBe('fresh')
      clock.push(90_000)
      answer = async () => {
        throw new Error('the source is down')
      }
      expect(await a.quotes.read(['A'])).toMatchObject({ value: { n: 1 }, state: 'stale' })
      await a.cache.drain()
      clock.push(700_000)
      expect(await a.quotes.read(['A'])).toMatchObject({ value: { n: 1 }, state: 'fallback' })
      clock.push(120_000)
      answer = () => new Promise(() => undefined)
      expect(await a.quotes.read(['A'])).toMatchObject({ value: { n: 1 }, state: 'fallback' })
      clock.push(4_000_000)
      await expect(a.quotes.read(['A'])).rejects.toThrow(/quote:A/)
    })

    test('a hung loader ends at the hard deadline with an error that says so, and is told to stop', async () => {
      let signal: AbortSignal | undefined
      const [a] = await processes(1, {
        hard: 200,
        load: (_, context) => {
          signal = context.signal
          return new Promise(() => undefined)
        },
      })
      const failure = await a?.quotes.getOrLoad(['A']).catch((error: unknown) => error)
      expect(failure instanceof LoadTimeoutError || failure instanceof LoadFailedError).toBe(true)
      await a?.cache.drain()
      expect(signal?.aborted).toBe(true)
    })

    test('when the holder of a lease dies, another loads as soon as the lease is over', async () => {
      let loads = 0
      const { a, b } = await two({
        hard: '1s',
        lease: 400,
        load: async () => {
          loads += 1
          return loads === 1 ? new Promise<Quote>(() => undefined) : { n: loads }
        },
      })
      const abandoned = a.quotes.getOrLoad(['A']).catch(() => undefined)
      await expect.poll(() => loads).toBe(1)
      a.cache.close()
      a.client.disconnect()
      expect(await b.quotes.getOrLoad(['A'])).toEqual({ n: 2 })
      void abandoned
    })

    test('a caller who cancels leaves alone; when the last one left, the loader is told', async () => {
      let signal: AbortSignal | undefined
      const gate = Promise.withResolvers<Quote>()
      const [a] = await processes(1, {
        load: (_, context) => {
          signal = context.signal
          return gate.promise
        },
      })
      if (!a) throw new Error('one was asked for')
      const [first, second] = [new AbortController(), new AbortController()]
      const calls = [first, second].map(({ signal }) =>
        a.quotes.getOrLoad(['A'], { signal }).catch((error: unknown) => error),
      )
      await expect.poll(() => signal).toBeDefined()
      first.abort(new Error('first left'))
      expect(await calls[0]).toMatchObject({ message: 'first left' })
      expect(signal?.aborted).toBe(false)
      second.abort(new Error('second left'))
      await calls[1]
      expect(signal?.aborted).toBe(true)
      gate.resolve({ n: 1 })
    })

    test('undefined is a miss and is not kept; null is a value with a lifetime of its own', async () => {
      let loads = 0
      const clock = pushedClock()
      let answer: Quote | undefined
      const load = async () => {
        loads += 1
        return answer
      }
      const [a] = await processes(1, { negative: '10s', load }, { clock, heartbeat: 3_600_000 })
      expect(await a?.quotes.getOrLoad(['A'])).toBeUndefined()
      expect(await a?.quotes.getOrLoad(['A'])).toBeUndefined()
      expect(loads).toBe(2)
      answer = null
      expect(await a?.quotes.getOrLoad(['A'])).toBeNull()
      expect(await a?.quotes.getOrLoad(['A'])).toBeNull()
      expect(loads).toBe(3)
      clock.push(11_000)
      await a?.quotes.getOrLoad(['A'])
      expect(loads).toBe(4)
    })

    test('a source that has not changed is not sent again: the value lives on everywhere', async () => {
      const clock = pushedClock()
      const etags: (string | undefined)[] = []
      const { a, b } = await two(
        {
          load: async (_, { previous, etag, notModified }) => {
            etags.push(previous?.etag)
            if (previous?.etag === 'v1') return notModified()
            etag('v1')
            return { n: 1 }
          },
        },
        { clock, heartbeat: 3_600_000 },
      )
      await a.quotes.getOrLoad(['A'])
      const before = await b.quotes.read(['A'])
      clock.push(61_000)
      await a.quotes.getOrLoad(['A'])
      await heard(b)
      const after = await b.quotes.read(['A'])
      expect(etags).toEqual([undefined, 'v1'])
      expect(after).toMatchObject({ value: { n: 1 }, state: 'fresh', version: before.version })
      expect(after.freshUntil).toBeGreaterThan(before.freshUntil + 50_000)
    })

    test('many keys are loaded by one call, and a failure of one is the failure of that one', async () => {
      const calls: string[][] = []
      const { a, b } = await two({
        loadMany: async (keys) => {
          calls.push(keys.map(({ symbol }) => symbol))
          return keys.map(({ symbol }) => (symbol === 'bad' ? new Error('no such symbol') : { n: symbol.length }))
        },
      })
      await a.quotes.set(['have'], { n: 0 })
      expect(await a.quotes.getOrLoadMany([['aa'], ['have'], ['b'], ['aa']])).toEqual([
        { n: 2 },
        { n: 0 },
        { n: 1 },
        { n: 2 },
      ])
      expect(calls.map((keys) => keys.toSorted())).toEqual([['aa', 'b']])
      const failure = await b.quotes.getOrLoadMany([['bad'], ['ccc']]).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(AggregateError)
      expect(await a.quotes.getMany([['ccc'], ['bad'], ['b']])).toEqual([{ n: 3 }, undefined, { n: 1 }])
    })
  })

  describe(`${engine}: coherence`, () => {
    test('a write is seen by the other process as soon as it has heard of it', async () => {
      const { a, b } = await two({})
      for (let n = 0; n < 20; n += 1) {
        await a.quotes.set(['A'], { n })
        await heard(b)
        expect(await b.quotes.get(['A'])).toEqual({ n })
        expect(b.quotes.peek(['A'])).toEqual({ n })
      }
      expect(await a.quotes.delete(['A'])).toBe(true)
      await heard(b)
      expect(await b.quotes.get(['A'])).toBeUndefined()
      expect(await a.quotes.delete(['A'])).toBe(false)
    })

    test('an own write is in the process at once and stays believed', async () => {
      const [a] = await processes(1, {})
      await a?.quotes.set(['A'], { n: 1 })
      expect(await a?.quotes.get(['A'])).toEqual({ n: 1 })
      // the server tells us of our own write as well: it is looked at once more, and then believed
      await expect.poll(() => a?.quotes.peek(['A'])).toEqual({ n: 1 })
    })

    test('an invalidated tag takes everything under it, here and elsewhere, and what is being loaded', async () => {
      let loads = 0
      const gate = Promise.withResolvers<void>()
      const { a, b } = await two({
        tags: ({ symbol }) => [symbol, 'all'],
        load: async ({ symbol }) => {
          loads += 1
          if (symbol === 'slow' && loads < 4) await gate.promise
          return { n: loads }
        },
      })
      expect(await a.quotes.getOrLoad(['A'])).toEqual({ n: 1 })
      expect(await b.quotes.getOrLoad(['A'])).toEqual({ n: 1 })
      expect(await b.quotes.getOrLoad(['B'])).toEqual({ n: 2 })
      await heard(b)
      await b.quotes.get(['A'])
      expect(b.quotes.peek(['A'])).toEqual({ n: 1 })
      const slow = b.quotes.getOrLoad(['slow'])
      await expect.poll(() => loads).toBe(3)
      await a.cache.invalidateTags('A', 'slow')
      gate.resolve()
      await slow
      await heard(b)
      expect(b.quotes.peek(['A'])).toBeUndefined()
      expect(await b.quotes.get(['B'])).toEqual({ n: 2 })
      expect((await b.quotes.getOrLoad(['A']))?.n).toBeGreaterThan(3)
      expect((await b.quotes.getOrLoad(['slow']))?.n).toBeGreaterThan(3)
      await a.cache.invalidateTags('all')
      await heard(b)
      expect(await b.quotes.get(['B'])).toBeUndefined()
    })

    test('machines whose clocks are minutes apart agree on what is fresh', async () => {
      const prefix = `t:${randomUUID()}:`
      const skewed = async (skew: number) => {
        const clock = { monotonic: () => performance.now(), wall: () => Date.now() + skew }
        const opened = await open({ prefix, clock })
        const quotes = opened.cache.family(quote({ fresh: '30s' }))
        await coherent(opened.cache)
        return { ...opened, quotes }
      }
      const [early, late] = [await skewed(-90_000), await skewed(90_000)]
      await early.quotes.set(['A'], { n: 1 })
      await late.quotes.set(['B'], { n: 2 })
      expect(await late.quotes.get(['A'])).toEqual({ n: 1 })
      expect(await early.quotes.get(['B'])).toEqual({ n: 2 })
      const { stored } = await late.quotes.explain(['A'])
      expect(stored?.ageMs).toBeLessThan(20_000)
      expect(stored?.ageMs).toBeGreaterThan(-5_000)
    })

    test.runIf(hears === 'anybody')(
      'values that somebody else damaged count as a miss, are reported and are gone',
      async () => {
        const { a, b } = await two({ load: async () => ({ n: 7 }) })
        await a.quotes.set(['A'], { n: 1 })
        const key = a.quotes.key(['A'])
        const stored = await a.client.getBuffer(key)
        if (!stored) throw new Error('nothing was stored')
        const flipped = Buffer.from(stored)
        flipped[10] = (flipped[10] ?? 0) ^ 1
        for (const damaged of [
          flipped,
          stored.subarray(0, 20),
          Buffer.from('{"n":1}'),
          Buffer.from(''),
          Buffer.alloc(3_000, 0xf1),
        ]) {
          await a.client.set(key, damaged)
          await heard(b)
          const reported = b.events.length
          expect(await b.quotes.get(['A'])).toBeUndefined()
          expect(b.events.slice(reported)).toMatchObject([{ type: 'corrupt', key }])
          expect(await a.client.exists(key)).toBe(0)
          await a.client.set(key, damaged)
          await heard(b)
          expect(await b.quotes.getOrLoad(['A'])).toEqual({ n: 7 })
        }
      },
    )

    test('what a newer version wrote is a miss here, and stays there', async () => {
      const prefix = `t:${randomUUID()}:`
      const [now, later] = [await open({ prefix }), await open({ prefix })]
      const current = now.cache.family(quote({ load: async () => ({ n: 1 }) }))
      const newer = later.cache.family(quote({ schemaVersion: 2, migrate: { 1: (old) => old } }))
      await newer.set(['A'], { n: 2 })
      expect(await current.getOrLoad(['A'])).toEqual({ n: 1 })
      expect(await newer.get(['A'])).toEqual({ n: 2 })
      await current.set(['B'], { n: 3 })
      expect(await newer.get(['B'])).toEqual({ n: 3 })
    })
  })

  describe(`${engine}: bounds`, () => {
    test('the capacity is exact under eight writers, statistics are true, and what was read stays', async () => {
      const all = await processes(8, { bound: { entries: 20 } })
      const [first] = all
      if (!first) throw new Error('eight were asked for')
      await Promise.all(
        all.flatMap(({ quotes }, writer) =>
          Array.from({ length: 15 }, (_, i) => quotes.set([`${writer}-${i}`], { n: i })),
        ),
      )
      const names = all.flatMap((_, writer) =>
        Array.from({ length: 15 }, (_, i) => first.quotes.key([`${writer}-${i}`])),
      )
      const there = await Promise.all(names.map((name) => first.client.exists(name)))
      expect(there.filter((one) => one === 1)).toHaveLength(20)
      expect(await first.quotes.kept()).toMatchObject({ entries: 20, evicted: 100 })
    })
  })
}
