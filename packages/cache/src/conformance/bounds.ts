import { describe, expect, test } from 'vitest'
import { sideKey } from '../key.ts'
import { contenderOf, type Engine, processesOn } from './processes.ts'
import { crowd } from './scenarios.ts'

/** What a bounded family keeps in Redis. */
export const bounds = (engine: Engine): void => {
  const { processes, two } = processesOn(engine)

  describe(`${engine.name}: bounds`, () => {
    test('the capacity is exact under eight writers, and statistics are true', async () => {
      const all = await processes(8, { bound: { entries: 20 } })
      const [first] = all
      if (!first) throw new Error('eight were asked for')
      const names = (await crowd(all.map(contenderOf))).map((key) => first.quotes.key([key]))
      const there = await Promise.all(names.map((name) => first.client.exists(name)))
      expect(there.filter((one) => one === 1)).toHaveLength(20)
      expect(await first.quotes.kept()).toMatchObject({ entries: 20, evicted: 100 })
    })

    test('what was read stays, also where the process had it; what was used longest ago leaves', async () => {
      const { a, b } = await two({ bound: { entries: 4 } }, { heartbeat: 50 })
      const index = sideKey('lru', a.quotes.spec.head)
      const kept = async () => {
        const symbols = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
        const there = await Promise.all(symbols.map((symbol) => a.client.exists(a.quotes.key([symbol]))))
        return symbols.filter((_, i) => there[i] === 1).join('')
      }
      for (const symbol of ['A', 'B', 'C', 'D']) await b.quotes.set([symbol], { n: 1 })
      await a.quotes.get(['A'])
      // the second time it comes from the process, which tells the index of it with its heartbeat
      await expect.poll(() => a.quotes.peek(['A'])).toEqual({ n: 1 })
      const latest = async () => {
        await a.quotes.getOrLoad(['A']).catch(() => undefined)
        return (await a.client.zrange(index, '-1', '-1'))[0]
      }
      await expect.poll(latest).toBe(a.quotes.key(['A']))
      await b.quotes.set(['E'], { n: 1 })
      expect(await kept()).toBe('ACDE')
      await b.quotes.set(['F'], { n: 1 })
      await b.quotes.set(['G'], { n: 1 })
      expect(await kept()).toBe('AEFG')
    })
  })
}
