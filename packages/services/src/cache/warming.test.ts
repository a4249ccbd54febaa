import type { WarmingReport } from '@fyntrix/domain/cache'
import { beforeAll, expect, test, vi } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { runCacheWarmingJob, windowDays } from './index.ts'

const start = '2026-06-12T03:00:00.000Z'
const now = new Date(start)
const { services, resources, again } = await testServices({ asOf: start })
const { redis, prefix } = resources
// histories are kept only by a clock that runs
const clock = { now: () => now, standing: false, advanceTo: () => undefined }
const live = () => again({ clock })
const [one, other] = [live(), live()]
const never = new AbortController().signal

const members = [...new Set((['nifty50', 'banknifty'] as const).flatMap((u) => one.universes.members(u, now).symbols))]

beforeAll(async () => {
  for (const { cache } of [one, other])
    await vi.waitUntil(async () => (await cache.health()).coherent, { timeout: 60_000 })
  await importSimulatedMarket(services, start)
  for (const universe of ['nifty50', 'banknifty'] as const)
    await one.topPicks.run({ universe, mode: 'swing', trigger: 'manual' })
})

const kindOf = ({ kinds }: WarmingReport, name: string) => kinds.find(({ kind }) => kind === name)
const clearAll = async () => {
  await one.cache.clear({ all: true })
  expect(await redis.keys(`${prefix}top_picks:*`)).toEqual([])
}

test('after a flush, what readers ask for first is there again, and the report says what is not and why', async () => {
  await clearAll()
  const report = await one.warming.warm(now, never)
  expect(report.rebuilt).toEqual(expect.arrayContaining(['top-picks', 'recommendations', 'analyses', 'scores']))
  expect(kindOf(report, 'picks')).toMatchObject({ found: 2, warmed: 0, failed: [{ reason: 'not-found', count: 8 }] })
  expect(kindOf(report, 'dashboards')).toMatchObject({
    found: 0,
    warmed: 0,
    failed: [{ reason: 'not-found', count: 2 }],
  })
  const candles = kindOf(report, 'candles')
  const without = candles?.failed.reduce((sum, { count }) => sum + count, 0) ?? 0
  expect((candles?.warmed ?? 0) + without).toBe(windowDays.length * members.length)
  expect(candles?.warmed).toBeGreaterThan(50 * windowDays.length)
  const levels = kindOf(report, 'levels')
  expect((levels?.warmed ?? 0) + (levels?.failed[0]?.count ?? 0)).toBe(members.length)

  expect((await other.topPicks.latest({ universe: 'nifty50', mode: 'swing' })).servedFrom).toBe('redis')
  const year = { symbol: 'INFY', interval: 'day', from: '2025-06-12', to: '2026-06-12' } as const
  expect((await other.candleHistories.between(year)).servedFrom).toBe('redis')
  const [level] = await other.levels.latest({ symbols: ['INFY'], scopes: ['D'] })
  expect(level?.servedFrom).toBe('redis')
})

test('a second time, and two at once, find it there', async () => {
  const first = await one.warming.warm(now, never)
  const reports = await Promise.all([one, other].map(({ warming }) => warming.warm(now, never)))
  for (const report of [first, ...reports]) {
    expect(report.rebuilt).toEqual([])
    expect(report.kinds.map(({ warmed }) => warmed)).toEqual([0, 0, 0, 0])
    expect(kindOf(report, 'candles')?.found).toBeGreaterThan(50 * windowDays.length)
  }
})

test('it is ended between two questions, and the next time goes on', async () => {
  await clearAll()
  const ended = new AbortController()
  const warming = one.warming.warm(now, ended.signal)
  ended.abort(new Error('stopped'))
  await expect(warming).rejects.toThrow('stopped')
  const report = await one.warming.warm(now, never)
  expect(kindOf(report, 'candles')?.failed.every(({ reason }) => reason === 'no candles')).toBe(true)
  expect((await other.topPicks.latest({ universe: 'nifty50', mode: 'swing' })).servedFrom).toBe('redis')
})

test('without Redis nothing is said to be warm', async () => {
  const away = redis.duplicate()
  away.disconnect()
  const cut = again({ clock, redis: away })
  await expect(cut.warming.warm(now, never)).rejects.toMatchObject({ code: 'unavailable' })
})

test('the job says what it warmed', async () => {
  const occasion = { nominal: new Date('2026-06-12T03:00:00.000Z'), signal: never }
  expect(await runCacheWarmingJob({ warming: one.warming, log: silentLog }, occasion)).toMatchObject({ status: 'ran' })
})
