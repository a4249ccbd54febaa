import { nse } from '@fyntrix/calendar'
import { type ScalpingCycle, ScalpingExitQuery } from '@fyntrix/domain/scalping'
import { createSimulatedMarket } from '@fyntrix/market-data'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testServices } from '../testing/index.ts'
import { runScalpingJob } from './scalping.job.ts'
import { watchScalps } from './watch.ts'

const date = '2026-05-14'
const session = nse.sessionOn(date)
if (session === null) throw new Error(`${date} is no session`)
const { open, close } = session
const minute = 60_000
const at = (afterOpen: number): string => new Date(open + afterOpen * minute).toISOString()

const { services, resources, databaseUrl, again } = await testServices({ asOf: at(0) })
const { scalping, topPicks, pickEvents, relay } = services
const { redis, prefix, calendar, clock } = resources
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const cycles: ScalpingCycle[] = []
/** of each instant, what three monitors answered */
const answers: ScalpingCycle[][] = []
const everyExit = ScalpingExitQuery.parse({ limit: 500 })

/** the session, three monitors at once every five minutes, and runs every twenty */
beforeAll(async () => {
  await services.candles.import(
    createSimulatedMarket({
      calendar: nse,
      seed: 'scalps',
      now: () => new Date(close + 60 * minute),
      depth: { day: 160, '15minute': 2, '5minute': 3 },
    }),
  )
  const monitors = [services, again(), again()]
  for (let instant = open + 5 * minute; instant <= close; instant += 5 * minute) {
    const asOf = new Date(instant).toISOString()
    if ((instant - open) % (20 * minute) === 0 && instant < close - 15 * minute)
      await topPicks.run({ universe: 'banknifty', mode: 'scalping', trigger: 'scalping-cycle', asOf })
    const seen = await Promise.all(monitors.map((one) => one.scalping.monitor({ asOf })))
    answers.push(seen)
    if (seen[0]) cycles.push(seen[0])
  }
})

const exitRows = async () => {
  const { rows } = await client.query<{ row: string }>(
    `select e::text as row from scalping_exits e order by recommendation_id`,
  )
  return rows.map(({ row }) => row)
}

test('each exit is told by one cycle, however many monitors look at once, and repeating every cycle adds nothing', async () => {
  for (const [first, second, third] of answers) expect([second, third]).toEqual([first, first])
  const told = cycles.flatMap(({ exits }) => exits)
  const stored = await exitRows()
  expect(stored.length).toBeGreaterThan(20)
  expect(told.map(({ recommendationId }) => recommendationId).toSorted()).toEqual(
    (await scalping.exits(everyExit)).map(({ recommendationId }) => recommendationId).toSorted(),
  )
  for (const cycle of cycles) expect(await scalping.monitor({ asOf: cycle.asOf })).toEqual(cycle)
  expect(await exitRows()).toEqual(stored)
  const { rows } = await client.query(`select 1 from outbox where topic = 'scalping.monitored'`)
  expect(rows).toHaveLength(cycles.length)
})

test('at the close every scalp of the session has been told, and a late monitor would have told the same', async () => {
  expect(cycles.at(-1)?.active).toEqual([])
  const before = await exitRows()
  const strip = (rows: readonly string[]) => rows.map((row) => row.split(',').slice(0, -2).join())
  await client.query(`create table kept as select * from scalping_cycles`)
  await client.query(`truncate scalping_exits, scalping_cycles`)
  await scalping.monitor({ asOf: new Date(close + minute).toISOString() })
  const late = await exitRows()
  expect(late).toHaveLength(before.length)
  // but for the cycle that told it, and when
  const { rows } = await client.query(`select count(distinct told_at)::int as cycles from scalping_exits`)
  expect(rows).toEqual([{ cycles: 1 }])
  expect(strip(late)).toEqual(strip(before))
  await client.query(`delete from scalping_cycles`)
  await client.query(`insert into scalping_cycles select * from kept`)
})

test('an exit is what becomes of its recommendation, once that is told: one truth', async () => {
  await pickEvents.computeOutcomes({ asOf: new Date(close + 120 * minute).toISOString() })
  const { rows } = await client.query<{ reasons: string; total: number }>(
    `select count(*)::int as total from scalping_exits e join ai_recommendations r on r.id = e.recommendation_id
     where r.evaluated and r.exit_time = e.exit_at and r.exit_price = e.exit_price and r.pnl_pct = e.net_return_pct
       and r.outcome_label = e.outcome_label and r.exit_reason = replace(e.exit_reason, 'EOD', 'TIME')
       and (r.labels->>'entry_at')::timestamptz = e.entry_at`,
  )
  expect(rows[0]?.total).toBe((await exitRows()).length)
  const { rows: reasons } = await client.query<{ reason: string }>(
    `select distinct exit_reason as reason from scalping_exits order by 1`,
  )
  expect(reasons.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['STOP', 'TIME', 'TRAIL']))
})

test('an active scalp carries its price with source and age, its return and its minutes; one not entered says why', async () => {
  const active = await scalping.positions({ asOf: at(67) })
  const entered = active.find(({ status }) => status === 'open')
  expect(entered).toMatchObject({
    detail: null,
    current: { at: at(65), ageSeconds: 120, source: 'simulated', simulated: true, interval: '5minute' },
  })
  if (!entered?.current || entered.entryPrice === null) throw new Error('nothing is open')
  const sign = entered.direction === 'LONG' ? 1 : -1
  expect(entered.returnPct).toBeCloseTo(
    (sign * 100 * (entered.current.price - entered.entryPrice)) / entered.entryPrice,
    9,
  )
  expect(entered.elapsedMinutes).toBe(67 - (Date.parse(entered.entryAt ?? '') - open) / minute)
  expect((entered.elapsedMinutes ?? 0) + entered.leftMinutes).toBe(60)
  const waiting = active.filter(({ status }) => status === 'pending')
  for (const one of waiting)
    expect(one).toMatchObject({ returnPct: null, entryPrice: null, detail: expect.stringContaining('has not ended') })
  expect(waiting.length).toBeGreaterThan(0)
})

test('a day counts its exits by label and reason, many days together by exit, and a day without any has no rate', async () => {
  const { rows } = await client.query<{ exits: number; wins: number; losses: number; net: number }>(
    `select count(*)::int as exits, count(*) filter (where outcome_label = 'WIN')::int as wins,
       count(*) filter (where outcome_label = 'LOSS')::int as losses, avg(net_return_pct) as net from scalping_exits`,
  )
  const day = await scalping.dailySummary({ date })
  expect(day).toMatchObject({ date, exits: rows[0]?.exits, wins: rows[0]?.wins, losses: rows[0]?.losses })
  expect(day.meanNetReturn).toBeCloseTo(rows[0]?.net ?? Number.NaN, 9)
  expect(day.wins + day.losses + day.flat).toBe(day.exits)
  expect(Object.values(day.reasons).reduce((sum, count) => sum + count, 0)).toBe(day.exits)
  const stats = await scalping.stats({ to: date, days: 7 })
  expect(stats).toMatchObject({ from: '2026-05-08', to: date, total: { exits: day.exits } })
  expect(stats.total.meanNetReturn).toBeCloseTo(day.meanNetReturn ?? Number.NaN, 9)
  expect(await scalping.dailySummary({ date: '2026-05-13' })).toEqual({
    lane: 'simulated',
    date: '2026-05-13',
    exits: 0,
    wins: 0,
    losses: 0,
    flat: 0,
    winRate: null,
    meanGrossReturn: null,
    meanNetReturn: null,
    meanHoldMinutes: null,
    reasons: {},
  })
})

test('exits can be read page by page and by symbol; occupancy follows the cycles', async () => {
  const all = await scalping.exits(everyExit)
  const [first] = await scalping.exits({ limit: 1 })
  const rest = await scalping.exits({ limit: 500, ...(first && { before: first.recommendationId }) })
  expect([first, ...rest]).toEqual(all)
  const symbol = all[0]?.symbol ?? ''
  expect(await scalping.exits({ symbol, limit: 500 })).toEqual(all.filter((exit) => exit.symbol === symbol))
  expect(await scalping.exits({ to: '2026-05-13', limit: 5 })).toEqual([])
  const occupancy = await scalping.occupancy({ date })
  expect(occupancy.cycles).toEqual(
    cycles.map(({ asOf, active, exits }) => ({ asOf, active: active.length, exits: exits.length })),
  )
  expect(occupancy.busiest).toBe(Math.max(...cycles.map(({ active }) => active.length)))
  expect(await scalping.occupancy({ date: '2026-05-13' })).toMatchObject({ cycles: [], busiest: null, mean: null })
})

test('what was seen last is read from Redis under the legacy names, and from PostgreSQL where Redis lost it', async () => {
  await relay.drain()
  const key = `${prefix}scalping:monitor:last`
  const stored: unknown = JSON.parse((await redis.get(key)) ?? '')
  const last = cycles.at(-1)
  expect(stored).toMatchObject({
    status: 'idle',
    active_positions: 0,
    exits_detected: last?.exits.length,
    timestamp: last?.asOf,
    exits: last?.exits.map(({ symbol, exitAt, holdMinutes, grossReturnPct }) => ({
      symbol,
      mode: 'scalping',
      exit_time: exitAt,
      exit_reason: expect.stringMatching(/^(TARGET_HIT|STOP_LOSS|TIME_EXIT|TRAILING_STOP|EOD_AUTO_EXIT)$/),
      return_pct: grossReturnPct,
      hold_duration_mins: holdMinutes,
    })),
    scalping_top_picks_meta: expect.arrayContaining([
      expect.objectContaining({ universe: 'banknifty', source_key: 'top_picks:banknifty:scalping' }),
    ]),
  })
  const fromRedis = await scalping.latest()
  expect(fromRedis).toMatchObject({ cycle: last, servedFrom: 'redis', staleReason: null })
  await redis.del(key, `fx:v:{${key}}`)
  expect(await scalping.latest()).toEqual({ ...fromRedis, servedFrom: 'postgresql' })
  expect(await scalping.latest()).toEqual(fromRedis)
  await redis.del(key, `fx:v:{${key}}`)
  expect(await services.views.rebuild({ view: 'scalping' })).toMatchObject([{ view: 'scalping', written: 1 }])
  expect((await scalping.latest()).servedFrom).toBe('redis')
  const later = { ...clock, now: () => new Date(nse.nextSession(date).open + 20 * minute) }
  expect((await again({ clock: later }).scalping.latest()).staleReason).toContain('has traded since')
})

test('the job looks as of its nominal time, and the future is refused', async () => {
  const run = (instant: string) =>
    runScalpingJob({ scalping, refreshCandles: () => Promise.resolve() }, { nominal: new Date(instant) })
  expect(await run(new Date(close + 15 * minute).toISOString())).toMatchObject({
    status: 'ran',
    result: { active: [] },
  })
  const running = again({ clock: { ...clock, standing: false } })
  await expect(running.scalping.monitor({ asOf: '2030-01-01T00:00:00.000Z' })).rejects.toMatchObject({
    code: 'refused',
  })
})

test('a signal after the last session that the calendar knows stands among the scalps with its reason, and keeps none from being watched', () => {
  const exit = cycles.flatMap(({ exits }) => exits)[0]
  if (!exit) throw new Error('no exit')
  const beyond = { ...exit, signalAt: '2026-12-31T10:30:00.000Z' }
  const market = { lane: exit.lane, asOf: new Date('2026-12-31T11:00:00.000Z'), calendar }
  const seen = watchScalps([beyond, exit], { ...market, candles: new Map(), prices: new Map() })
  expect(seen.active).toMatchObject([
    { status: 'unavailable', detail: expect.stringContaining('calendar'), current: null },
    { status: 'pending' },
  ])
})
