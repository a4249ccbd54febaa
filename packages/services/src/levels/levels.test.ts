import { nse } from '@fyntrix/calendar'
import { LevelsQuery, LevelsScope } from '@fyntrix/domain/levels'
import { membersOn } from '@fyntrix/domain/universes'
import fc from 'fast-check'
import { Redis } from 'ioredis'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { silentLog, standingClock } from '../shared/index.ts'
import { type DailyBar, dailyBars, testServices } from '../testing/index.ts'
import { levelsProjection } from './levels.cache.ts'
import { runLevelsJob } from './levels.job.ts'
import { createLevelsStore } from './levels.store.ts'

// the evening of a session, when its daily bars are known
const evening = '2026-06-12T12:00:00.000Z'
const { services, resources, databaseUrl, again } = await testServices({ source: 'nse-daily', asOf: evening })
const { redis, prefix } = resources
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const dates = nse.sessionsBetween('2025-05-01', '2026-06-12').map(({ date }) => date)
const barAt = (date: string, i: number): DailyBar => {
  const close = 100 + 10 * Math.sin(i / 7)
  return { date, high: close + 2 + (i % 3), low: close - 1 - (i % 5), close }
}
const long = dates.map(barAt)
const week: readonly DailyBar[] = [
  { date: '2026-06-08', high: 130, low: 90, close: 110 },
  { date: '2026-06-09', high: 112, low: 80, close: 95 },
  { date: '2026-06-10', high: 104, low: 96, close: 100 },
  { date: '2026-06-11', high: 108, low: 99, close: 101 },
  { date: '2026-06-12', high: 110, low: 100, close: 105 },
]
const lateWeek = week.slice(0, 4)
const ask = (query: Partial<LevelsQuery> & { symbols: string[] }) =>
  services.levels.latest(LevelsQuery.parse({ ...query }))
const keyOf = (symbol: string, scope: string) => `${prefix}sr:levels:${symbol}:${scope}`
const emptyRedis = async () => {
  const keys = await redis.keys(`*${prefix}*`)
  if (keys.length > 0) await redis.del(...keys)
}

beforeAll(async () => {
  await services.candles.import(dailyBars('nse-daily', { INFY: long, 'M&M': week, 'NIFTY 50': week, LATE: lateWeek }))
})
beforeEach(emptyRedis)

test.each(['M&M', 'NIFTY 50'])('levels of %s over a session and a week are those computed by hand', async (symbol) => {
  const [day, fiveDays, month] = await ask({ symbols: [symbol], scopes: ['D', 'W', 'M'] })
  expect(day).toMatchObject({ symbol, staleReason: null, servedFrom: 'postgresql' })
  expect(day?.levels).toEqual({
    symbol,
    scope: 'D',
    source: 'nse-daily',
    simulated: false,
    p: 105,
    r1: 110,
    r2: 115,
    r3: 120,
    s1: 100,
    s2: 95,
    s3: 90,
    from: '2026-06-12',
    session: '2026-06-12',
    missing: 0,
    asOf: evening,
  })
  // H 130, L 80, C 105
  expect(fiveDays?.levels).toMatchObject({ p: 105, r1: 130, r2: 155, r3: 180, s1: 80, s2: 55, s3: 30, missing: 0 })
  expect(month).toMatchObject({ levels: null, reason: 'needs 22 final daily bars and has 5', staleReason: null })
})

test('Redis holds a hash with the fields that legacy readers know, and losing it changes no answer', async () => {
  const query = { symbols: ['INFY', 'M&M', 'NOBODY'] }
  const computed = await ask(query)
  expect(await redis.hgetall(keyOf('M&M', 'W'))).toMatchObject({
    symbol: 'M&M',
    timeframe_scope: 'W',
    p: '105',
    r1: '130',
    s3: '30',
    computed_at_ist: '2026-06-12T17:30:00+05:30',
    as_of: evening,
    source: 'nse-daily',
  })
  expect(await redis.pttl(keyOf('INFY', 'Y'))).toBeGreaterThan(2 * 7 * 24 * 3_600_000)
  const stored = await ask(query)
  expect(stored.filter(({ servedFrom }) => servedFrom === 'redis')).toHaveLength(6)
  const plain = (answers: typeof computed) => answers.map(({ servedFrom: _, ...answer }) => answer)
  expect(plain(stored)).toEqual(plain(computed))
  await emptyRedis()
  expect(await ask(query)).toEqual(computed)
})

test('an answer of an instant sees nothing later: the bars known then give it, whatever came after', async () => {
  const asked = (at: Date) => ask({ symbols: ['INFY'], scopes: ['D', 'W', 'Y'], asOf: at.toISOString() })
  const byHand = (at: Date, span: number) => {
    const known = long.filter(({ date }) => Date.parse(`${date}T16:00:00+05:30`) <= at.getTime()).slice(-span)
    const [high, low] = [Math.max(...known.map((bar) => bar.high)), Math.min(...known.map((bar) => bar.low))]
    return known.length < span ? null : (high + low + (known.at(-1)?.close ?? 0)) / 3
  }
  await fc.assert(
    fc.asyncProperty(
      fc.date({ min: new Date('2026-03-02T00:00:00Z'), max: new Date('2026-06-12T00:00:00Z'), noInvalidDate: true }),
      async (at) => {
        const [day, fiveDays, year] = await asked(at)
        expect(day?.levels?.p ?? null).toBeCloseTo(byHand(at, 1) ?? Number.NaN, 9)
        expect(fiveDays?.levels?.p ?? null).toBeCloseTo(byHand(at, 5) ?? Number.NaN, 9)
        expect(year?.levels === null).toBe(byHand(at, 252) === null)
      },
    ),
    { numRuns: 40 },
  )
  const at = new Date('2026-06-10T12:00:00Z')
  const before = await asked(at)
  const revised = { date: '2026-06-10', high: 112, low: 90, close: 104, cachedAt: '2026-06-11T03:00:00Z' }
  await services.candles.import(dailyBars('nse-daily', { INFY: [revised] }))
  expect(await asked(at)).toEqual(before)
  // nothing of it went to Redis
  expect(await redis.exists(keyOf('INFY', 'D'))).toBe(0)
})

test('an unfinished bar never counts: the levels stay those of the last final one, labelled', async () => {
  const unfinished = { date: '2026-06-12', high: 150, low: 20, close: 101, provisional: true }
  await services.candles.import(dailyBars('nse-daily', { LATE: [{ ...unfinished, cachedAt: '2026-06-12T06:00:00Z' }] }))
  const [day] = await ask({ symbols: ['LATE'], scopes: ['D'] })
  expect(day?.levels).toMatchObject({ session: '2026-06-11', p: (108 + 99 + 101) / 3 })
  expect(day?.staleReason).toBe('made of candles up to 2026-06-11; there is no final one of 2026-06-12')
  // a final bar makes it whole, at once: what is labelled is never served from Redis
  await services.candles.import(
    dailyBars('nse-daily', { LATE: [{ date: '2026-06-12', high: 110, low: 100, close: 105, cachedAt: evening }] }),
  )
  expect((await ask({ symbols: ['LATE'], scopes: ['D'] }))[0]).toMatchObject({ staleReason: null, levels: { p: 105 } })
})

test('levels are kept for their time, and then computed again', async () => {
  const later = (ms: number) => again({ clock: standingClock(new Date(Date.parse(evening) + ms)) })
  const scopes = LevelsScope.options
  await services.levels.latest({ symbols: ['INFY'], scopes })
  const from = async (ms: number) =>
    (await later(ms).levels.latest({ symbols: ['INFY'], scopes })).map(({ servedFrom }) => servedFrom)
  const hour = 3_600_000
  expect(await from(hour)).toEqual(['redis', 'redis', 'redis', 'redis'])
  expect(await from(hour + 1)).toEqual(['postgresql', 'redis', 'redis', 'redis'])
  expect(await from(7 * hour)).toEqual(['postgresql', 'postgresql', 'redis', 'redis'])
  // a clock that stands earlier is not told what was computed later
  expect(await from(-hour)).toEqual(['postgresql', 'postgresql', 'postgresql', 'postgresql'])
})

test('where candles vanish the last good levels are served and labelled, and where there were none there are none', async () => {
  await ask({ symbols: ['NIFTY 50'], scopes: ['W'] })
  await client.query('begin')
  await client.query(`create temporary table kept as select * from candles_daily where symbol = 'NIFTY 50'`)
  await client.query(`delete from candles_daily where symbol = 'NIFTY 50'`)
  await client.query('commit')
  const monday = again({ clock: standingClock(new Date('2026-06-15T12:00:00Z')) }).levels
  const [served] = await monday.latest({ symbols: ['NIFTY 50'], scopes: ['W'] })
  expect(served).toMatchObject({ servedFrom: 'redis', reason: null, levels: { p: 105, session: '2026-06-12' } })
  expect(served?.staleReason).toContain('nse-daily has no daily candles of NIFTY 50')
  const [never] = await monday.latest({ symbols: ['NIFTY 50'], scopes: ['M'] })
  expect(never).toMatchObject({ levels: null, staleReason: null, reason: 'nse-daily has no daily candles of NIFTY 50' })
  await client.query('insert into candles_daily select * from kept')
})

test('levels of before a split are no last good value for prices after it', async () => {
  const split = { date: '2026-06-15', open: 50, high: 52, low: 49, close: 51 }
  await services.candles.import(dailyBars('nse-daily', { SPLIT: week }))
  await ask({ symbols: ['SPLIT'], scopes: ['W'] })
  await services.candles.import(dailyBars('nse-daily', { SPLIT: [split] }))
  const monday = again({ clock: standingClock(new Date('2026-06-15T12:00:00Z')) }).levels
  const [fiveDays] = await monday.latest({ symbols: ['SPLIT'], scopes: ['W'] })
  expect(fiveDays).toMatchObject({ levels: null, reason: expect.stringContaining('−52.4 %') })
})

test('three that compute at once give one answer, and who saw less never replaces who saw more', async () => {
  const all = await Promise.all(
    [services, again(), again()].map(({ levels }) => levels.latest({ symbols: ['INFY', 'M&M'], scopes: ['D', 'Y'] })),
  )
  for (const one of all) expect(one.map(({ levels }) => levels)).toEqual(all[0]?.map(({ levels }) => levels))
  const projection = levelsProjection(prefix)
  const store = createLevelsStore({ redis, projection, source: 'nse-daily', log: silentLog })
  const levels = all[0]?.[0]?.levels
  if (!levels) throw new Error('there are levels')
  await store.keep([{ levels: { ...levels, p: 2 } }], 1_000_000)
  await store.keep([{ levels: { ...levels, p: 1 } }], 999_999)
  expect((await store.read([{ symbol: 'INFY', scope: 'D' }], new Date(evening)))[0]?.p).toBe(2)
})

test('without Redis they are computed, and what Redis cannot read is computed too', async () => {
  const away = new Redis({ port: 1, lazyConnect: true, enableOfflineQueue: false, retryStrategy: () => null })
  away.on('error', () => undefined)
  const alone = again({ redis: away }).levels
  const expected = await ask({ symbols: ['M&M'], scopes: ['D'] })
  expect(await alone.latest({ symbols: ['M&M'], scopes: ['D'] })).toEqual(expected)
  await expect(alone.refresh()).rejects.toMatchObject({ code: 'unavailable' })
  away.disconnect()
  await redis.hset(keyOf('M&M', 'D'), { p: 'rubbish' })
  expect(await ask({ symbols: ['M&M'], scopes: ['D'] })).toEqual(expected)
})

test('a price is judged against each span, and without a price or levels there is no score', async () => {
  const scored = await services.levels.score({ symbol: 'M&M', price: 111, scopes: ['D', 'W', 'Y'] })
  expect(scored.scores.map(({ score }) => score)).toEqual([40, 55, null])
  expect(scored).toMatchObject({ price: 111, priceAt: null })
  expect(scored.scores[2]?.reason).toContain('needs 252')
  const newest = await services.levels.score({ symbol: 'M&M', scopes: ['D'] })
  expect(newest).toMatchObject({ price: 105, priceAt: '2026-06-12T10:00:00.000Z', scores: [{ score: 55 }] })
  expect(await services.levels.score({ symbol: 'NOBODY', scopes: ['D'] })).toMatchObject({
    price: null,
    scores: [{ score: null, levels: null }],
  })
})

test('the job computes the levels of every stock of every universe', async () => {
  let refreshed = 0
  const deps = {
    levels: services.levels,
    log: silentLog,
    refreshCandles: async () => {
      refreshed += 1
    },
  }
  const symbols = new Set(
    (['nifty50', 'banknifty'] as const).flatMap((universe) => membersOn(universe, '2026-06-12').symbols),
  )
  const done = await runLevelsJob(deps)
  if (done.status !== 'ran') throw new Error('it ran')
  // INFY has them all, M&M a day and a week
  expect(done.result).toMatchObject({ symbols: symbols.size, written: 4 + 2 })
  expect(done.result.without).toHaveLength(4 * symbols.size - 6)
  expect(await redis.exists(keyOf('INFY', 'Y'), keyOf('M&M', 'W'))).toBe(2)
  expect(refreshed).toBe(1)
})
