import { rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { nse } from '@fyntrix/calendar'
import { beforeAll, describe, expect, test } from 'vitest'
import { candleFolder } from '../testing/candle-folder.ts'
import { batchOf, byReason, readAll } from '../testing/read-all.ts'
import { nseDailyFolder, withoutSharedData } from '../testing/shared-data.ts'
import { nseDailyHeader } from './nse-daily.layout.ts'
import { createNseDailyProvider } from './nse-daily.provider.ts'

const file = (...lines: readonly string[]) => `${[nseDailyHeader, ...lines].join('\n')}\n`
const flat = (date: string) => `${date},7,10,10,10,10,0`
const traded = (date: string) => `${date},7,10,11,9,10,100`

test('a daily bar takes open, high, low and close and leaves the adjusted close alone', async () => {
  await using folder = await candleFolder({ 'M&M.csv': file('2026-01-09,1.5,10.5,12,9,11,100') })
  const { batches, quarantined } = await readAll(createNseDailyProvider(folder.path, nse))
  expect(quarantined).toEqual([])
  expect(batches).toMatchObject([{ source: 'nse-daily', symbol: 'M&M', interval: 'day' }])
  const { candles, session, knownAt, cachedAt } = batchOf(batches, 'M&M', 'day')
  expect([candles.open, candles.high, candles.low, candles.close, candles.volume].map(([value]) => value)).toEqual([
    11, 12, 9, 10.5, 100,
  ])
  expect([candles.ts[0], knownAt[0]]).toEqual([Date.parse('2026-01-08T18:30Z'), Date.parse('2026-01-09T10:30Z')])
  expect([session[0], candles.provisional[0], cachedAt[0]]).toEqual([20_462, 0, Number.NaN])
})

test('each kind of bad line is set aside with its file, line, reason and text', async () => {
  await using folder = await candleFolder({
    'TCS.csv': file(
      traded('2026-01-09'),
      '2026-01-12,,,11,9,10,100',
      traded('2026-01-11'),
      '2026-01-13,,10,9,11,10,100',
      '2026-13-01,,10,11,9,10,100',
      '2015-01-05,,10,11,9,10,100',
      'rubbish \0',
    ),
  })
  const { quarantined, rows } = await readAll(createNseDailyProvider(folder.path, nse))
  expect(quarantined.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'blank-price'],
    [4, 'not-a-session'],
    [5, 'impossible-price'],
    [6, 'unreadable'],
    [7, 'out-of-calendar'],
    [8, 'unreadable'],
  ])
  expect(quarantined[0]).toMatchObject({
    file: 'TCS.csv',
    symbol: 'TCS',
    raw: '2026-01-12,,,11,9,10,100',
    detail: 'no close',
  })
  expect(quarantined.at(-1)?.raw).toBe('rubbish \uFFFD')
  expect(rows).toBe(7)
})

describe('a day flat without volume', () => {
  const folderWith = (flatSymbols: number) =>
    candleFolder(
      Object.fromEntries(
        Array.from({ length: 10 }, (_, index) => [
          `S${index}.csv`,
          file(traded('2026-01-09'), index < flatSymbols ? flat('2026-01-12') : traded('2026-01-12')),
        ]),
      ),
    )

  test('in nine of ten symbols is set aside for all ten', async () => {
    await using folder = await folderWith(9)
    const { quarantined, bars } = await readAll(createNseDailyProvider(folder.path, nse))
    expect(byReason(quarantined)).toEqual({ 'flat-day': 10 })
    expect(quarantined[0]?.detail).toBe('flat without volume in 9 of 10 symbols')
    expect(bars).toBe(10)
  })

  test('in eight of ten symbols stays', async () => {
    await using folder = await folderWith(8)
    expect(await readAll(createNseDailyProvider(folder.path, nse))).toMatchObject({ quarantined: [], bars: 20 })
  })
})

test('a file that cannot be read, has another header or no symbol for a name is refused whole, the others are read', async () => {
  await using folder = await candleFolder({
    'INFY.csv': file(traded('2026-01-09')),
    'TCS.csv': 'Date,Close\n2026-01-09,10\n',
    'what is this?.csv': file(traded('2026-01-09')),
    'notes.txt': 'not a candle',
  })
  await symlink(join(folder.path, 'nowhere'), join(folder.path, 'WIPRO.csv'))
  const { quarantined, bars } = await readAll(createNseDailyProvider(folder.path, nse))
  expect(quarantined.map(({ file, line, reason }) => [file, line, reason])).toEqual([
    ['TCS.csv', 0, 'unreadable'],
    ['WIPRO.csv', 0, 'unreadable'],
    ['what is this?.csv', 0, 'unreadable'],
  ])
  expect(quarantined[1]?.detail).toBe('cannot read the file: it does not exist')
  expect(bars).toBe(1)
})

test('a folder that is gone is an error that names it', async () => {
  const folder = await candleFolder({})
  await rm(folder.path, { recursive: true })
  await expect(readAll(createNseDailyProvider(folder.path, nse))).rejects.toThrow(`${folder.path}: it does not exist`)
})

test('progress counts the files, and an aborted reading ends with the reason', async () => {
  await using folder = await candleFolder({
    'INFY.csv': file(traded('2026-01-09')),
    'TCS.csv': file(traded('2026-01-09')),
  })
  const provider = createNseDailyProvider(folder.path, nse)
  const progress: unknown[] = []
  await readAll(provider, { onProgress: (...step) => progress.push(step) })
  expect(progress).toEqual([
    [1, 2, 'INFY.csv'],
    [2, 2, 'TCS.csv'],
  ])

  const controller = new AbortController()
  const reason = new Error('enough')
  const reading = readAll(provider, { signal: controller.signal, onProgress: () => controller.abort(reason) })
  await expect(reading).rejects.toBe(reason)
})

describe.skipIf(withoutSharedData)('the recorded daily files', () => {
  let recorded: Awaited<ReturnType<typeof readAll>>
  beforeAll(async () => {
    recorded = await readAll(createNseDailyProvider(nseDailyFolder, nse))
  }, 120_000)

  test('give every row as a bar or set it aside, on the dates that are known to be bad', () => {
    const { batches, quarantined, bars, rows } = recorded
    expect({ files: batches.length, rows, bars }).toEqual({ files: 52, rows: 123_938, bars: 123_629 })
    const byDate = Object.groupBy(quarantined, ({ raw, reason }) => `${raw.slice(0, 10)} ${reason}`)
    expect(Object.fromEntries(Object.entries(byDate).map(([key, group]) => [key, group?.length]))).toEqual({
      '2025-03-18 flat-day': 52,
      '2026-01-15 flat-day': 52,
      '2026-05-01 flat-day': 51,
      '2026-05-28 flat-day': 52,
      '2026-06-26 flat-day': 52,
      '2026-07-10 blank-price': 50,
    })

    const dates = new Map<number, string[]>()
    for (const { symbol, session } of batches)
      for (const day of session) dates.set(day, [...(dates.get(day) ?? []), symbol])
    const symbolsOn = (date: string) => dates.get(Date.parse(date) / 86_400_000) ?? []
    expect(symbolsOn('2026-07-10')).toEqual(['BANKBEES', 'NIFTYBEES'])
    expect(symbolsOn('2026-07-09')).toHaveLength(52)
    const empty = ['2016-10-30', '2020-02-01', '2023-11-12', '2024-01-20', '2024-03-02', '2024-05-18', '2026-02-01']
    for (const date of empty) expect([nse.isSession(date), symbolsOn(date)]).toEqual([true, []])
  })

  test('keep the overnight breaks that a reader has to know of', () => {
    const breaks = recorded.batches.flatMap(({ symbol, candles, session }) =>
      [...session].flatMap((day, row) => {
        const change = (candles.open[row] ?? 0) / (candles.close[row - 1] ?? Number.NaN) - 1
        return Math.abs(change) > 0.25 ? [`${symbol} ${new Date(day * 86_400_000).toISOString().slice(0, 10)}`] : []
      }),
    )
    expect(breaks).toEqual(expect.arrayContaining(['TRENT 2026-01-01', 'TMPV 2025-10-14']))
    expect(breaks.filter((found) => found.includes('BEES 2019-12-'))).not.toEqual([])
  })
})
