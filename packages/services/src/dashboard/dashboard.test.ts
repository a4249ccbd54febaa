import { nse } from '@fyntrix/calendar'
import { Dashboard, DashboardPeriod } from '@fyntrix/domain/dashboard'
import { benchmarks } from '@fyntrix/domain/universes'
import { createSimulatedMarket } from '@fyntrix/market-data'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { testServices } from '../testing/index.ts'
import { computeDashboard } from './compute-dashboard.ts'
import { runDashboardJob } from './dashboard.job.ts'

const { services, resources, databaseUrl, again } = await testServices({ asOf: '2026-05-01T00:00:00.000Z' })
const { dashboards } = services
const { db, redis, prefix, clock } = resources
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const sessions = nse.sessionsBetween('2026-05-04', '2026-05-14').map(({ date }) => date)
const evening = (date: string): string => `${date}T14:30:00.000Z`

/** one more day of candles, as a source delivers it */
const deliver = (date: string) =>
  services.candles.import(
    createSimulatedMarket({
      calendar: nse,
      seed: 'dashboards',
      symbols: [
        ...services.universes.members('banknifty', new Date(evening(date))).symbols,
        ...Object.values(benchmarks.banknifty),
      ],
      now: () => new Date(evening(date)),
      depth: { day: 160, '15minute': 1, '5minute': 1 },
    }),
  )
const replay = (date: string) =>
  services.replay.replay({ from: date, to: date, universes: ['banknifty'], modes: ['swing'], slots: 'pre-open' })

const closedOutcomes = async (): Promise<Map<string, string>> => {
  const { rows } = await client.query<{ id: string; row: string }>(
    `select id, o::text as row from pick_outcomes o where status <> 'pending'`,
  )
  return new Map(rows.map(({ id, row }) => [id, row]))
}
const recorded = async (): Promise<Map<string, Dashboard>> => {
  const { rows } = await client.query<{ payload: unknown }>(`select payload from dashboard_performance order by as_of`)
  return new Map(rows.map(({ payload }) => Dashboard.parse(payload)).map((one) => [`${one.period} ${one.asOf}`, one]))
}
const recomputed = ({ period, lane, asOf }: Dashboard): Promise<Dashboard> =>
  db.transaction((tx) => computeDashboard(tx, { period, lane, asOf: new Date(asOf) }))

test('a day of candles more changes no outcome that was told and no dashboard, stored or computed again (200 cases)', async () => {
  let [outcomes, stored] = [new Map<string, string>(), new Map<string, Dashboard>()]
  for (const date of sessions) {
    await deliver(date)
    await replay(date)
    const [outcomesNow, storedNow] = [await closedOutcomes(), await recorded()]
    for (const [id, row] of outcomes) expect(outcomesNow.get(id)).toBe(row)
    for (const [key, dashboard] of stored) expect(storedNow.get(key)).toEqual(dashboard)
    ;[outcomes, stored] = [outcomesNow, storedNow]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...stored.values()), async (dashboard) => {
        expect(await recomputed(dashboard)).toEqual(dashboard)
      }),
      { numRuns: Math.ceil(200 / sessions.length) },
    )
  }
  expect(outcomes.size).toBeGreaterThan(50)
  expect(stored.size).toBe(2 * sessions.length)
  const last = stored.get(`7d ${evening(sessions.at(-1) ?? '')}`)
  expect(last).toMatchObject({ period: '7d', lane: 'simulated' })
  expect(last?.period === '7d' && last.total?.n).toBeGreaterThan(5)
})

test('the performance of seven days is that of what closed in them, by hand from the facts', async () => {
  const asOf = evening(sessions.at(-1) ?? '')
  const { dashboard } = await dashboards.latest({ period: '7d' })
  if (dashboard.period !== '7d') throw new Error('another period')
  const { rows } = await client.query<{ pnl: number; alpha: number; label: string }>(
    `select pnl_pct as pnl, alpha_vs_benchmark as alpha, outcome_label as label from ai_recommendations
     where closed_at > $1::timestamptz - interval '7 days' and closed_at <= $1 and pnl_pct is not null`,
    [asOf],
  )
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  expect(dashboard.total?.n).toBe(rows.length)
  expect(dashboard.total?.mean.value).toBeCloseTo(mean(rows.map(({ pnl }) => pnl)), 9)
  expect(dashboard.total?.wins).toBe(rows.filter(({ label }) => label === 'WIN').length)
  expect(dashboard.meanBenchmark).toBeCloseTo(mean(rows.map(({ pnl, alpha }) => pnl - alpha)), 9)
  expect(dashboard.best[0]?.netReturn).toBe(Math.max(...rows.map(({ pnl }) => pnl)))
  expect(dashboard.worst[0]?.netReturn).toBe(Math.min(...rows.map(({ pnl }) => pnl)))
  const { rows: all } = await client.query<{ open: number }>(
    `select count(*) filter (where not evaluated)::int as open from ai_recommendations where generated_at <= $1`,
    [asOf],
  )
  expect(dashboard.open).toBe(all[0]?.open)
})

test('the overview of a date counts its runs, its picks and what closed on it', async () => {
  const date = sessions.at(-3) ?? ''
  const { dashboard } = await dashboards.latest({ period: 'intraday', asOf: evening(date) })
  if (dashboard.period !== 'intraday') throw new Error('another period')
  const run = await services.topPicks.list({ universe: 'banknifty', limit: 50 })
  const picks = run.find(({ asOf }) => asOf.startsWith(date))?.counts.picks
  expect(dashboard).toMatchObject({
    date,
    signals: [{ universe: 'banknifty', mode: 'swing', runs: 1, abstained: 0, picks }],
    scalping: { exits: 0, winRate: null, reasons: {} },
  })
  expect(dashboard.closed.exits).toBeGreaterThan(0)
  expect(Object.values(dashboard.closed.reasons).reduce((sum, count) => sum + count, 0)).toBe(dashboard.closed.exits)
  // five sessions and a weekend at most
  expect(dashboard.closed.meanHoldMinutes).toBeGreaterThan(0)
})

test.each(DashboardPeriod.options)(
  'the newest %s is read from Redis, and from PostgreSQL where Redis lost it',
  async (period) => {
    const fromRedis = await dashboards.latest({ period })
    expect(fromRedis).toMatchObject({ servedFrom: 'redis', staleReason: null })
    const key = `${prefix}dashboard:overview:${period === '7d' ? 'performance:7d' : 'intraday'}`
    const stored: unknown = JSON.parse((await redis.get(key)) ?? '')
    expect(stored).toMatchObject(period === '7d' ? { lookback_days: 7, metrics: {} } : { scalping_today: {} })
    await redis.del(key, `fx:v:{${key}}`)
    expect(await dashboards.latest({ period })).toEqual({ ...fromRedis, servedFrom: 'postgresql' })
    expect(await dashboards.latest({ period })).toEqual(fromRedis)
  },
)

test('a dashboard is out of date once the exchange has traded and its time has passed', async () => {
  const [next = ''] = nse.sessionsBetween('2026-05-15', '2026-05-19').map(({ date }) => date)
  const at = (time: string) => ({ ...clock, now: () => new Date(`${next}T${time}:00.000Z`) })
  // before the open nothing has happened since; twenty minutes into the session something has
  expect(await again({ clock: at('03:00') }).dashboards.latest({ period: 'intraday' })).toMatchObject({
    staleReason: null,
  })
  expect((await again({ clock: at('04:05') }).dashboards.latest({ period: 'intraday' })).staleReason).toContain(next)
  expect(await again({ clock: at('10:00') }).dashboards.latest({ period: '7d' })).toMatchObject({ staleReason: null })
  expect((await again({ clock: at('14:31') }).dashboards.latest({ period: '7d' })).staleReason).toContain(next)
})

test('an older one never replaces a newer one, three that record the same record it once, and the future is refused', async () => {
  const [first = ''] = sessions
  const asOf = `${first}T09:00:00.000Z`
  const all = await Promise.all(
    [services, again(), again()].map((one) => one.dashboards.record({ period: '7d', asOf })),
  )
  for (const one of all) expect(one).toEqual(all[0])
  expect(await services.relay.drain()).toBe(1)
  expect((await dashboards.latest({ period: '7d' })).dashboard.asOf).toBe(evening(sessions.at(-1) ?? ''))
  const running = again({ clock: { ...clock, standing: false } })
  await expect(running.dashboards.record({ period: '7d', asOf: '2030-01-01T00:00:00.000Z' })).rejects.toMatchObject({
    code: 'refused',
  })
})

test('history goes back page by page, and says where there is none', async () => {
  const pages: Dashboard[] = []
  for (;;) {
    const before = pages.at(-1)?.asOf
    const page = await dashboards.history({ period: 'intraday', limit: 8, ...(before && { before }) })
    if (page.length === 0) break
    pages.push(...page)
  }
  expect(pages.map(({ asOf }) => asOf)).toEqual(sessions.map((date) => `${date}T11:15:00.000Z`).toReversed())
  await expect(dashboards.latest({ period: '7d', asOf: '2020-01-01T00:00:00.000Z' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('the job records as of its nominal time, and says what it wrote', async () => {
  const nominal = new Date('2026-05-04T06:00:00.000Z')
  expect(await runDashboardJob(dashboards, { period: 'intraday' }, { nominal })).toMatchObject({
    status: 'ran',
    result: { asOf: '2026-05-04T06:00:00.000Z' },
    wrote: [{ noun: 'dashboard', id: 'intraday@2026-05-04T06:00:00.000Z' }],
  })
})
