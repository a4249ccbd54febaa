import type { FreshnessRule } from '@fyntrix/cache'
import { nse, sessionClock } from '@fyntrix/calendar'
import { CandleHistoryQuery, CandleInterval } from '@fyntrix/domain/candles'
import { type CandleProvider, createSimulatedMarket } from '@fyntrix/market-data'
import fc from 'fast-check'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openCache } from '../cache/index.ts'
import { silentLog } from '../shared/index.ts'
import { type DailyBar, dailyBars, testServices } from '../testing/index.ts'
import { historyFamily } from './history.cache.ts'

// during a session: daily bars are known up to the day before
const noon = '2026-06-12T06:30:00.000Z'
const { services, resources, again } = await testServices({ asOf: noon })
const { redis, prefix, calendar, wall } = resources
const clock = { now: () => new Date(noon), standing: false, advanceTo: () => undefined }
const live = () => again({ clock })
const [one, other, third] = [live(), live(), live()]

const dates = nse.sessionsBetween('2026-03-02', '2026-06-11').map(({ date }) => date)
const bars = dates.map((date, i): DailyBar => ({ date, high: 112 + (i % 5), low: 95 - (i % 3), close: 100 + (i % 7) }))
const market = createSimulatedMarket({
  calendar: nse,
  seed: 'history',
  symbols: ['INFY'],
  now: () => new Date(noon),
  depth: { day: 20, '15minute': 5, '5minute': 5 },
})
const only = (interval: CandleInterval): CandleProvider => ({
  ...market,
  async *read(options) {
    for await (const item of market.read(options))
      if (item.kind === 'batch' && item.batch.interval === interval) yield item
  },
})
const ask = (query: Partial<CandleHistoryQuery>, of = one) =>
  of.candleHistories.between(
    CandleHistoryQuery.parse({ symbol: 'M&M', from: '2026-05-04', to: '2026-05-29', ...query }),
  )
const keys = async () => (await redis.keys(`${prefix}hist:*`)).map((key) => key.slice(prefix.length)).sort()
const plain = ({ servedFrom: _, ...answer }: Awaited<ReturnType<typeof ask>>) => answer

beforeAll(async () => {
  await services.candles.import(dailyBars('simulated', { 'M&M': bars, 'NIFTY 50': bars, LATE: bars.slice(0, -1) }))
  await services.candles.import(only('5minute'))
  await services.candles.import(only('day'))
})
beforeEach(async () => {
  await one.cache.clear({ family: 'history' })
  await redis.del(`${prefix}hist:meta`)
})

test.each(['M&M', 'NIFTY 50'])(
  'bars of %s are read once and then found, here and in another process',
  async (symbol) => {
    const read = await ask({ symbol })
    expect(read).toMatchObject({ symbol, servedFrom: 'postgresql', derivedFrom: null, simulated: true })
    expect(read.session).toEqual(nse.sessionsBetween('2026-05-04', '2026-05-29').map(({ date }) => date))
    const expected = bars.filter(({ date }) => date >= '2026-05-04' && date <= '2026-05-29')
    expect(read.high).toEqual(expected.map(({ high }) => high))
    expect(read.close).toEqual(expected.map(({ close }) => close))
    const there = await ask({ symbol }, other)
    expect(there.servedFrom).toBe('redis')
    expect(await keys()).toContain(`hist:${symbol}:2026-05-04:2026-05-29:day`)
    expect(await other.candleHistories.counts()).toEqual({ hits: 1, misses: 1, writes: 1, hitRate: 0.5 })
    // once the process has heard of its own write
    await expect.poll(async () => (await ask({ symbol })).servedFrom).toBe('process')
    for (const found of [await ask({ symbol }), there]) expect(plain(found)).toEqual(plain(read))
    expect((await one.candleHistories.counts()).hits).toBeGreaterThan(2)
  },
)

test('an unfinished bar is told and never kept: only sessions that have ended are', async () => {
  const today = { date: '2026-06-12', high: 120, low: 90, close: 101 }
  await services.candles.import(
    dailyBars('simulated', { 'M&M': [{ ...today, provisional: true, cachedAt: '2026-06-12T05:00:00Z' }] }),
  )
  const wide = { to: '2026-06-30' }
  const before = await ask(wide)
  expect(before.session.at(-1)).toBe('2026-06-12')
  expect([before.close.at(-1), before.provisional.at(-1)]).toEqual([101, true])
  expect(before.provisional.filter((flag) => flag)).toHaveLength(1)
  expect(await keys()).toEqual(['hist:M&M:2026-05-04:2026-06-11:day', 'hist:meta'])
  await services.candles.import(
    dailyBars('simulated', { 'M&M': [{ ...today, close: 103, cachedAt: '2026-06-12T06:00:00Z' }] }),
  )
  const after = await ask(wide)
  expect([after.close.at(-1), after.provisional.at(-1)]).toEqual([103, false])
})

test('an import is heard of in every process, whatever was kept', async () => {
  const late = { symbol: 'LATE', to: '2026-06-11' }
  for (const of of [one, other]) expect((await ask(late, of)).session.at(-1)).toBe('2026-06-10')
  await services.candles.import(dailyBars('simulated', { LATE: bars.slice(-1) }))
  for (const of of [one, other]) await expect.poll(async () => (await ask(late, of)).session.at(-1)).toBe('2026-06-11')
})

test('losing Redis, or being without it, changes no answer', async () => {
  const read = await ask({ interval: '15minute', symbol: 'INFY', from: '2026-06-08', to: '2026-06-12' })
  const asked = (of = one) => ask({ interval: '15minute', symbol: 'INFY', from: '2026-06-08', to: '2026-06-12' }, of)
  expect(plain(await asked(other))).toEqual(plain(read))
  await redis.del(...(await redis.keys(`*${prefix}*`)))
  expect(plain(await asked(live()))).toEqual(plain(read))
  const away = new Redis({ port: 1, lazyConnect: true, enableOfflineQueue: false, retryStrategy: () => null })
  away.on('error', () => undefined)
  const cache = openCache({ name: 'away', redis: away, prefix, calendar, wall, log: silentLog })
  afterAll(async () => {
    await cache.drain()
    cache.close()
    away.disconnect()
  })
  const alone = again({ clock, redis: away, cache })
  expect(plain(await asked(alone))).toEqual(plain(read))
  await expect(alone.candleHistories.counts()).rejects.toMatchObject({ code: 'unavailable' })
})

test('as of an instant, and in a replay, only what was known then is seen, and nothing is kept', async () => {
  const revised = { date: '2026-05-20', high: 300, low: 1, close: 111, cachedAt: '2026-05-22T04:00:00Z' }
  await services.candles.import(dailyBars('simulated', { 'NIFTY 50': [revised] }))
  const of = (asOf: string) => ask({ symbol: 'NIFTY 50', asOf })
  const day = (answer: Awaited<ReturnType<typeof ask>>) => answer.close[answer.session.indexOf('2026-05-20')]
  const first = bars.find(({ date }) => date === '2026-05-20')?.close
  expect((await of('2026-05-20T10:29:59.000Z')).session.at(-1)).toBe('2026-05-19')
  expect(day(await of('2026-05-22T03:59:59.000Z'))).toBe(first)
  expect(day(await of('2026-05-22T04:00:00.000Z'))).toBe(111)
  const replay = await services.candleHistories.between(
    CandleHistoryQuery.parse({ symbol: 'NIFTY 50', from: '2026-05-04', to: '2026-05-29' }),
  )
  expect(replay.servedFrom).toBe('postgresql')
  expect(await keys()).toEqual([])
})

test('where the source lacks an intraday length it is made of a finer one, a daily bar never', async () => {
  const window = { symbol: 'INFY', from: '2026-06-08', to: '2026-06-12' } as const
  const made = await ask({ ...window, interval: '15minute' })
  expect(made.derivedFrom).toBe('5minute')
  const own: number[] = []
  for await (const item of only('15minute').read()) if (item.kind === 'batch') own.push(...item.batch.candles.close)
  expect(made.close.filter((_, i) => !made.provisional[i])).toEqual(own.slice(-made.close.length))
  // 12:00 is the end of a bar: nothing is unfinished
  expect(made.ts.at(-1)).toBe('2026-06-12T06:15:00.000Z')
  const [, daily] = [await ask({ ...window, interval: '5minute' }), await ask({ ...window, symbol: 'M&M' })]
  expect(daily.derivedFrom).toBeNull()
  expect((await ask({ symbol: 'M&M', interval: '5minute' })).ts).toEqual([])
  const silent = await ask({ ...window, symbol: 'NOBODY' })
  expect(silent).toMatchObject({ ts: [], derivedFrom: null })
  expect((await keys()).filter((key) => key.includes('NOBODY'))).toEqual([])
})

test('several processes that ask at once read the candles once', async () => {
  const all = await Promise.all([one, other, third, one, other].map((of) => ask({ from: '2026-04-01' }, of)))
  for (const answer of all) expect(plain(answer)).toEqual(plain(all[0] ?? answer))
  expect(await one.candleHistories.counts()).toMatchObject({ writes: 1 })
})

test('a span that is too long or ends before it begins is refused', () => {
  const span = (from: string, to: string, interval: CandleInterval) =>
    CandleHistoryQuery.safeParse({ symbol: 'M&M', from, to, interval }).success
  expect(span('2026-05-02', '2026-05-01', 'day')).toBe(false)
  expect(span('2026-01-01', '2026-12-31', 'minute')).toBe(false)
  expect(span('2026-01-01', '2026-02-28', 'minute')).toBe(true)
  expect(span('2016-07-11', '2026-12-31', 'day')).toBe(true)
})

describe('freshness', () => {
  const fresh = historyFamily.fresh as FreshnessRule
  const clockOf = sessionClock(nse)
  const hours: Readonly<Record<CandleInterval, number>> = {
    minute: 1,
    '5minute': 1,
    '15minute': 2,
    '30minute': 4,
    '60minute': 8,
    day: 24,
  }
  test('is that of the interval while the market trades, longer while it is closed, never past the next opening', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CandleInterval.options),
        fc.integer({ min: Date.parse('2026-01-05'), max: Date.parse('2026-12-01') }),
        (interval, at) => {
          const until = fresh({ at, clock: clockOf, random: () => 0, parameters: { interval } })
          const factor = clockOf.isOpen(at) ? 1 : 4
          expect(until).toBe(Math.min(at + factor * hours[interval] * 3_600_000, clockOf.nextOpen(at)))
        },
      ),
    )
  })
})
