import { describe, expect, test } from 'vitest'
import { pushedClock } from '../testing/caches.ts'
import { contenderOf, type Engine, heard, processesOn, type Quote } from './processes.ts'
import { removedWhileLoading } from './scenarios.ts'

/** What a value's first readers get, and what is kept of it. */
export const loading = (engine: Engine): void => {
  const { processes, one, two } = processesOn(engine)

  describe(`${engine.name}: loading`, () => {
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

    test.each([
      { local: true, where: 'in the process and in Redis' },
      { local: false, where: 'in Redis alone' },
    ])(
      'what is kept $where and was removed while it was loaded is not kept: whoever asks afterwards loads anew',
      async ({ local }) => {
        const open = async (load: () => Promise<number>) => {
          const { a, b } = await two({ local, load: async () => ({ n: await load() }) })
          return [contenderOf(a), contenderOf(b)] as const
        }
        expect(await removedWhileLoading(open)).toEqual({ joining: 2, elsewhere: 2, later: 2 })
      },
    )

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

    test('undefined is a miss and is not kept; null is a value with a lifetime of its own', async () => {
      let loads = 0
      const clock = pushedClock()
      let answer: Quote | undefined
      const load = async () => {
        loads += 1
        return answer
      }
      const a = await one({ negative: '10s', load }, { clock, heartbeat: 3_600_000 })
      expect(await a.quotes.getOrLoad(['A'])).toBeUndefined()
      expect(await a.quotes.getOrLoad(['A'])).toBeUndefined()
      expect(loads).toBe(2)
      answer = null
      expect(await a.quotes.getOrLoad(['A'])).toBeNull()
      expect(await a.quotes.getOrLoad(['A'])).toBeNull()
      expect(loads).toBe(3)
      clock.push(11_000)
      await a.quotes.getOrLoad(['A'])
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
}
