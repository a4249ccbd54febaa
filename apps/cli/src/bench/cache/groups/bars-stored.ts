import { defineFamily } from '@fyntrix/cache'
import { z } from 'zod'
import { type Measurement, sampled, type TimedCase, timed } from '../figures.ts'
import { bareClient, coherent, openCache } from '../ours.ts'
import { type Bars, doubleBars, realBars, rowsOf, scaledBars, simulatedBars } from '../values.ts'
import { type Group, type GroupContext, openPeers } from './group.ts'

const count = 10_000
const calls = 15
const within = { atMost: 1 }

const common = { parameters: { symbol: z.string() }, fresh: '1h', local: false } as const

/** Sizes and reading times of one series, in each form. */
const measure = async (
  group: string,
  bars: Bars,
  { redis, rounds }: GroupContext,
  besidePeers: boolean,
): Promise<Measurement[]> => {
  await using scope = new AsyncDisposableStack()
  const { cache } = scope.use(await openCache(redis.url, { prefix: `${group}:` }))
  const client = bareClient(scope, { redis: redis.address })
  const ticks = cache.family(
    defineFamily({ ...common, name: 'ticks', description: 'bars', key: 'ticks:{symbol}', codec: scaledBars }),
  )
  const doubles = cache.family(
    defineFamily({ ...common, name: 'doubles', description: 'bars', key: 'doubles:{symbol}', codec: doubleBars }),
  )
  await coherent(cache)
  const rows = rowsOf(bars)
  const load = async (key: string) => ({ key, rows })
  const options = { redis: redis.address, prefix: `${group}:`, load }
  const opened = besidePeers ? await openPeers(scope, ['redis'], options) : []
  await Promise.all([ticks.set(['A'], scaledBars.of(bars)), doubles.set(['A'], doubleBars.of(bars))])
  const columns = Object.values(bars)
  await client.set(`${group}:raw`, Buffer.concat(columns.map((column) => Buffer.from(column.buffer))))
  const sizes = new Map<string, number>()
  for (const { peer, cache: each } of opened) {
    const before = await client.keys('*')
    await each.getOrLoad('A')
    const added = (await client.keys('*')).filter((key) => !before.includes(key))
    const lengths = await Promise.all(added.map((key) => client.strlen(key)))
    sizes.set(peer.name, Math.max(...lengths))
  }
  const size = async (
    name: string,
    kind: Measurement['kind'],
    bytes: number,
    atMost?: number,
  ): Promise<Measurement> => {
    const target = atMost === undefined ? undefined : { atMost }
    return { group, name, kind, metric: 'stored', value: bytes, unit: 'bytes', target }
  }
  const read =
    (call: () => Promise<unknown>, reads = calls) =>
    () =>
      sampled(reads, call)
  const bare = async () => {
    const stored = await client.getBuffer(`${group}:raw`)
    if (stored === null) throw new Error('the columns are missing')
    // a copy of the whole, since Redis's answer need not begin where a double may
    const { buffer } = new Uint8Array(stored)
    return columns.map((_, i) => new Float64Array(buffer, i * 8 * count, count))
  }
  const cases: TimedCase[] = [
    { name: 'bare columns of float64', kind: 'floor', run: read(bare) },
    { name: 'fyntrix scaled', kind: 'ours', target: within, run: read(() => ticks.get(['A'])) },
    { name: 'fyntrix float64', kind: 'ours', run: read(() => doubles.get(['A'])) },
    ...opened.map(({ peer: { name }, cache: peer }): TimedCase => {
      return { name, kind: 'peer', run: read(() => peer.getOrLoad('A'), 2) }
    }),
  ]
  return [
    await size('bare columns of float64', 'floor', await client.strlen(`${group}:raw`)),
    await size('fyntrix scaled', 'ours', await client.strlen(ticks.key(['A'])), 100_000),
    await size('fyntrix float64', 'ours', await client.strlen(doubles.key(['A'])), 200_000),
    ...(await Promise.all([...sizes].map(([name, bytes]) => size(name, 'peer', bytes)))),
    ...(await timed(group, 'ms', cases, rounds)),
  ]
}

export const barsStored: Group = {
  title: '5. 10,000 bars in Redis',
  about: `${calls} reads a round (peers 2, with the simulated ones only); median read, Redis and decoding included. Simulated: one symbol, 5 minutes, tick 0.05. Real: daily, one NSE symbol after the other, rounded to 0.01.`,
  async run(context) {
    return [
      ...(await measure('simulated bars', await simulatedBars(count), context, true)),
      ...(await measure('real bars', await realBars(context.env.sharedData, count), context, false)),
    ]
  },
}
