import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type BenchCase, type BenchRow, runSuite } from '@fyntrix/bench'
import { istDate, nse } from '@fyntrix/calendar'
import { openDatabase } from '@fyntrix/db/shared'
import { newId } from '@fyntrix/domain/shared'
import { detectProvider } from '@fyntrix/market-data'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { CliContext } from '../context.ts'
import { startOwnServices } from '../shared/own-services.ts'

const bareTable = `create table bare (source text, symbol text, interval text, ts timestamptz, version int, session date, known_at timestamptz,
  open float8, high float8, low float8, close float8, volume float8, provisional boolean,
  primary key (source, symbol, interval, ts, version))`

/** Every bar of the folder as lines for `COPY … FROM STDIN`, made before the clock starts. */
const copyLines = async (folder: string): Promise<string[]> => {
  const lines: string[] = []
  const provider = await detectProvider(folder, nse)
  for await (const item of provider.read()) {
    if (item.kind !== 'batch') continue
    const { source, symbol, interval, candles, knownAt } = item.batch
    candles.ts.forEach((ts, i) => {
      const at = new Date(ts).toISOString()
      const known = new Date(knownAt[i] ?? ts).toISOString()
      const { open, high, low, close, volume } = candles
      lines.push(
        `${source}\t${symbol}\t${interval}\t${at}\t1\t${istDate(ts)}\t${known}\t${open[i]}\t${high[i]}\t${low[i]}\t${close[i]}\t${volume[i]}\tf\n`,
      )
    })
  }
  return lines
}

const chunked = function* (lines: readonly string[], size: number) {
  for (let at = 0; at < lines.length; at += size) yield lines.slice(at, at + size).join('')
}

/** Import of all real daily candles beside a bare COPY of the same bars, and reads of 2,500 bars beside a bare SELECT. */
export const benchCandles = async ({ env, wall }: CliContext, rounds: number): Promise<BenchRow[]> => {
  const folder = join(env.sharedData, 'market/nse-daily')
  const lines = await copyLines(folder)
  await using own = await startOwnServices(env)
  const bare = new pg.Client({ connectionString: own.databaseUrl })
  await bare.connect()
  await bare.query(bareTable)
  const provider = await detectProvider(folder, nse)
  const load = (db: ReturnType<typeof openDatabase>) =>
    db.candles.importCandles(provider.read(), {
      importId: newId(wall()),
      source: 'nse-daily',
      description: 'bench',
      receivedAt: wall(),
    })

  let target = openDatabase({ url: own.databaseUrl })
  const stored = openDatabase({ url: await own.emptyDatabase() })
  await load(stored)
  const asOf = wall()
  const cases: BenchCase[] = [
    {
      group: 'import',
      name: 'folder of CSV files, parsed, checked, versioned',
      unit: 'rows',
      prepare: async () => {
        await target.close()
        target = openDatabase({ url: await own.emptyDatabase() })
        await target.ping()
      },
      run: async () => (await load(target)).read,
    },
    {
      group: 'import',
      name: 'same folder again: nothing changes',
      unit: 'rows',
      run: async () => (await load(stored)).read,
    },
    {
      group: 'import',
      name: 'bare COPY of parsed lines into one table',
      floor: true,
      unit: 'rows',
      prepare: async () => void (await bare.query('truncate bare')),
      run: async () => {
        await pipeline(Readable.from(chunked(lines, 1_000)), bare.query(copyFrom('copy bare from stdin')))
        return lines.length
      },
    },
    {
      group: 'read',
      name: '2,500 daily bars as of an instant, as columns',
      unit: 'bars',
      run: async () =>
        (await stored.candles.read({ source: 'nse-daily', symbol: 'RELIANCE', interval: 'day', asOf, limit: 2_500 })).ts
          .length,
    },
    {
      group: 'read',
      name: 'bare SELECT of 2,500 rows as arrays',
      floor: true,
      unit: 'bars',
      run: async () => {
        const result = await bare.query({
          text: `select ts, open, high, low, close, volume, provisional from bare
                 where source = 'nse-daily' and symbol = 'RELIANCE' and interval = 'day' order by ts desc limit 2500`,
          rowMode: 'array',
        })
        return result.rows.length
      },
    },
  ]
  try {
    return await runSuite(cases, { rounds })
  } finally {
    await Promise.all([target.close(), stored.close(), bare.end()])
  }
}
