import { defineFamily, json } from '@fyntrix/cache'
import { z } from 'zod'
import { awaited, looked, type TimedCase, timed } from '../figures.ts'
import { coherent, openCache, unchecked } from '../ours.ts'
import { quoteOf, symbolAt, symbols } from '../values.ts'
import { type Group, openPeers } from './group.ts'

interface Held {
  readonly value: unknown
  readonly until: number
}

const quotes = (name: string, tags: readonly string[]) =>
  defineFamily({
    name,
    description: 'small values',
    key: `${name}:{symbol}`,
    parameters: { symbol: z.string() },
    codec: json(unchecked),
    fresh: '1h',
    tags: () => tags,
    load: async ({ symbol }) => quoteOf(symbol),
  })

export const processHit: Group = {
  title: '1. A small value that the process holds',
  about: 'CPU time of a call; 64 keys in turn. Floor: a Map and a look at the clock.',
  async run({ redis, rounds }) {
    await using scope = new AsyncDisposableStack()
    const prefix = 'hit:'
    const { cache } = scope.use(await openCache(redis.url, { prefix }))
    const [plain, tagged] = [cache.family(quotes('plain', [])), cache.family(quotes('tagged', ['a', 'b', 'c']))]
    await coherent(cache)
    const held = new Map<string, Held>()
    for (const key of symbols) held.set(key, { value: quoteOf(key), until: performance.now() + 3_600_000 })
    const lookUp = (key: string): unknown => {
      const found = held.get(key)
      return found !== undefined && performance.now() < found.until ? found.value : undefined
    }
    const load = async (key: string) => quoteOf(key)
    const options = { redis: redis.address, load, prefix }
    const untagged = await openPeers(scope, ['both', 'process'], options)
    const withTags = await openPeers(scope, ['both'], { ...options, prefix: 'hit-tags:', tags: ['a', 'b', 'c'] })
    for (let turn = 0; turn < 2; turn += 1) {
      for (const key of symbols) {
        await Promise.all([plain.getOrLoad([key]), tagged.getOrLoad([key])])
        for (const each of untagged) await each.cache.getOrLoad(key)
        for (const each of withTags) await (turn === 0 ? each.cache.set(key, quoteOf(key)) : each.cache.getOrLoad(key))
      }
      // the server tells of own writes too; until they are confirmed nothing is a hit
      await cache.settle()
      await cache.drain()
    }
    const synchronous: TimedCase[] = [
      { name: 'Map', kind: 'floor', run: () => looked((i) => lookUp(symbolAt(i))) },
      {
        name: 'fyntrix peek',
        kind: 'ours',
        target: { atMost: 100 },
        run: () => looked((i) => plain.peek([symbolAt(i)])),
      },
      ...untagged.flatMap(({ peer: { name }, cache: { peek } }): TimedCase[] =>
        peek ? [{ name, kind: 'peer', run: () => looked((i) => peek(symbolAt(i))) }] : [],
      ),
    ]
    const floor: TimedCase = {
      name: 'async Map',
      kind: 'floor',
      run: () => awaited(async (i) => lookUp(symbolAt(i))),
    }
    const read = (peers: typeof untagged) =>
      peers.map(({ peer: { name }, cache }): TimedCase => {
        return { name, kind: 'peer', run: () => awaited((i) => cache.getOrLoad(symbolAt(i)), 256) }
      })
    const own = (family: typeof plain, atMost: number): TimedCase => ({
      name: 'fyntrix getOrLoad',
      kind: 'ours',
      target: { atMost },
      run: () => awaited((i) => family.getOrLoad([symbolAt(i)])),
    })
    return [
      ...(await timed('synchronous', 'ns', synchronous, rounds)),
      ...(await timed('awaited', 'ns', [floor, own(plain, 300), ...read(untagged)], rounds)),
      ...(await timed('awaited, 3 tags', 'ns', [floor, own(tagged, 500), ...read(withTags)], rounds)),
    ]
  },
}
