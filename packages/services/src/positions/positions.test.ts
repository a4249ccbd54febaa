import { nse } from '@fyntrix/calendar'
import type { PositionSnapshot, PositionsSeen, TopPicksPosition } from '@fyntrix/domain/positions'
import { createSimulatedMarket } from '@fyntrix/market-data'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toSnakeCase } from '../shared/case.ts'
import { testServices } from '../testing/index.ts'
import { countsOf } from './counts.ts'
import { runPositionsJob } from './positions.job.ts'

const [first, second, third] = nse.sessionsBetween('2026-05-12', '2026-05-14')
if (!first || !second || !third) throw new Error('three sessions are needed')
const minute = 60_000
const at = (instant: number): string => new Date(instant).toISOString()

const { services, resources, databaseUrl, again } = await testServices({ asOf: at(first.open) })
const { positions, topPicks, pickEvents, relay } = services
const { redis, prefix, clock } = resources
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const looks: PositionsSeen[] = []
/** of each instant, what three monitors answered */
const answers: PositionsSeen[][] = []
const look = async (instant: number) => {
  const seen = await Promise.all(
    [services, again(), again()].map((one) => one.positions.monitor({ asOf: at(instant) })),
  )
  answers.push(seen)
  if (seen[0]) looks.push(seen[0])
}
const run = (mode: 'intraday' | 'swing', instant: number) =>
  topPicks.run({ universe: 'nifty50', mode, trigger: 'hourly', asOf: at(instant) })

beforeAll(async () => {
  await services.candles.import(
    createSimulatedMarket({
      calendar: nse,
      seed: 'positions',
      now: () => new Date(third.close + 60 * minute),
      depth: { day: 160, '15minute': 8, '5minute': 1 },
    }),
  )
  await run('swing', first.open - 60 * minute)
  await run('intraday', second.open + 18 * minute)
  for (let instant = second.open + 15 * minute; instant <= second.close; instant += 30 * minute) await look(instant)
  await look(second.close + 15 * minute)
})

const snapshot = (seen: PositionsSeen | undefined, mode: string, universe = 'nifty50'): PositionSnapshot => {
  const found = seen?.snapshots.find((one) => one.mode === mode && one.universe === universe)
  if (!found) throw new Error(`no ${mode} snapshot of ${universe}`)
  return found
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('a look records one snapshot a universe and mode, however many look at once, and repeating it adds nothing', async () => {
  const rows = async () =>
    (await client.query(`select md5(string_agg(t::text, '|' order by t::text)) from top_picks_position_snapshots t`))
      .rows
  for (const [one, two, three] of answers) expect([two, three]).toEqual([one, one])
  const before = await rows()
  for (const seen of looks) expect(await positions.monitor({ asOf: seen.asOf })).toEqual(seen)
  expect(await rows()).toEqual(before)
  const { rows: counted } = await client.query<{ n: number }>(
    `select count(*)::int as n from top_picks_position_snapshots`,
  )
  expect(counted).toEqual([{ n: 4 * looks.length }])
  const { rowCount } = await client.query(`select 1 from outbox where topic = 'positions.monitored'`)
  expect(rowCount).toBe(looks.length)
})

test('each position stays as it ended, and ends as its recommendation does, once that is told: one truth', async () => {
  const last = snapshot(looks.at(-1), 'intraday')
  expect(last.counts).toMatchObject({ pending: 0, open: 0, closed: last.positions.length })
  const ends = new Map(last.positions.map((one) => [one.symbol, one]))
  const ended = looks
    .flatMap((seen) => snapshot(seen, 'intraday').positions)
    .filter(({ status }) => status === 'closed')
  for (const one of ended) expect({ ...one, current: null }).toEqual({ ...ends.get(one.symbol), current: null })
  await pickEvents.computeOutcomes({ asOf: at(second.close + 120 * minute) })
  const { rows } = await client.query<{ symbol: string; price: number; reason: string; net: number; label: string }>(
    `select symbol, exit_price as price, exit_reason as reason, pnl_pct as net, outcome_label as label from ai_recommendations where mode = 'intraday'`,
  )
  expect(rows.length).toBeGreaterThan(3)
  expect(rows.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))).toEqual(
    last.positions
      .map(({ symbol, exitPrice, exitReason, netReturnPct, label }) => ({
        symbol,
        price: exitPrice,
        reason: exitReason,
        net: netReturnPct,
        label,
      }))
      .toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1)),
  )
})

test('an open position is worth its price after costs, which carries source and age, and a snapshot the mean of its positions', () => {
  const amid = snapshot(
    looks.find(({ asOf }) => asOf === at(second.open + 105 * minute)),
    'intraday',
  )
  const held = amid.positions.filter(({ status }) => status === 'open')
  expect(held.length).toBeGreaterThan(0)
  for (const one of held) {
    const sign = one.direction === 'LONG' ? 1 : -1
    const [entry, price] = [one.entryPrice ?? Number.NaN, one.current?.price ?? Number.NaN]
    expect(one.netReturnPct).toBeCloseTo((sign * 100 * (price - entry)) / entry - 0.08, 9)
    expect(one.current).toMatchObject({ at: at(second.open + 105 * minute), ageSeconds: 0, simulated: true })
    expect(one.health).not.toBeNull()
  }
  const returns = amid.positions.flatMap(({ netReturnPct }) => netReturnPct ?? [])
  expect(amid.counts.meanReturnPct).toBeCloseTo(mean(returns), 9)
  expect(amid.counts.wins + amid.counts.losses + amid.counts.flat).toBe(amid.counts.closed)
})

test('what ended without a gain or a loss is flat, and nothing is averaged of nothing', () => {
  const [sample] = snapshot(looks.at(-1), 'intraday').positions
  if (!sample) throw new Error('no position')
  const closed = (label: TopPicksPosition['label'], netReturnPct: number): TopPicksPosition => ({
    ...sample,
    label,
    netReturnPct,
  })
  expect(
    countsOf([closed('WIN', 1), closed('LOSS', -2), closed('BREAKEVEN', 0), closed('BREAKEVEN', -0.08)]),
  ).toMatchObject({
    wins: 1,
    losses: 1,
    flat: 2,
    winRate: 0.25,
    meanReturnPct: (1 - 2 - 0.08) / 4,
    meanOpenReturnPct: null,
  })
  expect(countsOf([])).toMatchObject({ positions: 0, winRate: null, meanReturnPct: null })
})

test('picks count as long as they are held, and where there are none the snapshot says why', async () => {
  const early = looks[0]
  expect(snapshot(early, 'intraday')).toMatchObject({ run: null, reason: 'there is no run yet', positions: [] })
  expect(snapshot(early, 'swing').counts.open).toBeGreaterThan(3)
  expect(snapshot(early, 'swing', 'banknifty').counts).toMatchObject({ positions: 0, meanReturnPct: null })
  const [next] = looks.slice(1)
  expect(snapshot(next, 'intraday').run?.asOf).toBe(at(second.open + 18 * minute))
  // the day after, those of the day are not current any more; those of the week are
  const after = await positions.monitor({ asOf: at(third.open + 5 * minute) })
  expect(snapshot(after, 'intraday')).toMatchObject({
    run: null,
    positions: [],
    reason: expect.stringContaining('were held until'),
  })
  expect(snapshot(after, 'swing').positions.length).toBeGreaterThan(3)
  looks.push(after)
})

test('a pick that is not entered says so, and has no return', async () => {
  const swing = await run('swing', third.open + 10 * minute)
  const seen = await positions.monitor({ asOf: at(third.open + 20 * minute) })
  looks.push(seen)
  const { run: newest, counts, positions: all } = snapshot(seen, 'swing')
  expect(newest?.id).toBe(swing.id)
  const waiting = all.filter(({ runId }) => runId === swing.id)
  expect(waiting.length).toBeGreaterThan(0)
  expect(counts.pending).toBe(waiting.length)
  for (const one of waiting)
    expect(one).toMatchObject({
      status: 'pending',
      netReturnPct: null,
      health: null,
      detail: expect.stringContaining('not known yet'),
    })
})

test('what was seen last is read from Redis under the legacy names, and from PostgreSQL where Redis lost it', async () => {
  await relay.drain()
  const key = `${prefix}top_picks:monitor:positions:last`
  const stored: unknown = JSON.parse((await redis.get(key)) ?? '')
  const last = looks.at(-1)
  const all = last?.snapshots.flatMap((one) => one.positions) ?? []
  expect(stored).toMatchObject({
    as_of: last?.asOf,
    positions: all.map(({ symbol, stop, netReturnPct, health }) => ({
      symbol,
      stop_loss: stop,
      return_pct: netReturnPct,
      health_score: health,
    })),
    summary: { positions: all.length },
  })
  const fromRedis = await positions.latest()
  expect(fromRedis).toMatchObject({ seen: last, servedFrom: 'redis', staleReason: null })
  await redis.del(key, `fx:v:{${key}}`)
  expect(await positions.latest()).toEqual({ ...fromRedis, servedFrom: 'postgresql' })
  await redis.del(key, `fx:v:{${key}}`)
  expect(await services.views.rebuild({ view: 'positions' })).toMatchObject([{ view: 'positions', written: 1 }])
  expect((await positions.latest()).servedFrom).toBe('redis')
  // an older look never replaces a newer one
  await positions.monitor({ asOf: at(first.open + 5 * minute) })
  await relay.drain()
  expect((await positions.latest()).seen).toEqual(last)
})

test('what was recorded when only the newest run was followed is still read, from PostgreSQL and from Redis', async () => {
  const latest = await positions.latest()
  const key = `${prefix}top_picks:monitor:positions:last`
  const ofOneRun = ({ runId, signalAt, ...rest }: TopPicksPosition) => rest
  const earlier = latest.seen.snapshots.map((one) => ({ ...one, positions: one.positions.map(ofOneRun) }))
  for (const { universe, mode, asOf, ...payload } of earlier)
    await client.query(
      `update top_picks_position_snapshots set payload = $1, payload_schema = 1 where universe = $2 and mode = $3 and as_of = $4`,
      [JSON.stringify({ universe, mode, asOf, ...payload }), universe, mode, asOf],
    )
  const fromRun = (one: PositionSnapshot) =>
    one.positions.map((position) => ({ ...position, runId: one.run?.id, signalAt: one.run?.asOf }))
  const expected = latest.seen.snapshots.map((one) => ({ ...one, positions: fromRun(one) }))
  await redis.del(key, `fx:v:{${key}}`)
  expect(await positions.latest()).toMatchObject({ seen: { snapshots: expected }, servedFrom: 'postgresql' })
  const view: unknown = toSnakeCase({ ...latest.seen, snapshots: earlier })
  await redis.set(key, JSON.stringify(view))
  expect(await positions.latest()).toMatchObject({ seen: { snapshots: expected }, servedFrom: 'redis' })
})

test('history goes back page by page, and says where nobody looked', async () => {
  const instants: string[] = []
  for (;;) {
    const before = instants.at(-1)
    const page = await positions.history({ universe: 'nifty50', mode: 'intraday', limit: 4, ...(before && { before }) })
    if (page.length === 0) break
    instants.push(...page.map(({ asOf }) => asOf))
  }
  expect(instants).toEqual([...looks.map(({ asOf }) => asOf).toReversed(), at(first.open + 5 * minute)])
  await expect(positions.latest({ asOf: '2020-01-01T00:00:00.000Z' })).rejects.toMatchObject({ code: 'not-found' })
})

test('the job looks as of its nominal time, and the future is refused', async () => {
  const handle = (instant: number) =>
    runPositionsJob({ positions, refreshCandles: () => Promise.resolve() }, { nominal: new Date(instant) })
  expect(await handle(third.close)).toMatchObject({ status: 'ran' })
  expect(await handle(third.close + 30 * minute)).toMatchObject({ status: 'ran' })
  const running = again({ clock: { ...clock, standing: false } })
  await expect(running.positions.monitor({ asOf: '2030-01-01T00:00:00.000Z' })).rejects.toMatchObject({
    code: 'refused',
  })
})
