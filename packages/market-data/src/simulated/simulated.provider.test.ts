import { nse } from '@fyntrix/calendar'
import type { CandleBatch } from '@fyntrix/domain/candles'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dailyKnownAt } from '../exchange-days.ts'
import { batchOf, readAll } from '../testing/read-all.ts'
import { createSimulatedMarket, type SimulatedMarketOptions } from './simulated.provider.ts'
import { simulatedSymbols } from './traits.ts'

const market = (until: string | number, options: Partial<SimulatedMarketOptions> = {}) =>
  createSimulatedMarket({ seed: 'tests', calendar: nse, now: () => new Date(until), symbols: ['RELIANCE'], ...options })

/** Every bar as `symbol interval start` → its values and when it was known. */
const barsOf = (batches: readonly CandleBatch[]): Map<string, readonly number[]> =>
  new Map(
    batches.flatMap(({ symbol, interval, candles: { ts, open, high, low, close, volume }, session, knownAt }) =>
      [...ts].map((start, row) => [
        `${symbol} ${interval} ${start}`,
        [open, high, low, close, volume, session, knownAt].map((column) => column[row] ?? Number.NaN),
      ]),
    ),
  )
const knownAtOf = (bar: readonly number[]) => bar.at(-1) ?? Number.NaN

const evening = '2026-01-09T14:00:00Z'

test('bars are whole, on the tick, sorted, and labelled as simulated', async () => {
  const { batches, quarantined } = await readAll(market(evening, { symbols: ['M&M', 'NIFTY 50'] }))
  expect(quarantined).toEqual([])
  expect(market(evening)).toMatchObject({ source: 'simulated', simulated: true })
  for (const { source, symbol, candles, cachedAt, session } of batches) {
    const onTick = (price: number) => Math.round(price * 20) / 20 === price
    const unsound = [...session.keys()].filter((row) => {
      const [open = 0, high = 0, low = 0] = [candles.open[row], candles.high[row], candles.low[row]]
      const [close = 0, volume = -1] = [candles.close[row], candles.volume[row]]
      const inside = low > 0 && low <= Math.min(open, close) && Math.max(open, close) <= high
      const volumeFits = symbol === 'NIFTY 50' ? volume === 0 : Number.isInteger(volume) && volume > 0
      return !(inside && volumeFits && [open, high, low, close].every(onTick))
    })
    expect(unsound).toEqual([])
    expect([...candles.ts]).toEqual([...new Set(candles.ts)].sort((a, b) => a - b))
    expect([source, cachedAt.every(Number.isNaN)]).toEqual(['simulated', true])
  }
})

test('a reading covers 520 daily, 40 quarter-hourly and 10 five-minute sessions', async () => {
  const { batches } = await readAll(market('2026-11-20T14:00:00Z'))
  const sizes = batches.map(({ interval, session }) => [interval, new Set(session).size])
  expect(sizes).toEqual([
    ['day', 520],
    ['15minute', 40],
    ['5minute', 10],
  ])
})

test('a daily bar is exactly the aggregate of its session, quarter hours of their 5-minute bars, special sessions too', async () => {
  const depth = { day: 20, '15minute': 20, '5minute': 20 }
  // the session before it is a short one with a pause
  const { batches } = await readAll(market('2024-05-20T14:00:00Z', { depth }))
  const five = batchOf(batches, 'RELIANCE', '5minute')
  for (const interval of ['15minute', 'day']) {
    const coarse = batchOf(batches, 'RELIANCE', interval)
    for (const [row, start] of coarse.candles.ts.entries()) {
      const rows = [...five.candles.ts.keys()].filter((each) => {
        const ts = five.candles.ts[each] ?? 0
        return interval === 'day'
          ? five.session[each] === coarse.session[row]
          : start <= ts && (five.knownAt[each] ?? 0) <= (coarse.knownAt[row] ?? 0)
      })
      const of = (name: 'open' | 'high' | 'low' | 'close' | 'volume') =>
        rows.map((each) => five.candles[name][each] ?? 0)
      expect([of('open')[0], Math.max(...of('high')), Math.min(...of('low')), of('close').at(-1)]).toEqual([
        coarse.candles.open[row],
        coarse.candles.high[row],
        coarse.candles.low[row],
        coarse.candles.close[row],
      ])
      expect(of('volume').reduce((sum, volume) => sum + volume, 0)).toBe(coarse.candles.volume[row])
    }
  }
  expect(batchOf(batches, 'RELIANCE', 'day').session).toHaveLength(20)
})

const minute = 60_000
// around a session with a pause
const instants = fc.integer({
  min: Date.parse('2024-02-26T00:00Z') / minute,
  max: Date.parse('2024-03-07T00:00Z') / minute,
})
const deep = { depth: { day: 200, '15minute': 200, '5minute': 200 }, symbols: ['TCS'] }

test('reading later changes no bar that could be read earlier, and adds only what became known since', async () => {
  await fc.assert(
    fc.asyncProperty(instants, instants, async (a, b) => {
      const [earlier, later] = [Math.min(a, b) * minute, Math.max(a, b) * minute]
      const before = barsOf((await readAll(market(earlier, deep))).batches)
      const after = barsOf((await readAll(market(later, deep))).batches)
      expect([...before].filter(([key, bar]) => !bar.every((value, at) => value === after.get(key)?.[at]))).toEqual([])
      const added = [...after].filter(([key]) => !before.has(key))
      expect(added.filter(([, bar]) => knownAtOf(bar) <= earlier)).toEqual([])

      const news = barsOf((await readAll(market(later, deep), { since: new Date(earlier) })).batches)
      expect(news).toEqual(new Map(added))
    }),
    { numRuns: 8 },
  )
}, 120_000)

test('a shallow reading has the same bars as a deep one', async () => {
  const deepBars = barsOf((await readAll(market(evening, { depth: { day: 300, '5minute': 30 } }))).batches)
  const shallow = barsOf((await readAll(market(evening, { depth: { day: 3, '15minute': 2, '5minute': 1 } }))).batches)
  expect(shallow.size).toBe(3 + 2 * 25 + 75)
  for (const [key, bar] of shallow) expect(deepBars.get(key)).toEqual(bar)
})

describe('a bar is delivered once it is complete', () => {
  const newest = async (until: string) => {
    const { batches } = await readAll(market(until))
    return Object.fromEntries(
      batches.map(({ interval, candles }) => [interval, new Date(candles.ts.at(-1) ?? 0).toISOString()]),
    )
  }

  test('within a session', async () => {
    expect(await newest('2026-01-09T04:29:59.999Z')).toMatchObject({
      day: '2026-01-07T18:30:00.000Z',
      '15minute': '2026-01-09T04:00:00.000Z',
      '5minute': '2026-01-09T04:20:00.000Z',
    })
    expect(await newest('2026-01-09T04:30:00Z')).toMatchObject({
      '15minute': '2026-01-09T04:15:00.000Z',
      '5minute': '2026-01-09T04:25:00.000Z',
    })
  })

  test('after it', async () => {
    expect(await newest('2026-01-09T10:29:59Z')).toMatchObject({ day: '2026-01-07T18:30:00.000Z' })
    expect(await newest('2026-01-09T10:30:00Z')).toMatchObject({ day: '2026-01-08T18:30:00.000Z' })
  })

  test('and known at its end, a daily bar when any daily bar is', async () => {
    const { batches } = await readAll(market('2024-11-04T14:00:00Z', { depth: { day: 5, '5minute': 5 } }))
    const daily = batchOf(batches, 'RELIANCE', 'day')
    const sessions = nse.sessionsBetween('2024-10-29', '2024-11-04')
    expect([...daily.knownAt]).toEqual(sessions.map((session) => dailyKnownAt(nse, session)))
    const { candles, knownAt } = batchOf(batches, 'RELIANCE', '5minute')
    expect([...knownAt].every((known, row) => known - (candles.ts[row] ?? 0) === 5 * minute)).toBe(true)
  })
})

test('a reading since an instant long ago leaves no hole, whatever the depth', async () => {
  const since = new Date('2025-11-03T14:00:00Z')
  const { batches } = await readAll(market(evening, { depth: { day: 1, '15minute': 1, '5minute': 1 } }), { since })
  const sessions = nse.sessionsBetween('2025-11-04', '2026-01-09').length
  expect(batches.map(({ session }) => new Set(session).size)).toEqual([sessions, sessions, sessions])
})

test('the same seed gives the same market, another seed another one', async () => {
  const bars = async (seed: string) => barsOf((await readAll(market(evening, { seed }))).batches)
  expect(await bars('a')).toEqual(await bars('a'))
  expect(await bars('a')).not.toEqual(await bars('b'))
})

test('the prices of a seed stay what they are', async () => {
  const { batches } = await readAll(market(evening, { depth: { day: 2, '15minute': 0, '5minute': 1 } }))
  const { candles } = batchOf(batches, 'RELIANCE', 'day')
  expect([candles.open, candles.high, candles.low, candles.close, candles.volume].map((column) => [...column])).toEqual(
    [
      [2881.45, 2842.35],
      [2884.25, 2858.1],
      [2834.65, 2817.5],
      [2837.55, 2857.85],
      [150_485, 150_463],
    ],
  )
})

test('a stock moves with its index as far as its beta says', async () => {
  const symbols = ['NIFTY 50', 'HDFCBANK', 'RELIANCE', 'TCS', 'ITC', 'LT', 'TITAN', 'CIPLA']
  const { batches } = await readAll(
    market('2026-06-30T14:00:00Z', { symbols, depth: { day: 500, '15minute': 0, '5minute': 0 } }),
  )
  const returns = (symbol: string) => {
    const { close } = batchOf(batches, symbol, 'day').candles
    return [...close].slice(1).map((price, row) => price / (close[row] ?? Number.NaN) - 1)
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const covariance = (a: readonly number[], b: readonly number[]) =>
    mean(a.map((value, row) => value * (b[row] ?? 0))) - mean(a) * mean(b)
  const index = returns('NIFTY 50')
  const betas = symbols.slice(1).map((symbol) => covariance(returns(symbol), index) / covariance(index, index))
  for (const beta of betas) expect(beta).toBeGreaterThan(0.3)
  for (const beta of betas) expect(beta).toBeLessThan(1.9)
  expect(Math.sqrt(covariance(index, index))).toBeGreaterThan(0.005)
  expect(Math.max(...symbols.flatMap((symbol) => returns(symbol).map(Math.abs)))).toBeLessThan(0.2)
})

test('volume is highest at the open and higher at the close than at noon', async () => {
  const { batches } = await readAll(market(evening, { depth: { day: 0, '15minute': 0, '5minute': 200 } }))
  const { candles } = batchOf(batches, 'RELIANCE', '5minute')
  const average = Array.from({ length: 75 }, (_, bar) => [...candles.volume].filter((_, row) => row % 75 === bar)).map(
    (volumes) => volumes.reduce((sum, volume) => sum + volume, 0) / volumes.length,
  )
  const [open = 0, noon = 0, close = 0] = [average[0], average[37], average[74]]
  expect(open).toBeGreaterThan(close)
  expect(close).toBeGreaterThan(1.5 * noon)
})

test('every stock of every universe is in the market, and the benchmarks too', () => {
  expect(simulatedSymbols).toEqual(
    expect.arrayContaining(['NIFTY 50', 'NIFTY BANK', 'TATAMOTORS', 'TMPV', 'AUBANK', 'M&M']),
  )
  expect(new Set(simulatedSymbols).size).toBe(simulatedSymbols.length)
})

test('a time outside the calendar or before the first session of the market is refused', async () => {
  for (const until of ['2023-12-29T10:00:00Z', '2027-01-04T10:00:00Z']) {
    await expect(readAll(market(until))).rejects.toMatchObject({ code: 'refused' })
  }
  expect((await readAll(market('2024-01-01T03:45:00Z'))).batches).toEqual([])
})

test('progress names the symbols, and an aborted reading ends with the reason', async () => {
  const symbols = ['INFY', 'TCS', 'WIPRO']
  const controller = new AbortController()
  const reason = new Error('enough')
  const seen: unknown[] = []
  const reading = readAll(market(evening, { symbols }), {
    signal: controller.signal,
    onProgress(...step) {
      seen.push(step)
      if (step[0] === 2) controller.abort(reason)
    },
  })
  await expect(reading).rejects.toBe(reason)
  expect(seen).toEqual([
    [1, 3, 'INFY'],
    [2, 3, 'TCS'],
  ])
})
