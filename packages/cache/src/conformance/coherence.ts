import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { coherent, pushedClock } from '../testing/caches.ts'
import { type Engine, heard, processesOn, quote } from './processes.ts'

/** What one process sees of the others. */
export const coherence = (engine: Engine): void => {
  const { one, two } = processesOn(engine)

  describe(`${engine.name}: coherence`, () => {
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
      const a = await one({})
      await a.quotes.set(['A'], { n: 1 })
      expect(await a.quotes.get(['A'])).toEqual({ n: 1 })
      // the server tells us of our own write as well: it is looked at once more, and then believed
      await expect.poll(() => a.quotes.peek(['A'])).toEqual({ n: 1 })
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

    test('whoever asks after a change does not get what one who waits since before it has seen', async () => {
      const clock = pushedClock()
      let loads = 0
      const gate = Promise.withResolvers<{ readonly n: number }>()
      const load = async () => {
        loads += 1
        return loads === 1 ? gate.promise : { n: 3 }
      }
      const { a, b } = await two({ stale: '10m', load }, { clock, heartbeat: 3_600_000 })
      await b.quotes.set(['A'], { n: 1 })
      clock.push(90_000)
      // one refreshes, the other waits for it
      expect(await b.quotes.read(['A'])).toMatchObject({ value: { n: 1 }, state: 'stale' })
      await expect.poll(() => loads).toBe(1)
      expect(await a.quotes.read(['A'])).toMatchObject({ value: { n: 1 }, state: 'stale' })
      for (let i = 0; i < 3; i += 1) await a.quotes.explain(['A'])
      await b.quotes.delete(['A'])
      await heard(a)
      expect(await a.quotes.getOrLoad(['A'])).toEqual({ n: 3 })
      gate.resolve({ n: 2 })
    })

    test('machines whose clocks are minutes apart agree on what is fresh', async () => {
      const prefix = `t:${randomUUID()}:`
      const skewed = async (skew: number) => {
        const clock = { monotonic: () => performance.now(), wall: () => Date.now() + skew }
        const opened = await engine.open({ prefix, clock })
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

    test.runIf(engine.hears === 'anybody')(
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
      const [now, later] = [await engine.open({ prefix }), await engine.open({ prefix })]
      const current = now.cache.family(quote({ load: async () => ({ n: 1 }) }))
      const newer = later.cache.family(quote({ schemaVersion: 2, migrate: { 1: (old) => old } }))
      await newer.set(['A'], { n: 2 })
      expect(await current.getOrLoad(['A'])).toEqual({ n: 1 })
      expect(await newer.get(['A'])).toEqual({ n: 2 })
      await current.set(['B'], { n: 3 })
      expect(await newer.get(['B'])).toEqual({ n: 3 })
    })
  })
}
