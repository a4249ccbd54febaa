import { nse } from '@fyntrix/calendar'
import { openTestDatabase, type TestDatabase } from '@fyntrix/db/testing'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { importCandleCache } from './import.ts'
import { surveyCandleCache } from './survey.ts'
import { legacyCache, type MadeFile, nameOf, recorded, withoutRecorded } from './testing/legacy-cache.ts'
import { verifyCandleCache } from './verify.ts'

const depsOf = ({ database }: TestDatabase) => ({
  candles: database.candles,
  calendar: nse,
  now: () => new Date('2026-07-01T00:00:00Z'),
})
const sql = async ({ url }: TestDatabase, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const window = { symbol: 'M&M', interval: 'day', from: '2025-07-29', to: '2025-08-28' }
const early: MadeFile = {
  ...window,
  cachedAt: '15:00:00',
  bars: [
    ['2025-08-26 00:00:00', 11],
    ['2025-08-28 00:00:00', 12],
  ],
}
const late: MadeFile = {
  symbol: 'M&M',
  interval: 'day',
  from: '2025-07-30',
  to: '2025-08-29',
  bars: [
    ['2025-08-26 00:00:00', 11],
    ['2025-08-28 00:00:00', 13],
  ],
}
const minutes: MadeFile = {
  symbol: 'NIFTY 50',
  interval: 'minute',
  from: '2025-07-29',
  to: '2025-08-28',
  cachedAt: '15:00:00',
  bars: [
    ['2025-08-28 09:15:00', 11],
    ['2025-08-28 09:16:00', 12],
  ],
}
const files = [early, late, minutes]
const start = (time: string): number => Date.parse(`${time}+05:30`)

describe('a survey', () => {
  test('accounts for every row, recovers what the metadata lost, and lists what disagrees and who won', async () => {
    await using cache = await legacyCache(files)
    const progress: string[] = []
    const report = await surveyCandleCache({ calendar: nse }, cache.path, {
      instruments: cache.instruments,
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    })
    expect(progress).toEqual(['1/3', '2/3', '3/3'])
    expect(report).toMatchObject({
      files: 3,
      rows: 6,
      bars: 4,
      versions: 5,
      repeats: 1,
      setAside: {},
      refused: [],
      recovered: [{ file: nameOf(late), symbol: 'M&M', interval: 'day', from: late.from, to: late.to, rows: 2 }],
      provisional: { bars: 0, versions: 1 },
      instruments: { symbols: 3, skipped: 1 },
    })
    expect(report.disagreements).toEqual({
      bars: 1,
      ambiguous: 0,
      list: [
        {
          symbol: 'M&M',
          interval: 'day',
          ts: start('2025-08-28T00:00:00'),
          fields: ['close'],
          winner: nameOf(late),
          losers: [{ file: nameOf(early), why: 'stored-earlier' }],
          ambiguous: false,
        },
      ],
    })
  })

  test('without an instrument list names the files that it cannot explain, with their rows', async () => {
    await using cache = await legacyCache(files)
    const report = await surveyCandleCache({ calendar: nse }, cache.path)
    expect(report).toMatchObject({ files: 3, rows: 6, versions: 4, recovered: [], instruments: null })
    expect(report.refused).toMatchObject([{ file: nameOf(late), rows: 2, refused: 'not in the metadata' }])
  })

  test('counts blank, impossible and unreadable rows, and survives empty and alien files', async () => {
    const name = nameOf(early)
    const text = [
      ',date,open,high,low,close,volume',
      '0,2025-08-25 00:00:00+05:30,10,20,5,,1',
      '1,2025-08-26 00:00:00+05:30,NaN,20,5,11,1',
      '2,2025-08-28 00:00:00+05:30,10,1,5,11,1',
      '',
    ].join('\n')
    await using cache = await legacyCache([early], { [name]: text, 'empty.csv': '', 'alien.csv': '\0PK\n\x01' })
    const report = await surveyCandleCache({ calendar: nse }, cache.path, { instruments: cache.instruments })
    expect(report).toMatchObject({
      bars: 0,
      rows: 4,
      setAside: { 'blank-price': 1, unreadable: 1, 'impossible-price': 1 },
    })
    expect(report.refused.map(({ file, rows }) => [file, rows])).toEqual([
      ['alien.csv', 1],
      ['empty.csv', 0],
    ])
  })

  test('ends with an error that says what to do for metadata or an instrument list that are none', async () => {
    await using cache = await legacyCache(files, { 'cache_metadata.json': '{"a": {"symbol": "M&' })
    const { path, instruments } = cache
    const survey = (list: string) => surveyCandleCache({ calendar: nse }, path, { instruments: list })
    await expect(survey(instruments)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('restore it or remove it'),
    })
    await expect(survey(`${path}/nothing.csv`)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('nothing.csv'),
    })
  })
})

describe('an import', () => {
  test('stores each bar once with its versions, and a second one changes nothing', async () => {
    await using test = await openTestDatabase()
    await using cache = await legacyCache(files)
    const run = () => importCandleCache(depsOf(test), cache.path, { instruments: cache.instruments })
    const first = await run()
    expect(first.stored).toMatchObject({ source: 'zerodha', read: 5, inserted: 4, newVersions: 1, quarantined: 0 })
    expect(first.cache).toMatchObject({ rows: 6, bars: 4, recovered: [{ file: nameOf(late) }] })
    const before = await sql(test, `select * from candles_daily`)
    expect((await run()).stored).toMatchObject({ read: 5, inserted: 0, newVersions: 0, unchanged: 5 })
    expect(await sql(test, `select * from candles_daily`)).toEqual(before)
    const newest = await test.database.candles.read({
      source: 'zerodha',
      symbol: 'M&M',
      interval: 'day',
      limit: 5,
      asOf: new Date('2025-09-01T00:00:00Z'),
    } as const)
    expect([...newest.close]).toEqual([11, 13])
  })

  test('that is aborted between two files leaves nothing', async () => {
    await using test = await openTestDatabase()
    await using cache = await legacyCache(files)
    const stop = new AbortController()
    const aborted = importCandleCache(depsOf(test), cache.path, {
      instruments: cache.instruments,
      signal: stop.signal,
      onProgress: (done) => done === 2 && stop.abort(new Error('enough')),
    })
    await expect(aborted).rejects.toThrow('enough')
    expect(await sql(test, 'select 1 from candle_imports union all select 1 from candles_daily')).toEqual([])
  })
})

describe('a proof', () => {
  const imported = async (test: TestDatabase, path: string, instruments: string) => {
    await importCandleCache(depsOf(test), path, { instruments })
    return () => verifyCandleCache(depsOf(test), path, { instruments })
  }

  test('proves every row of the files right after the import, and nothing before it', async () => {
    await using test = await openTestDatabase()
    await using cache = await legacyCache(files)
    const { path, instruments } = cache
    const before = await verifyCandleCache(depsOf(test), path, { instruments })
    expect(before).toMatchObject({ rows: 6, series: 0, versions: 0, bars: 0, differing: 5 })
    expect(new Set(before.differences.map(({ kind }) => kind))).toEqual(new Set(['missing']))
    expect(await (await imported(test, path, instruments))()).toEqual({
      rows: 6,
      notStored: 0,
      refused: [],
      series: 2,
      versions: 5,
      bars: 4,
      differing: 0,
      differences: [],
      unexpectedSeries: [],
    })
  })

  test.each([
    ['candles_daily', 'open', `open = open + 0.01`, 10, 10.01],
    ['candles_daily', 'volume', 'volume = volume + 1', 100, 101],
    ['candles_daily', 'provisional', 'provisional = not provisional', false, true],
    [
      'candles_intraday',
      'knownAt',
      `known_at = known_at + interval '1 ms'`,
      start('2025-08-28T15:00:00'),
      start('2025-08-28T15:00:00.001'),
    ],
    ['candles_intraday', 'session', 'session = session + 1', 20_328, 20_329],
  ])('finds one flipped value of %s, in %s, and says where it is', async (table, column, flip, expected, stored) => {
    await using test = await openTestDatabase()
    await using cache = await legacyCache(files)
    const verify = await imported(test, cache.path, cache.instruments)
    const [symbol, interval, ts, version] =
      table === 'candles_daily'
        ? ['M&M', 'day', start('2025-08-28T00:00:00'), 2]
        : ['NIFTY 50', 'minute', start('2025-08-28T09:16:00'), 1]
    const at = new Date(ts).toISOString()
    await sql(test, `update ${table} set ${flip} where symbol = '${symbol}' and ts = '${at}' and version = ${version}`)
    expect(await verify()).toMatchObject({
      series: 1,
      versions: 4,
      bars: 3,
      differing: 1,
      differences: [{ symbol, interval, ts, version, kind: 'value', column, expected, stored }],
    })
  })

  test('finds one missing bar, one too many, and a series that no file has', async () => {
    await using test = await openTestDatabase()
    await using cache = await legacyCache(files)
    const verify = await imported(test, cache.path, cache.instruments)
    const missing = start('2025-08-28T09:15:00')
    await sql(test, `delete from candles_intraday where ts = '${new Date(missing).toISOString()}'`)
    const columns = `known_at, cached_at, open, high, low, close, volume, provisional, simulated, import_id`
    const copy = (symbol: string, version: string) =>
      sql(
        test,
        `insert into candles_daily (source, symbol, interval, ts, version, session, ${columns})
        select source, ${symbol}, interval, ts, ${version}, session, ${columns} from candles_daily
        where version = 1 and symbol = 'M&M' order by ts limit 1`,
      )
    await copy('symbol', '7')
    await copy(`'INFY'`, '1')
    const proof = await verify()
    expect(proof).toMatchObject({
      rows: 6,
      series: 0,
      versions: 4,
      bars: 3,
      differing: 2,
      differences: [
        { symbol: 'M&M', interval: 'day', ts: start('2025-08-26T00:00:00'), version: 7, kind: 'unexpected' },
        { symbol: 'NIFTY 50', interval: 'minute', ts: missing, version: 1, kind: 'missing', column: null },
      ],
      unexpectedSeries: [{ symbol: 'INFY', interval: 'day', versions: 1 }],
    })
  })

  test('finds a value that the files changed after the import', async () => {
    await using test = await openTestDatabase()
    await using cache = await legacyCache([early])
    const { path, instruments } = cache
    await (await imported(test, path, instruments))()
    await using changed = await legacyCache([
      {
        ...early,
        bars: [
          ['2025-08-26 00:00:00', 11.05],
          ['2025-08-28 00:00:00', 12],
        ],
      },
    ])
    const proof = await verifyCandleCache(depsOf(test), changed.path, { instruments })
    expect(proof.differences).toMatchObject([{ column: 'close', expected: 11.05, stored: 11 }])
  })
})

test.skipIf(withoutRecorded)('the recorded cache is moved over without losing a row, and proved', async () => {
  await using test = await openTestDatabase()
  const { folder, instruments } = recorded
  const { cache, stored } = await importCandleCache(depsOf(test), folder, { instruments })
  expect(cache).toMatchObject({
    files: 279,
    rows: 275_672,
    bars: 223_332,
    versions: 223_422,
    repeats: 52_250,
    setAside: {},
    refused: [],
    disagreements: { bars: 60, ambiguous: 0 },
    provisional: { bars: 50, versions: 140 },
  })
  expect(cache.recovered).toHaveLength(16)
  expect(stored).toMatchObject({ inserted: 223_332, newVersions: 90, unchanged: 0, quarantined: 0 })
  const second = await importCandleCache(depsOf(test), folder, { instruments })
  expect(second.stored).toMatchObject({ inserted: 0, newVersions: 0, unchanged: 223_422 })
  expect(await verifyCandleCache(depsOf(test), folder, { instruments })).toEqual({
    rows: 275_672,
    notStored: 0,
    refused: [],
    series: 99,
    versions: 223_422,
    bars: 223_332,
    differing: 0,
    differences: [],
    unexpectedSeries: [],
  })
})
