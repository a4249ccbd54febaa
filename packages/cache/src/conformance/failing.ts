import { describe, expect, test } from 'vitest'
import { LoadFailedError, LoadTimeoutError } from '../errors.ts'
import { pushedClock } from '../testing/caches.ts'
import { contenderOf, type Engine, processesOn, type Quote } from './processes.ts'
import { failingTogether } from './scenarios.ts'

/** What callers get when loading fails, hangs or is given up. */
export const failing = (engine: Engine): void => {
  const { one, two } = processesOn(engine)
  /** Two processes that wait for 30 s after a failure. */
  const failers = () => {
    const all: Awaited<ReturnType<typeof one>>[] = []
    const open = async (load: () => Promise<number>) => {
      const options = { random: () => 0.5, backoff: { base: 30_000, ceiling: 60_000 } }
      const { a, b } = await two({ load: async () => ({ n: await load() }) }, options)
      all.push(a, b)
      return [contenderOf(a), contenderOf(b)] as const
    }
    return { all, open }
  }

  describe(`${engine.name}: failing`, () => {
    test('fifty waiters in two processes cause one call, share its failure, and nobody tries again before the pause is over', async () => {
      const { all, open } = failers()
      const { failures, together, again, late } = await failingTogether(open)
      expect({ failures, together, again }).toEqual({ failures: 50, together: 1, again: 0 })
      for (const each of late) {
        expect(each).toMatchObject({ status: 'rejected', reason: expect.any(LoadFailedError) })
        expect(each).toMatchObject({ reason: { message: expect.stringMatching(/the source is down|not tried again/) } })
      }
      const [a] = all
      expect((await a?.quotes.explain(['A']))?.redis).toBe('failed')
    })

    test('with a stale value at hand a failing loader is not noticed, and a hung one never blocks', async () => {
      const clock = pushedClock()
      let answer: () => Promise<Quote> = async () => ({ n: 1 })
      const a = await one(
        // far more than a busy machine stalls
        { stale: '10m', hold: '1h', hard: '3s', load: () => answer() },
        { clock, heartbeat: 3_600_000 },
      )
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
      const a = await one({
        hard: 200,
        load: (_, context) => {
          signal = context.signal
          return new Promise(() => undefined)
        },
      })
      const failure = await a.quotes.getOrLoad(['A']).catch((error: unknown) => error)
      expect(failure instanceof LoadTimeoutError || failure instanceof LoadFailedError).toBe(true)
      expect(String(failure)).toMatch(/quote:A.*(took longer than 200 ms|was not there within 200 ms)/)
      await a.cache.drain()
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
      const a = await one({
        load: (_, context) => {
          signal = context.signal
          return gate.promise
        },
      })
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
  })
}
