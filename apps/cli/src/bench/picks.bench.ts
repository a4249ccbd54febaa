import { join } from 'node:path'
import { type BenchRow, runSuite } from '@fyntrix/bench'
import { nse } from '@fyntrix/calendar'
import { detectProvider } from '@fyntrix/market-data'
import { computeRun } from '@fyntrix/services/top-picks'
import type { CliContext } from '../context.ts'
import { openOwn, startOwnServices } from '../shared/own-services.ts'

const asOf = new Date('2026-07-09T10:30:00Z')
const key = { universe: 'nifty50', mode: 'swing' } as const
const bars = 400

/** A nifty50 swing run from stored real candles: reading alone, reading and computing, and the whole run with its record. */
export const benchPicks = async (context: CliContext, rounds: number): Promise<BenchRow[]> => {
  await using own = await startOwnServices(context.env)
  await using opened = await openOwn(own, context, { name: 'fyntrix-bench', source: 'nse-daily', asOf })
  const { candles, universes, topPicks, relay } = opened.services
  await candles.import(await detectProvider(join(context.env.sharedData, 'market/nse-daily'), nse))
  const { symbols } = universes.members('nifty50', asOf)
  const group = 'nifty50 swing'
  return await runSuite(
    [
      {
        group,
        name: 'run: read, compute, record in one transaction',
        unit: 'runs',
        run: async () => {
          await topPicks.run({ ...key, asOf: asOf.toISOString(), trigger: 'bench' })
          return 1
        },
      },
      {
        group,
        name: 'read and compute',
        unit: 'runs',
        run: async () => {
          await computeRun({ candles, universes }, { ...key, asOf })
          return 1
        },
      },
      {
        group,
        name: 'read the candles',
        floor: true,
        unit: 'runs',
        run: async () => {
          await candles.many(symbols, 'day', asOf, bars)
          return 1
        },
      },
      {
        group: 'after the run',
        name: 'latest, from Redis',
        unit: 'reads',
        prepare: async () => void (await relay.drain()),
        run: async () => {
          await topPicks.latest(key)
          return 1
        },
      },
      {
        group: 'after the run',
        name: 'bare GET of the same key',
        floor: true,
        unit: 'reads',
        run: async () => {
          await opened.resources.redis.get('top_picks:nifty50:swing')
          return 1
        },
      },
    ],
    { rounds },
  )
}
