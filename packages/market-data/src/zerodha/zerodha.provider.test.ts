import { nse } from '@fyntrix/calendar'
import { describe, expect, test } from 'vitest'
import { candleFolder } from '../testing/candle-folder.ts'
import { batchOf, byReason, readAll } from '../testing/read-all.ts'
import { withoutSharedData, zerodhaFolder } from '../testing/shared-data.ts'
import { createZerodhaProvider } from './zerodha.provider.ts'

const header = ',date,open,high,low,close,volume'
const file = (...rows: readonly string[]) => `${[header, ...rows.map((row, index) => `${index},${row}`)].join('\n')}\n`
const bar = (time: string, close: number) => `${time}+05:30,10,20,5,${close},100`
const day = (date: string, close: number) => bar(`${date} 00:00:00`, close)
const entry = (interval: string, from: string, cachedAt: string, symbol = 'RELIANCE') => ({
  symbol,
  exchange: 'NSE',
  interval,
  from_date: from,
  to_date: cachedAt,
  cached_at: cachedAt,
})

/** Reads a cache of the files and metadata given. */
const read = async (files: Record<string, string>, metadata: Record<string, unknown>) => {
  await using folder = await candleFolder({
    'cache_metadata.json': JSON.stringify(metadata),
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.csv`, text])),
  })
  return await readAll(createZerodhaProvider(folder.path, nse))
}

/** Start in IST, close, provisional and arrival of every version of a series. */
const versions = (result: Awaited<ReturnType<typeof read>>, interval: string) => {
  const { candles, knownAt, cachedAt } = batchOf(result.batches, 'RELIANCE', interval)
  expect(cachedAt).toEqual(knownAt)
  return [...candles.ts].map((ts, row) => [
    new Date(ts + 330 * 60_000).toISOString().slice(0, 16),
    candles.close[row],
    candles.provisional[row],
    new Date(knownAt[row] ?? 0).toISOString(),
  ])
}

describe('a daily bar', () => {
  const metadata = {
    b: entry('day', '2025-08-01T13:55:48.313453', '2025-08-29T03:12:00.999999'),
    a: entry('day', '2025-08-01T13:55:48.313453', '2025-08-28T22:51:00.000000'),
  }

  test('is provisional when it was stored on its own date, and its later copy is the last version', async () => {
    const result = await read({ a: file(day('2025-08-28', 11)), b: file(day('2025-08-28', 12)) }, metadata)
    expect(versions(result, 'day')).toEqual([
      ['2025-08-28T00:00', 11, 1, '2025-08-28T17:21:00.000Z'],
      ['2025-08-28T00:00', 12, 0, '2025-08-28T21:42:00.999Z'],
    ])
  })

  test('that a later copy confirms becomes final', async () => {
    const result = await read({ a: file(day('2025-08-28', 11)), b: file(day('2025-08-28', 11)) }, metadata)
    expect(versions(result, 'day').map(([, close, provisional]) => [close, provisional])).toEqual([
      [11, 1],
      [11, 0],
    ])
  })

  test('that a later copy repeats is one version, known from the first copy, and counted', async () => {
    const result = await read({ a: file(day('2025-08-25', 11)), b: file(day('2025-08-25', 11)) }, metadata)
    expect(versions(result, 'day')).toEqual([['2025-08-25T00:00', 11, 0, '2025-08-28T17:21:00.000Z']])
    expect(result).toMatchObject({ bars: 1, repeats: 1, rows: 2 })
  })
})

describe('an intraday bar', () => {
  test('is provisional until a minute after its end, which for the last 60-minute bar is 15:30', async () => {
    const stored = (at: string) =>
      read({ a: file(bar('2025-08-28 15:15:00', 11)) }, { a: entry('60minute', '2025-08-01T00:00:00', at) })
    const provisional = async (at: string) => versions(await stored(at), '60minute')[0]?.[2]
    expect(await provisional('2025-08-28T15:30:59.999999')).toBe(1)
    expect(await provisional('2025-08-28T15:31:00.000000')).toBe(0)
  })

  const cut = entry('5minute', '2025-07-03T15:11:02.859869', '2025-09-01T15:11:03.000000')
  const whole = entry('5minute', '2025-07-01T00:00:00', '2025-08-20T18:00:00')
  const rows = { cut: file(bar('2025-07-03 15:10:00', 11), bar('2025-07-03 15:15:00', 12)) }

  test('at the cut edge of a file gives way to a complete copy, even an older one', async () => {
    const result = await read({ ...rows, whole: file(bar('2025-07-03 15:10:00', 13)) }, { cut, whole })
    expect(versions(result, '5minute').map(([ts, close, provisional]) => [ts, close, provisional])).toEqual([
      ['2025-07-03T15:10', 13, 0],
      ['2025-07-03T15:15', 12, 0],
    ])
    expect(result.quarantined).toMatchObject([
      { file: 'cut.csv', line: 2, reason: 'edge-of-file', raw: '0,2025-07-03 15:10:00+05:30,10,20,5,11,100' },
    ])
    expect(result.rows).toBe(3)
  })

  test('at the cut edge of the only file is kept and never final', async () => {
    const result = await read(rows, { cut })
    expect(versions(result, '5minute').map(([ts, , provisional]) => [ts, provisional])).toEqual([
      ['2025-07-03T15:10', 1],
      ['2025-07-03T15:15', 0],
    ])
    expect(result.quarantined).toEqual([])
  })
})

test('rows off the grid, on closed days, outside the calendar and unreadable ones are set aside', async () => {
  const rows = [
    bar('2025-08-28 09:16:00', 11),
    bar('2025-08-31 09:15:00', 11),
    bar('2015-08-31 09:15:00', 11),
    bar('2025-08-28 09:75:00', 11),
    '2025-08-28 09:15:00+00:00,10,20,5,11,100',
    bar('2025-08-28 09:20:00', 21),
    bar('2025-08-28 09:25:00', 11),
  ]
  const { quarantined, bars } = await read(
    { a: file(...rows) },
    { a: entry('5minute', '2015-01-01T00:00:00', '2025-09-01T00:00:00') },
  )
  expect(quarantined.map(({ reason }) => reason)).toEqual([
    'off-grid',
    'not-a-session',
    'out-of-calendar',
    'unreadable',
    'unreadable',
    'impossible-price',
  ])
  expect(bars).toBe(1)
})

test('a volume of zero is fine: an index has no volume', async () => {
  const metadata = { a: entry('day', '2025-01-01T00:00:00', '2025-09-01T00:00:00', 'NIFTY 50') }
  const result = await read({ a: file('2025-08-28 00:00:00+05:30,10,20,5,11,0') }, metadata)
  expect(result).toMatchObject({ bars: 1, quarantined: [] })
})

test('a file without usable metadata, or with metadata but without content, is refused whole with what is wrong', async () => {
  const content = file(day('2025-08-28', 11))
  const good = entry('day', '2025-01-01T00:00:00', '2025-09-01T00:00:00')
  const { quarantined, bars } = await read(
    { orphan: content, hourly: content, bse: content, undated: content, odd: 'a,b\n1,2\n', good: content },
    {
      good,
      odd: good,
      gone: good,
      hourly: { ...good, interval: '3minute' },
      bse: { ...good, exchange: 'BSE' },
      undated: { ...good, cached_at: 'yesterday' },
    },
  )
  expect(bars).toBe(1)
  expect(quarantined.every(({ line }) => line === 0)).toBe(true)
  expect(quarantined.map(({ file, reason, detail }) => `${file} ${reason}: ${detail}`).sort()).toEqual([
    'bse.csv no-metadata: the metadata name the exchange BSE, not NSE',
    'gone.csv unreadable: cannot read the file: it does not exist',
    'hourly.csv no-metadata: the metadata name the interval 3minute, which is not stored',
    'odd.csv unreadable: the first line is not ,date,open,high,low,close,volume',
    'orphan.csv no-metadata: not in the metadata',
    'undated.csv no-metadata: the metadata have no readable cached_at',
  ])
})

test('metadata that are no JSON object are an error that names them', async () => {
  for (const text of ['{', '[]', '3']) {
    await using folder = await candleFolder({ 'cache_metadata.json': text })
    await expect(readAll(createZerodhaProvider(folder.path, nse))).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('cache_metadata.json'),
    })
  }
})

test.skipIf(withoutSharedData)(
  'the recorded cache is delivered whole, with the counts that were measured before',
  async () => {
    const progress: number[] = []
    const result = await readAll(createZerodhaProvider(zerodhaFolder, nse), {
      onProgress: (done) => progress.push(done),
    })
    expect(progress).toEqual(Array.from({ length: 263 }, (_, index) => index + 1))
    expect(byReason(result.quarantined)).toEqual({ 'no-metadata': 16 })
    expect(result).toMatchObject({ rows: 246_449, bars: 195_253, repeats: 51_196 })

    const counts = Map.groupBy(result.batches, ({ interval }) => interval)
    const measured = [...counts].map(([interval, batches]) => {
      const unique = batches.reduce((sum, { candles }) => sum + new Set(candles.ts).size, 0)
      const provisional = batches.reduce((sum, { candles }) => sum + candles.provisional.filter(Boolean).length, 0)
      return [interval, { symbols: batches.length, unique, provisional }]
    })
    expect(Object.fromEntries(measured)).toEqual({
      day: { symbols: 36, unique: 17_914, provisional: 114 },
      '60minute': { symbols: 10, unique: 8_442, provisional: 4 },
      '30minute': { symbols: 10, unique: 10_897, provisional: 5 },
      '15minute': { symbols: 10, unique: 15_631, provisional: 4 },
      '5minute': { symbols: 10, unique: 32_626, provisional: 7 },
      minute: { symbols: 12, unique: 109_653, provisional: 6 },
    })
  },
  120_000,
)
