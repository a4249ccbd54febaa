import { bytes, defineFamily, json } from '@fyntrix/cache'
import { z } from 'zod'
import { sampled, type TimedCase, timed } from '../figures.ts'
import { bareClient, coherent, openCache, unchecked } from '../ours.ts'
import { quoteOf } from '../values.ts'
import { type Group, openPeers } from './group.ts'

const calls = 60
const target = { atMost: 1.2, times: 'floor' } as const
const keys: readonly string[] = Array.from({ length: 100 }, (_, i) => `SYM${i}`)
const list = keys.map((key) => [key] as const)

export const manyKeys: Group = {
  title: '4. 100 keys that only Redis holds',
  about: `${calls} reads of 100 keys a round; median read. Floor: MGET of bare ioredis and the same decoding. Peers without such a read: 100 at once.`,
  async run({ redis, rounds }) {
    await using scope = new AsyncDisposableStack()
    const { cache } = scope.use(await openCache(redis.url, { prefix: 'many:' }))
    const client = bareClient(scope, { redis: redis.address })
    const common = { parameters: { symbol: z.string() }, fresh: '1h', local: false } as const
    const quotes = cache.family(
      defineFamily({
        ...common,
        name: 'quotes',
        description: 'quotes',
        key: 'quotes:{symbol}',
        codec: json(unchecked),
      }),
    )
    const raw = cache.family(
      defineFamily({ ...common, name: 'raw', description: 'bytes', key: 'raw:{symbol}', codec: bytes() }),
    )
    await coherent(cache)
    const load = async (key: string) => quoteOf(key)
    const opened = await openPeers(scope, ['redis'], { redis: redis.address, prefix: 'many:', load })
    const bareKeys = keys.map((key) => `many-bare:${key}`)
    for (const [i, key] of keys.entries()) {
      const text = JSON.stringify(quoteOf(key))
      await client.set(bareKeys[i] ?? '', text)
      await Promise.all([quotes.set([key], quoteOf(key)), raw.set([key], Buffer.from(text))])
      await Promise.all(opened.map(({ cache: peer }) => peer.getOrLoad(key)))
    }
    await cache.settle()
    const each = (call: () => Promise<readonly unknown[]>) => () =>
      sampled(calls, async () => {
        const found = await call()
        if (found.some((value) => value === undefined || value === null)) throw new Error('a value is missing')
      })
    const parsed = async () => (await client.mget(bareKeys)).map((text): unknown => JSON.parse(text ?? ''))
    const values: TimedCase[] = [
      { name: 'MGET + JSON.parse', kind: 'floor', run: each(parsed) },
      { name: 'fyntrix getMany', kind: 'ours', target, run: each(() => quotes.getMany(list)) },
      ...opened.map(({ peer: { name }, cache: peer }): TimedCase => {
        const one = () => Promise.all(keys.map((key) => peer.getOrLoad(key)))
        return { name, kind: 'peer', run: each(() => peer.getMany?.(keys) ?? one()) }
      }),
    ]
    const raws: TimedCase[] = [
      { name: 'MGET', kind: 'floor', run: each(() => client.mgetBuffer(bareKeys)) },
      { name: 'fyntrix getMany', kind: 'ours', target, run: each(() => raw.getMany(list)) },
    ]
    return [
      ...(await timed('100 values of 100 bytes', 'µs', values, rounds)),
      ...(await timed('100 times raw bytes', 'µs', raws, rounds)),
    ]
  },
}
