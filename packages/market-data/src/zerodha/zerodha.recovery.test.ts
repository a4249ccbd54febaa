import { nse } from '@fyntrix/calendar'
import { describe, expect, test } from 'vitest'
import { candleFolder } from '../testing/candle-folder.ts'
import { byReason, readAll } from '../testing/read-all.ts'
import { instrumentList, withoutSharedData, zerodhaFolder } from '../testing/shared-data.ts'
import { barsBetween, cacheName, fileOf, row } from '../testing/zerodha-cache.ts'
import { readInstruments } from './zerodha.instruments.ts'
import type { CacheFile, SeriesDisagreement } from './zerodha.notices.ts'
import { createZerodhaProvider } from './zerodha.provider.ts'

const symbols = ['INFY', 'M&M']
const entry = (interval: string, from: string, cachedAt: string, symbol = 'INFY') => ({
  symbol,
  exchange: 'NSE',
  interval,
  from_date: `${from}T00:00:00`,
  to_date: cachedAt,
  cached_at: cachedAt,
})
const named = (interval: string, from: string, cachedAt: string) => ({
  name: cacheName('INFY', interval, from, cachedAt.slice(0, 10)),
  entry: entry(interval, from, cachedAt),
})

/** Reads a cache with the instrument list. */
const read = async (files: Record<string, string>, metadata: Record<string, unknown> | null, list = symbols) => {
  await using folder = await candleFolder({
    ...(metadata ? { 'cache_metadata.json': JSON.stringify(metadata) } : {}),
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.csv`, text])),
  })
  const told: CacheFile[] = []
  const disagreements: SeriesDisagreement[] = []
  const provider = createZerodhaProvider(folder.path, nse, {
    symbols: list,
    onFile: (file) => told.push(file),
    onDisagreement: (disagreement) => disagreements.push(disagreement),
  })
  const result = await readAll(provider)
  const bars = result.batches.flatMap(({ symbol, interval, candles, knownAt }) =>
    [...candles.ts].map((ts, at) =>
      [
        symbol,
        interval,
        new Date(ts + 330 * 60_000).toISOString().slice(0, 16),
        candles.close[at],
        candles.provisional[at] ? 'provisional' : 'final',
        new Date(knownAt[at] ?? 0).toISOString(),
      ].join(' '),
    ),
  )
  return { ...result, told, disagreements, bars, batches: result.batches.length }
}
const day = (date: string, close: number) => row(`${date} 00:00:00`, close)

describe('a recovered file', () => {
  const orphan = cacheName('INFY', 'day', '2025-07-29', '2025-08-28')

  test('is delivered as stored at the end of its last date, with that day provisional', async () => {
    const { bars, told, quarantined } = await read(
      { [orphan]: fileOf(day('2025-08-26', 11), day('2025-08-28', 12)) },
      {},
    )
    expect(bars).toEqual([
      'INFY day 2025-08-26T00:00 11 final 2025-08-28T18:29:59.999Z',
      'INFY day 2025-08-28T00:00 12 provisional 2025-08-28T18:29:59.999Z',
    ])
    expect(quarantined).toEqual([])
    const recovered = { from: '2025-07-29', to: '2025-08-28' }
    const series = { symbol: 'INFY', interval: 'day' }
    expect(told).toEqual([{ file: `${orphan}.csv`, rows: 2, series, recovered, refused: null }])
  })

  test('wins over what was stored on its last date, which is told as ambiguous, and loses against the next day', async () => {
    const before = named('day', '2025-06-01', '2025-08-28T22:00:00')
    const after = named('day', '2025-06-02', '2025-08-29T03:00:00')
    const files = { [orphan]: fileOf(day('2025-08-28', 12)), [before.name]: fileOf(day('2025-08-28', 11)) }
    const first = await read(files, { [before.name]: before.entry })
    expect(first.bars.map((bar) => bar.split(' ')[3])).toEqual(['11', '12'])
    expect(first.disagreements).toMatchObject([
      {
        symbol: 'INFY',
        interval: 'day',
        ts: Date.parse('2025-08-28T00:00+05:30'),
        fields: ['close'],
        winner: `${orphan}.csv`,
        losers: [{ file: `${before.name}.csv`, why: 'same-day' }],
        ambiguous: true,
      },
    ])
    const second = await read(
      { [orphan]: fileOf(day('2025-08-28', 12)), [after.name]: fileOf(day('2025-08-28', 13)) },
      { [after.name]: after.entry },
    )
    expect(second.bars.map((bar) => bar.split(' ')[3])).toEqual(['12', '13'])
    expect(second.disagreements).toMatchObject([
      { winner: `${after.name}.csv`, losers: [{ file: `${orphan}.csv`, why: 'stored-earlier' }], ambiguous: false },
    ])
  })

  test('of intraday bars has those provisional that may not have settled when it was stored', async () => {
    const name = cacheName('INFY', 'minute', '2025-07-29', '2025-08-28')
    const rows = ['09:20', '09:21', '09:22'].map((time) => row(`2025-08-28 ${time}:00`))
    const { bars } = await read({ [name]: fileOf(row('2025-08-26 15:29:00'), ...rows) }, {})
    expect(bars.map((bar) => bar.split(' ')[4])).toEqual(['final', 'final', 'provisional', 'provisional'])
  })

  test('that may have cut off its first or last bar gives way to a complete copy', async () => {
    const cut = cacheName('INFY', '5minute', '2025-06-29', '2025-08-28')
    const whole = named('5minute', '2025-06-01', '2025-08-28T12:00:00')
    const [first, last] = ['2025-06-30 10:00:00', '2025-08-28 11:00:00']
    const orphaned = cacheName('INFY', '5minute', '2025-06-30', '2025-08-28')
    expect(cut).not.toBe(orphaned)
    const { bars, quarantined, disagreements } = await read(
      { [orphaned]: fileOf(row(first, 11), row(last, 11)), [whole.name]: fileOf(row(first, 12), row(last, 12)) },
      { [whole.name]: whole.entry },
    )
    expect(bars.map((bar) => bar.split(' ').slice(3, 5).join(' '))).toEqual(['12 final', '12 final'])
    expect(byReason(quarantined)).toEqual({ 'edge-of-file': 2 })
    expect(disagreements.map(({ losers, ambiguous }) => [losers[0]?.why, ambiguous])).toEqual([
      ['cut-off', false],
      ['cut-off', false],
    ])
  })
})

test('the copy that was stored last counts, also where it returns to what an earlier one said', async () => {
  const stored = ['10:00', '11:00', '12:00'].map((time, index) =>
    named('day', `2025-06-0${index + 1}`, `2025-08-28T${time}:00`),
  )
  const files = stored.map(({ name }, index) => [name, fileOf(day('2025-08-28', index === 1 ? 12 : 11))] as const)
  const metadata = Object.fromEntries(stored.map(({ name, entry: its }) => [name, its]))
  const { bars, rows } = await read(Object.fromEntries(files), metadata)
  expect(bars.map((bar) => bar.split(' ')[3])).toEqual(['12', '11'])
  expect(rows).toBe(3)
})

describe('what cannot be believed is refused whole, with its rows counted:', () => {
  const text = fileOf(...barsBetween('2025-08-04', '2025-08-28', 0))
  const refusals = async (...input: Parameters<typeof read>) => {
    const { told, batches, rows } = await read(...input)
    return { batches, rows, refused: told.map(({ rows: its, refused }) => [its, refused]) }
  }
  const one = (interval: string, rows: readonly string[], from = '2025-08-01') => {
    const { name, entry: its } = named(interval, from, '2025-08-29T20:00:00')
    return refusals({ [name]: fileOf(...rows) }, { [name]: its })
  }

  test('a file of no instrument, and an empty one', async () => {
    expect(await refusals({ unknown: text, empty: '' }, {})).toEqual({
      batches: 0,
      rows: 0,
      refused: [
        [0, 'not in the metadata; it has no row with a time that would tell its window'],
        [17, 'not in the metadata; no instrument of the list has its key in a window that its rows allow'],
      ],
    })
  })

  test('an entry of another symbol than the file name says, unless the name tells which', async () => {
    const name = cacheName('M&M', 'day', '2025-07-30', '2025-08-29')
    const metadata = { [name]: entry('day', '2025-07-30', '2025-08-29T20:00:00') }
    expect((await read({ [name]: text }, metadata)).bars[0]).toMatch(/^M&M day /)
    const { refused } = await refusals({ [name]: text }, metadata, ['INFY'])
    expect(refused).toEqual([[17, expect.stringContaining('another key than the file')]])
  })

  test('bars of another length than the metadata say, longer or shorter', async () => {
    const longer = await one('minute', barsBetween('2025-08-04', '2025-08-28', 5))
    expect(longer).toEqual({ batches: 0, rows: 0, refused: [[1275, expect.stringContaining('5 minutes apart')]] })
    const shorter = await one('30minute', barsBetween('2025-08-04', '2025-08-28', 15))
    expect(shorter).toEqual({ batches: 0, rows: 0, refused: [[425, expect.stringContaining('no 30minute bar')]] })
    const daily = await one('60minute', barsBetween('2025-06-01', '2025-08-28', 0), '2025-06-01')
    expect(daily.batches).toBe(0)
  })

  test('bars from before the window or from after it was stored', async () => {
    expect((await one('day', [day('2025-07-31', 11)])).refused).toEqual([[1, expect.stringContaining('2025-07-31')]])
    expect((await one('day', [day('2025-09-01', 11)])).refused).toEqual([[1, expect.stringContaining('after')]])
  })
})

test('a cache that lost its metadata, or has an entry without dates, is read by the names of its files', async () => {
  const name = cacheName('INFY', 'day', '2025-07-30', '2025-08-29')
  const text = fileOf(...barsBetween('2025-08-04', '2025-08-28', 0))
  for (const metadata of [null, { [name]: { symbol: 'INFY' } }]) {
    expect(await read({ [name]: text }, metadata)).toMatchObject({ batches: 1, rows: 17, quarantined: [] })
  }
})

test('blank and NaN prices are set aside line by line in a recovered file too', async () => {
  const name = cacheName('INFY', 'day', '2025-07-30', '2025-08-29')
  const rows = [
    '2025-08-26 00:00:00+05:30,10,20,5,,100',
    '2025-08-28 00:00:00+05:30,nan,20,5,11,100',
    day('2025-08-29', 11),
  ]
  const { quarantined, bars } = await read({ [name]: fileOf(...rows) }, {})
  expect(byReason(quarantined)).toEqual({ 'blank-price': 1, unreadable: 1 })
  expect(bars).toHaveLength(1)
})

test.skipIf(withoutSharedData)('with the instrument list no row of the recorded cache is lost', async () => {
  const { symbols: list } = await readInstruments(instrumentList)
  const told: CacheFile[] = []
  const disagreements: SeriesDisagreement[] = []
  const result = await readAll(
    createZerodhaProvider(zerodhaFolder, nse, {
      symbols: list,
      onFile: (file) => told.push(file),
      onDisagreement: (disagreement) => disagreements.push(disagreement),
    }),
  )
  expect(result).toMatchObject({ rows: 275_672, bars: 223_422, repeats: 52_250, quarantined: [] })
  const unique = result.batches.reduce((sum, { candles }) => sum + new Set(candles.ts).size, 0)
  expect(unique).toBe(223_332)
  const recovered = told
    .filter((file) => file.recovered)
    .map(({ series, rows }) => [series?.symbol, series?.interval, rows])
  expect(recovered.reduce((sum, [, , rows]) => sum + Number(rows), 0)).toBe(29_223)
  expect(recovered.map(([symbol, interval]) => `${symbol} ${interval}`)).toEqual([
    'ACC day',
    ...['15minute', '30minute', '5minute', '60minute', 'day', 'minute'].map((interval) => `ACI ${interval}`),
    ...['15minute', '30minute', '5minute', '60minute', 'day', 'minute'].map((interval) => `AIMTRON-SM ${interval}`),
    'ANGELONE day',
    'NIFTY CONSR DURBL day',
    'NIFTY FMCG day',
  ])
  expect(disagreements).toHaveLength(60)
  const fields = disagreements.flatMap((disagreement) => disagreement.fields)
  expect(
    Object.fromEntries(
      Map.groupBy(fields, (field) => field)
        .entries()
        .map(([field, all]) => [field, all.length]),
    ),
  ).toEqual({
    close: 56,
    high: 12,
    volume: 12,
    low: 11,
  })
  expect(disagreements.filter(({ ambiguous }) => ambiguous)).toEqual([])
})
