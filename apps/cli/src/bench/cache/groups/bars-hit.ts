import { defineFamily, json } from '@fyntrix/cache'
import { z } from 'zod'
import { awaited, looked, type TimedCase, timed } from '../figures.ts'
import { coherent, openCache, unchecked } from '../ours.ts'
import { quoteOf, rowsOf, scaledBars, simulatedBars } from '../values.ts'
import { type Group, openPeers } from './group.ts'

const parameters = { symbol: z.string() }
// a copy would make it hundreds of times as long
const noCopy = { atMost: 1.25, times: 'floor' } as const

export const barsHit: Group = {
  title: '2. 1,000 bars that the process holds',
  about:
    'CPU time of a call, always for one key. Floor: a small value from the same cache. Peers hold the bars as objects.',
  async run({ redis, rounds }) {
    await using scope = new AsyncDisposableStack()
    const bars = await simulatedBars(1_000)
    const rows = rowsOf(bars)
    const { cache } = scope.use(await openCache(redis.url, { prefix: 'bars-hit:' }))
    const common = { parameters, fresh: '1h' } as const
    const small = cache.family(
      defineFamily({
        ...common,
        name: 'small',
        description: 'small values',
        key: 'small:{symbol}',
        codec: json(unchecked),
        load: async ({ symbol }) => quoteOf(symbol),
      }),
    )
    const large = cache.family(
      defineFamily({
        ...common,
        name: 'large',
        description: 'bars',
        key: 'large:{symbol}',
        codec: scaledBars,
        load: async () => scaledBars.of(bars),
      }),
    )
    await coherent(cache)
    const load = async (key: string) => ({ key, rows })
    const opened = await openPeers(scope, ['both', 'process'], { redis: redis.address, prefix: 'bars-hit:', load })
    for (let turn = 0; turn < 2; turn += 1) {
      await Promise.all([small.getOrLoad(['A']), large.getOrLoad(['A'])])
      await cache.settle()
      await cache.drain()
    }
    for (const each of opened) await each.cache.getOrLoad('A')
    const synchronous: TimedCase[] = [
      { name: 'fyntrix peek, a small value', kind: 'floor', run: () => looked(() => small.peek(['A'])) },
      { name: 'fyntrix peek', kind: 'ours', target: noCopy, run: () => looked(() => large.peek(['A'])) },
      ...opened.flatMap(({ peer: { name }, cache: { peek } }): TimedCase[] =>
        peek ? [{ name, kind: 'peer', run: () => looked(() => peek('A')) }] : [],
      ),
    ]
    const asynchronous: TimedCase[] = [
      { name: 'fyntrix getOrLoad, a small value', kind: 'floor', run: () => awaited(() => small.getOrLoad(['A'])) },
      { name: 'fyntrix getOrLoad', kind: 'ours', target: noCopy, run: () => awaited(() => large.getOrLoad(['A'])) },
      ...opened.map(({ peer: { name }, cache: peer }): TimedCase => {
        return { name, kind: 'peer', run: () => awaited(() => peer.getOrLoad('A'), 32) }
      }),
    ]
    return [
      ...(await timed('bars, synchronous', 'ns', synchronous, rounds)),
      ...(await timed('bars, awaited', 'ns', asynchronous, rounds)),
    ]
  },
}
