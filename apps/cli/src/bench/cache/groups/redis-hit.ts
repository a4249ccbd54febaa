import { type Codec, defineFamily, json } from '@fyntrix/cache'
import { z } from 'zod'
import { sampled, type TimedCase, timed } from '../figures.ts'
import { bareClient, coherent, openCache, unchecked } from '../ours.ts'
import { stockOf, symbolAt, symbols } from '../values.ts'
import { type Group, openPeers } from './group.ts'

const calls = 400
const target = { atMost: 1.15, times: 'floor' } as const

const Stock = z.object({
  key: z.string(),
  price: z.number(),
  change: z.number(),
  volume: z.number(),
  at: z.string(),
  sector: z.string(),
  isin: z.string(),
  lot: z.number(),
  levels: z.array(z.object({ price: z.number(), strength: z.number(), touches: z.number() })),
  note: z.string(),
})

const stocks = <Name extends string>(name: Name, codec: Codec<unknown>, bytes: number, compressFrom?: number) =>
  defineFamily({
    name,
    description: 'what is known of a stock',
    key: `${name}:{symbol}`,
    parameters: { symbol: z.string() },
    codec,
    fresh: '1h',
    local: false,
    load: async ({ symbol }) => stockOf(symbol, bytes),
    ...(compressFrom !== undefined && { compressFrom }),
  })

export const redisHit: Group = {
  title: '3. A value of 1 KB that only Redis holds',
  about: `${calls} reads a round, one after the other; median read. Floor: GET of bare ioredis and the same decoding of plain JSON.`,
  async run({ redis, rounds }) {
    await using scope = new AsyncDisposableStack()
    const { cache } = scope.use(await openCache(redis.url, { prefix: 'redis-hit:' }))
    const client = bareClient(scope, { redis: redis.address })
    const plain = cache.family(stocks('plain', json(unchecked), 1_000))
    const checked = cache.family(stocks('checked', json<unknown>(Stock), 1_000))
    const zipped = cache.family(stocks('zipped', json(unchecked), 1_024))
    await coherent(cache)
    const load = async (key: string) => stockOf(key, 1_000)
    const opened = await openPeers(scope, ['redis'], { redis: redis.address, prefix: 'redis-hit:', load })
    for (const key of symbols) {
      await client.set(`bare:${key}`, JSON.stringify(stockOf(key, 1_000)))
      await Promise.all([plain, checked, zipped].map((family) => family.getOrLoad([key])))
      await Promise.all(opened.map((each) => each.cache.getOrLoad(key)))
    }
    await cache.settle()
    const bare = async (i: number): Promise<unknown> => JSON.parse((await client.get(`bare:${symbolAt(i)}`)) ?? '')
    const each = (call: (i: number) => Promise<unknown>) => () => sampled(calls, call)
    const read = ({ getOrLoad }: { getOrLoad: (key: string) => Promise<unknown> }) =>
      each((i) => getOrLoad(symbolAt(i)))
    const ours = (family: typeof plain | typeof checked | typeof zipped) => each((i) => family.get([symbolAt(i)]))
    const cases: TimedCase[] = [
      { name: 'GET + JSON.parse', kind: 'floor', run: each(bare) },
      { name: 'fyntrix get', kind: 'ours', target, run: ours(plain) },
      { name: 'fyntrix getOrLoad', kind: 'ours', target, run: each((i) => plain.getOrLoad([symbolAt(i)])) },
      { name: 'fyntrix get, 24 bytes more: compressed', kind: 'reference', run: ours(zipped) },
      ...opened.map(({ peer: { name }, cache: peer }): TimedCase => ({ name, kind: 'peer', run: read(peer) })),
    ]
    const withSchema: TimedCase[] = [
      { name: 'GET + JSON.parse + zod', kind: 'floor', run: each(async (i) => Stock.parse(await bare(i))) },
      { name: 'fyntrix get with zod', kind: 'ours', target, run: ours(checked) },
    ]
    return [
      ...(await timed('1 KB of JSON', 'µs', cases, rounds)),
      ...(await timed('1 KB of JSON, checked', 'µs', withSchema, rounds)),
    ]
  },
}
