import type { ProviderItem, QuarantinedRow } from '@fyntrix/domain/candles'
import { DomainError } from '@fyntrix/domain/shared'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { partitionsOf } from '../shared/partitions.ts'
import { closeOfSession, delivered, freshId, sampleBatch, startOfSession, testDatabase } from '../testing/index.ts'
import type { ImportOptions } from './index.ts'

const { database, url } = await testDatabase()
const { candles } = database
const client = new pg.Client({ connectionString: url })
await client.connect()
afterAll(() => client.end())

const options = (over: Partial<ImportOptions> = {}): ImportOptions => ({
  importId: freshId(),
  source: 'nse-daily',
  description: 'sample',
  receivedAt: new Date('2026-02-01T00:00:00.000Z'),
  ...over,
})

const sessions = ['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-05'].map(startOfSession)
const bars = sessions.map((ts, i) => ({ ts, close: 100 + i }))
const always = new Date('2030-01-01T00:00:00.000Z')
const daily = { source: 'nse-daily', interval: 'day', limit: 100, asOf: always } as const
const count = async (table: string): Promise<number> =>
  (await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? -1

describe('importing', () => {
  test('the same bars twice adds nothing the second time', async () => {
    const first = await candles.importCandles(delivered(sampleBatch({ symbol: 'TWICE' }, bars)), options())
    expect(first).toMatchObject({ read: 4, inserted: 4, newVersions: 0, unchanged: 0, quarantined: 0 })
    const again = await candles.importCandles(delivered(sampleBatch({ symbol: 'TWICE' }, bars)), options())
    expect(again).toMatchObject({ read: 4, inserted: 0, newVersions: 0, unchanged: 4 })
  })

  test('a bar that went back to an earlier version is unchanged', async () => {
    const [ts = 0] = sessions
    const values = [100, 101, 100, 102, 101]
    const batch = sampleBatch(
      { symbol: 'BACK' },
      values.map((close) => ({ ts, close })),
    )
    expect(await candles.importCandles(delivered(batch), options())).toMatchObject({
      inserted: 1,
      newVersions: 2,
      unchanged: 2,
    })
    expect([...(await candles.read({ ...daily, symbol: 'BACK' })).close]).toEqual([102])
  })

  test('versions of one bar in several batches are numbered in the order of delivery', async () => {
    const [ts = 0] = sessions
    const batches = [3, 1, 2].map((close) => sampleBatch({ symbol: 'BATCHES' }, [{ ts, close }]))
    await candles.importCandles(delivered(...batches), options())
    const { rows } = await client.query(
      `select version, close from candles_daily where symbol = 'BATCHES' order by version`,
    )
    expect(rows).toEqual([3, 1, 2].map((close, i) => ({ version: i + 1, close })))
  })

  test('two imports of one source at once take turns: each bar is inserted by one of them', async () => {
    const batch = () => delivered(sampleBatch({ symbol: 'RACE' }, bars))
    const reports = await Promise.all([1, 2].map(() => candles.importCandles(batch(), options())))
    expect(reports.map(({ inserted }) => inserted).sort((a, b) => a - b)).toEqual([0, 4])
  })

  test('imports of several sources at once may need the same new partitions', async () => {
    const far = [{ ts: startOfSession('2031-05-05'), close: 1 }]
    const sources = ['nse-daily', 'zerodha', 'simulated'] as const
    const reports = await Promise.all(
      sources.map((source) => candles.importCandles(delivered(sampleBatch({ source }, far)), options({ source }))),
    )
    expect(reports.map(({ inserted }) => inserted)).toEqual([1, 1, 1])
  })

  test('simulated bars, and only those, are marked so', async () => {
    const batch = sampleBatch({ source: 'simulated', symbol: 'MADEUP' }, bars)
    await candles.importCandles(delivered(batch), options({ source: 'simulated' }))
    const { rows } = await client.query(
      `select bool_and(simulated = (source = 'simulated')) as right from candles_daily`,
    )
    expect(rows).toEqual([{ right: true }])
  })

  test.each([
    ['out of order', sampleBatch({}, bars.toReversed())],
    ['by zerodha', sampleBatch({ source: 'zerodha' }, bars)],
    ['not a number', sampleBatch({}, [{ ts: sessions[0] ?? 0, close: Number.NaN }])],
  ])('bars delivered %s are refused', async (what, batch) => {
    await expect(candles.importCandles(delivered(batch), options())).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(what),
    })
  })

  test('a row is quarantined once, with its reason, however often it is met', async () => {
    const row: QuarantinedRow = {
      source: 'nse-daily',
      symbol: 'INFY',
      interval: 'day',
      file: 'INFY.csv',
      line: 7,
      reason: 'blank-price',
      detail: 'no close',
      raw: `2026-01-01,,"it's",\\N,\0`,
    }
    const rows = [row, { ...row, line: 8, symbol: null, interval: null }, { ...row, reason: 'off-grid' as const }]
    async function* items(): AsyncGenerator<ProviderItem> {
      yield { kind: 'quarantine', rows }
    }
    const before = await count('candle_quarantine')
    const report = await candles.importCandles(items(), options())
    expect(report).toMatchObject({ quarantined: 3, quarantinedByReason: { 'blank-price': 2, 'off-grid': 1 } })
    await candles.importCandles(items(), options())
    expect(await count('candle_quarantine')).toBe(before + 3)
  })
})

describe('an import that does not end', () => {
  const batch = sampleBatch({ symbol: 'KILLED' }, bars)
  const copying = `from pg_stat_activity where query like 'copy candles_staging%' and datname = current_database()`

  test.each([
    ['its provider fails', async () => Promise.reject(new DomainError('refused', 'by the provider')), 'refused'],
    [
      'its connection is killed',
      async () => {
        const killing = `select pg_terminate_backend(pid) ${copying}`
        // the provider may be asked before the server has heard of the COPY
        await expect.poll(async () => (await client.query(killing)).rowCount, { timeout: 60_000 }).toBeGreaterThan(0)
      },
      'unavailable',
    ],
  ])('leaves nothing when %s', async (_, accident, code) => {
    async function* items(): AsyncGenerator<ProviderItem> {
      yield* delivered(batch)
      await accident()
      // enough to fill the socket: the import must write to notice
      for (let i = 0; i < 20_000; i++) yield* delivered(batch)
    }
    const before = await count('candle_imports')
    // the server may not have noticed yet that the import before this one is gone
    const others = async () => (await client.query(`select ${copying}`)).rowCount
    await expect.poll(others, { timeout: 60_000 }).toBe(0)
    await expect(candles.importCandles(items(), options())).rejects.toMatchObject({ code })
    expect(await count('candle_imports')).toBe(before)
    expect((await candles.read({ ...daily, symbol: 'KILLED' })).ts).toHaveLength(0)
  })

  test('leaves nothing when it is aborted, and the next one gets the lock', async () => {
    const abort = new AbortController()
    const enough = new Error('enough')
    async function* items(): AsyncGenerator<ProviderItem> {
      yield* delivered(batch)
      abort.abort(enough)
      for (;;) yield* delivered(batch)
    }
    await expect(candles.importCandles(items(), options({ signal: abort.signal }))).rejects.toBe(enough)
    expect((await candles.read({ ...daily, symbol: 'KILLED' })).ts).toHaveLength(0)
    expect(await candles.importCandles(delivered(batch), options())).toMatchObject({ inserted: 4 })
  })
})

describe('reading', () => {
  test('a daily bar is seen from 16:00 IST of its session on', async () => {
    const ts = startOfSession('2026-01-09')
    await candles.importCandles(delivered(sampleBatch({ symbol: 'CLOSE' }, [{ ts, close: 1 }])), options())
    const at = async (asOf: string) =>
      (await candles.read({ ...daily, symbol: 'CLOSE', asOf: new Date(asOf) })).ts.length
    expect(await at('2026-01-09T10:29:59.999Z')).toBe(0)
    expect(await at('2026-01-09T10:30:00.000Z')).toBe(1)
  })

  test('many series come in one answer: the newest bars of each, oldest first, none for the unknown', async () => {
    await candles.importCandles(
      delivered(sampleBatch({ symbol: 'MANY1' }, bars), sampleBatch({ symbol: 'M&M' }, bars.slice(0, 2))),
      options(),
    )
    const found = await candles.readMany({ ...daily, symbols: ['M&M', 'NOBODY', 'MANY1', 'M&M'], limit: 3 })
    expect([...found].map(([symbol, { close }]) => [symbol, [...close]])).toEqual([
      ['M&M', [100, 101]],
      ['NOBODY', []],
      ['MANY1', [101, 102, 103]],
    ])
    expect([...(found.get('MANY1')?.ts ?? [])]).toEqual(sessions.slice(1))
  })

  test('intraday bars are kept apart from daily ones, by their interval', async () => {
    const ts = Date.parse('2026-01-09T03:45:00.000Z')
    const minute = sampleBatch({ source: 'zerodha', interval: '5minute', symbol: 'MINUTE' }, [
      { ts, close: 5, knownAt: ts + 300_000, provisional: true },
    ])
    await candles.importCandles(delivered(minute), options({ source: 'zerodha' }))
    const read = { source: 'zerodha', symbol: 'MINUTE', asOf: always, limit: 9 } as const
    const found = await candles.read({ ...read, interval: '5minute' })
    expect([[...found.ts], [...found.provisional]]).toEqual([[ts], [1]])
    expect((await candles.read({ ...read, interval: 'minute' })).ts).toHaveLength(0)
    expect((await candles.read({ ...read, interval: 'day' })).ts).toHaveLength(0)
    expect(await candles.hasInterval('zerodha', '5minute')).toBe(true)
    expect(await candles.hasInterval('zerodha', '15minute')).toBe(false)
  })

  test('a symbol or limit that is none never reaches the database', async () => {
    await expect(candles.read({ ...daily, symbol: `A'; drop table users; --` })).rejects.toMatchObject({
      code: 'invalid-input',
    })
    await expect(candles.read({ ...daily, symbol: 'INFY', limit: 0 })).rejects.toMatchObject({ code: 'invalid-input' })
  })

  test('recent sessions tell how many of the symbols have a candle, as of an instant', async () => {
    await candles.importCandles(
      delivered(sampleBatch({ symbol: 'COV1' }, bars), sampleBatch({ symbol: 'COV2' }, bars.slice(0, 3))),
      options(),
    )
    const query = { source: 'nse-daily', symbols: ['COV1', 'COV2', 'COV3'], sessions: 2 } as const
    const newest = [
      { session: '2026-01-05', covered: 1 },
      { session: '2026-01-02', covered: 2 },
    ]
    expect(await candles.sessionCoverage({ ...query, asOf: new Date('2026-01-06T00:00:00.000Z') })).toEqual(newest)
    // long after the last candle, too
    expect(await candles.sessionCoverage({ ...query, asOf: always })).toEqual(newest)
    const [before] = await candles.sessionCoverage({ ...query, asOf: new Date('2026-01-05T10:29:00.000Z') })
    expect(before).toEqual({ session: '2026-01-02', covered: 2 })
  })

  test('a source knows its symbols and when its newest bar was known', async () => {
    expect(await candles.symbols('nse-daily')).toEqual(expect.arrayContaining(['COV1', 'COV2', 'M&M']))
    expect(await candles.symbols('simulated')).toEqual(['INFY', 'MADEUP'])
    expect(await candles.lastKnownAt('simulated')).toEqual(new Date(closeOfSession(startOfSession('2031-05-05'))))
  })
})

test('partitions follow each other without gaps, years for daily bars and months for intraday ones', () => {
  const span = [Date.UTC(2025, 10, 30), Date.UTC(2026, 1, 1)] as const
  expect(partitionsOf('candles_intraday', ...span).map(({ name }) => name)).toEqual(
    ['2025_11', '2025_12', '2026_01', '2026_02'].map((month) => `candles_intraday_${month}`),
  )
  const [year, next] = partitionsOf('candles_daily', ...span)
  expect([year?.name, year?.to, next?.name]).toEqual(['candles_daily_2025', next?.from, 'candles_daily_2026'])
})
