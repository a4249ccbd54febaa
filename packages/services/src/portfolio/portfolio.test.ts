import { nse } from '@fyntrix/calendar'
import { defaultAccountId, defaultUserId } from '@fyntrix/db/access'
import {
  FillsQuery,
  type LedgerEntry,
  MonitorRequest,
  NewLedgerEntry,
  type PortfolioSnapshot,
  type PositionsSnapshot,
  SetPlanRequest,
  SnapshotHistoryQuery,
  type WatchEntry,
} from '@fyntrix/domain/portfolio'
import { type Id, newId } from '@fyntrix/domain/shared'
import { createSimulatedMarket } from '@fyntrix/market-data'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testServices } from '../testing/index.ts'
import { createPortfolio, type Portfolio, portfolioProjections, runPortfolioJob } from './index.ts'

const asOf = '2026-06-12T06:30:00.000Z'
const { services, resources, databaseUrl, again } = await testServices({ asOf })
const { portfolio } = services
const { db, redis, prefix, clock, calendar, wall, log } = resources
const client = new pg.Client({ connectionString: databaseUrl })
const holder = new pg.Client({ connectionString: databaseUrl })
await Promise.all([client.connect(), holder.connect()])
afterAll(() => Promise.all([client.end(), holder.end()]))

const newUser = async (): Promise<{ userId: Id; accountId: Id }> => {
  const [userId, accountId] = [newId(new Date()), newId(new Date())]
  await client.query(`insert into users (id, name) values ($1, 'another')`, [userId])
  await client.query(`insert into accounts (id, user_id, name) values ($1, $2, 'theirs')`, [accountId, userId])
  return { userId, accountId }
}

let lines = 0
const buy = (changes: Readonly<Record<string, unknown>> = {}): NewLedgerEntry =>
  NewLedgerEntry.parse({
    kind: 'fill',
    externalId: `trade ${(lines += 1)}`,
    symbol: 'INFY',
    product: 'CNC',
    side: 'BUY',
    quantity: 10,
    price: '1500.50',
    fees: '12.3',
    at: '2026-06-01T05:00:00.000Z',
    ...changes,
  })
/** starts all of them while somebody holds the account, so that they meet */
const atOnce = async <T>(accountId: Id, work: readonly (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> => {
  await holder.query('begin')
  await holder.query('select 1 from accounts where id = $1 for update', [accountId])
  const done = Promise.allSettled(work.map((start) => start()))
  await expect
    .poll(async () => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return rows[0]?.n
    })
    .toBe(work.length)
  await holder.query('commit')
  return done
}
const monitor = (userId: Id, changes: Partial<MonitorRequest> = {}, on: Portfolio = portfolio) =>
  on.monitor(userId, MonitorRequest.parse(changes))
const held = (snapshot: PortfolioSnapshot): PositionsSnapshot => {
  if (snapshot.kind !== 'positions') throw new Error('another kind')
  return snapshot
}
const plan = (changes: Readonly<Record<string, unknown>>) =>
  SetPlanRequest.parse({ symbol: 'INFY', product: 'CNC', stopLoss: null, target: null, ...changes })

/** the same portfolio with somebody who watches something */
const watching = (entries: readonly WatchEntry[], watcher: Id) =>
  createPortfolio({
    db,
    redis,
    projections: portfolioProjections(prefix),
    access: services.access,
    candles: services.candles,
    entriesOf: (userId) => Promise.resolve(userId === watcher ? entries : []),
    calendar,
    clock,
    wall,
    lane: 'simulated',
    log,
  })

beforeAll(async () => {
  await services.candles.import(
    createSimulatedMarket({
      calendar: nse,
      seed: 'portfolio',
      symbols: ['INFY', 'TCS'],
      now: () => new Date(asOf),
      depth: { day: 20, '15minute': 2, '5minute': 2 },
    }),
  )
}, 60_000)

test('what is entered stands in the ledger, and makes the positions', async () => {
  const { userId, accountId } = await newUser()
  const entries = [
    buy(),
    buy({ side: 'SELL', quantity: 4, price: '1600', fees: '0', at: '2026-06-02T05:00:00.000Z' }),
    NewLedgerEntry.parse({
      kind: 'split',
      externalId: 'split',
      symbol: 'INFY',
      numerator: 3,
      denominator: 4,
      exDate: '2026-06-03',
    }),
    NewLedgerEntry.parse({
      kind: 'bonus',
      externalId: 'bonus',
      symbol: 'INFY',
      numerator: 1,
      denominator: 1,
      exDate: '2026-06-04',
    }),
  ]
  const recorded = await portfolio.record(userId, { entries })
  expect(recorded).toMatchObject({ accountId, recorded: 4, known: 0 })
  expect(recorded.entries[0]).toMatchObject({ ...entries[0], source: 'api', lane: 'simulated', line: 0 })
  // stored and read again, newest first; a split counts from the start of its ex-date in Asia/Kolkata
  expect(await portfolio.fills(userId, FillsQuery.parse({}))).toEqual(recorded.entries.toReversed())
  expect(recorded.entries[2]?.at).toBe('2026-06-02T18:30:00.000Z')
  expect(await portfolio.positions(userId, {})).toMatchObject({
    accountId,
    positions: [
      {
        symbol: 'INFY',
        // 6 × 3/4 = 4.5, then twice 4
        quantity: 8,
        cost: '9003.0000',
        averagePrice: '1125.3750',
        realised: '398.0000',
        fees: '12.3000',
        rests: [{ exDate: '2026-06-03', numerator: 1, denominator: 2 }],
      },
    ],
  })
})

test('positions as of an instant see nothing later: neither fills, nor reversals, nor plans', async () => {
  const { userId } = await newUser()
  const later = again({ clock: { ...clock, now: () => new Date('2026-06-10T05:00:00.000Z') } }).portfolio
  const wrong = buy({ at: '2026-06-04T05:00:00.000Z', quantity: 90 })
  const { entries } = await later.record(userId, { entries: [buy(), wrong] })
  const reversal = NewLedgerEntry.parse({ kind: 'reversal', externalId: 'undo', reverses: entries[1]?.id })
  await later.record(userId, { entries: [reversal] })
  await later.setPlan(userId, plan({ stopLoss: 1_400, target: 1_700 }))
  const at = async (instant: string) => {
    const { positions, plans } = await portfolio.positions(userId, { asOf: instant })
    return [positions[0]?.quantity ?? 0, plans.length]
  }
  expect(await at('2026-06-01T04:59:59.999Z')).toEqual([0, 0])
  expect(await at('2026-06-01T05:00:00.000Z')).toEqual([10, 0])
  expect(await at('2026-06-04T05:00:00.000Z')).toEqual([100, 0])
  expect(await at('2026-06-09T05:00:00.000Z')).toEqual([100, 0])
  expect(await at('2026-06-10T05:00:00.000Z')).toEqual([10, 1])
})

test('what is entered again, by whoever at once, adds nothing; another trade under its id is refused', async () => {
  const { userId, accountId } = await newUser()
  const entries = Array.from({ length: 20 }, (_, i) => buy({ externalId: `race ${i}` }))
  const racers = [services, again(), again(), services, again()]
  const settled = await atOnce(
    accountId,
    racers.map(
      (one, i) => () => one.portfolio.record(userId, { entries: i % 2 === 0 ? entries : entries.toReversed() }),
    ),
  )
  const answers = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(answers.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(20)
  expect(answers.map(({ known, recorded }) => known + recorded)).toEqual([20, 20, 20, 20, 20])
  expect(answers[1]?.entries.toReversed()).toEqual(answers[0]?.entries)
  expect((await portfolio.positions(userId, {})).positions[0]?.quantity).toBe(200)
  // the same amount spelt otherwise is the same
  expect(await portfolio.record(userId, { entries: [buy({ externalId: 'race 1', price: '01500.5' })] })).toMatchObject({
    recorded: 0,
    known: 1,
  })
  const other = portfolio.record(userId, { entries: [buy(), buy({ externalId: 'race 1', quantity: 11 })] })
  await expect(other).rejects.toMatchObject({ code: 'conflict' })
  expect(await portfolio.fills(userId, FillsQuery.parse({}))).toHaveLength(20)
  const twice = [buy({ externalId: 'twice' }), buy({ externalId: 'twice' })]
  expect(await portfolio.record(userId, { entries: twice })).toMatchObject({ recorded: 1, known: 0 })
})

test('an entry is taken back once, and only by its owner; nothing in the ledger ever changes', async () => {
  const { userId, accountId } = await newUser()
  const stranger = await newUser()
  const { entries } = await portfolio.record(userId, { entries: [buy()] })
  const id = entries[0]?.id
  const undo = (externalId: string) => NewLedgerEntry.parse({ kind: 'reversal', externalId, reverses: id })
  await expect(portfolio.record(stranger.userId, { entries: [undo('a')] })).rejects.toMatchObject({ code: 'not-found' })
  const all = await atOnce(
    accountId,
    ['a', 'b', 'c'].map((name) => () => portfolio.record(userId, { entries: [undo(name)] })),
  )
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))).toMatchObject([
    { code: 'conflict' },
    { code: 'conflict' },
  ])
  const done = await portfolio.fills(userId, FillsQuery.parse({ symbol: 'INFY' }))
  expect(done.map(({ kind }) => kind)).toEqual(['reversal', 'fill'])
  const again = NewLedgerEntry.parse({ kind: 'reversal', externalId: 'd', reverses: done[0]?.id })
  await expect(portfolio.record(userId, { entries: [again] })).rejects.toMatchObject({ code: 'refused' })
  for (const statement of ['update portfolio_fills set quantity = 1', 'delete from portfolio_fills'])
    await expect(client.query(statement)).rejects.toThrow(/add a reversal/)
})

test('what lies in the future or leaves all bounds does not get in', async () => {
  const { userId } = await newUser()
  const refused = { code: 'refused' }
  await expect(portfolio.record(userId, { entries: [buy({ at: '2026-06-12T06:30:00.001Z' })] })).rejects.toMatchObject(
    refused,
  )
  await expect(portfolio.record(userId, { entries: [buy({ at: '1989-12-31T00:00:00.000Z' })] })).rejects.toMatchObject(
    refused,
  )
  expect(NewLedgerEntry.safeParse({ ...buy(), at: '0000-01-01T00:00:00.000Z' }).success).toBe(false)
  for (const externalId of ['', ' ', 'a\u0000b', '\ud800', 'x'.repeat(101)])
    expect(NewLedgerEntry.safeParse({ ...buy(), externalId }).success).toBe(false)
  const huge = buy({ quantity: 100_000_000, price: '1' })
  await expect(portfolio.record(userId, { entries: [huge, buy()] })).rejects.toMatchObject(refused)
  const dear = Array.from({ length: 2 }, () => buy({ quantity: 10_000_000, price: '9999999.9999' }))
  await expect(portfolio.record(userId, { entries: dear })).rejects.toMatchObject(refused)
  expect(await portfolio.fills(userId, FillsQuery.parse({}))).toEqual([])
})

test("another user's account is not found, whatever is asked of it", async () => {
  const mine = await newUser()
  const { userId, accountId } = await newUser()
  await portfolio.record(mine.userId, { entries: [buy()] })
  const theirs = { accountId: mine.accountId }
  await monitor(mine.userId)
  for (const attempt of [
    () => portfolio.record(userId, { ...theirs, entries: [buy()] }),
    () => portfolio.fills(userId, FillsQuery.parse(theirs)),
    () => portfolio.positions(userId, theirs),
    () => portfolio.setPlan(userId, plan(theirs)),
    () => monitor(userId, theirs),
    () => portfolio.latest(userId, MonitorRequest.parse(theirs)),
    () => portfolio.history(userId, SnapshotHistoryQuery.parse(theirs)),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'not-found' })
  expect(await portfolio.positions(userId, {})).toMatchObject({ accountId, positions: [] })
  await expect(portfolio.latest(userId, MonitorRequest.parse({}))).rejects.toMatchObject({ code: 'not-found' })
})

test('the monitor prices what is open from candles, says what has no price, and its columns are what they are called', async () => {
  const { userId, accountId } = await newUser()
  await portfolio.record(userId, {
    entries: [
      buy(),
      buy({ symbol: 'TCS', side: 'SELL', quantity: 3, price: '4000', product: 'MIS' }),
      buy({ symbol: 'INFY', product: 'MIS', quantity: 5, price: '1000' }),
      buy({ symbol: 'INFY', product: 'MIS', side: 'SELL', quantity: 5, price: '1010' }),
    ],
  })
  const prices = await services.candles.lastPrices(['INFY', 'TCS'], new Date(asOf))
  const infy = prices.get('INFY')
  const tcs = prices.get('TCS')
  const first = held(await monitor(userId))
  expect(first.positions).toHaveLength(2)
  expect(first.positions[0]).toMatchObject({
    symbol: 'INFY',
    currentPrice: infy?.price,
    priceAt: infy?.at,
    priceSource: 'simulated',
    simulated: true,
    priceAgeSeconds: infy?.ageSeconds,
    healthScore: null,
    entryPrice: 1500.5,
  })
  const value = 10 * (infy?.price ?? 0) - 3 * (tcs?.price ?? 0)
  expect(Number(first.summary.totalValue)).toBeCloseTo(value, 3)
  expect(first.summary).toMatchObject({ totalCost: '3005.0000', realised: '50.0000', fees: '49.2000', unpriced: 0 })
  const { rows } = await client.query(
    `select items, unpriced, total_value, total_cost, realised, unrealised, fees from portfolio_snapshots where account_id = $1`,
    [accountId],
  )
  expect(rows).toEqual([
    {
      items: 2,
      unpriced: 0,
      total_value: first.summary.totalValue,
      total_cost: '3005.0000',
      realised: '50.0000',
      unrealised: first.summary.unrealised,
      fees: '49.2000',
    },
  ])
  // again, for the same instant: nothing new, not even after another fill
  await portfolio.record(userId, { entries: [buy({ symbol: 'NOSUCH', at: '2026-06-12T06:29:00.000Z' })] })
  expect(await Promise.all([monitor(userId), monitor(userId, {}, again().portfolio)])).toEqual([first, first])
  const earlier = held(await monitor(userId, { asOf: '2026-06-12T06:29:30.000Z' }))
  expect(earlier.positions.map(({ symbol, value: worth }) => [symbol, worth === null])).toEqual([
    ['INFY', false],
    ['NOSUCH', true],
    ['TCS', false],
  ])
  expect(earlier.summary).toMatchObject({ unpriced: 1, totalValue: null, unrealised: null, priced: { positions: 2 } })
  const history = await portfolio.history(userId, SnapshotHistoryQuery.parse({}))
  expect(history).toEqual([first, earlier])
  const before = SnapshotHistoryQuery.parse({ before: first.asOf, limit: 1 })
  expect(await portfolio.history(userId, before)).toEqual([earlier])
})

test('stop and target hold for the position that is open, are judged, and are refused the wrong way round', async () => {
  const { userId } = await newUser()
  await expect(portfolio.setPlan(userId, plan({ stopLoss: 1 }))).rejects.toMatchObject({ code: 'not-found' })
  await portfolio.record(userId, { entries: [buy()] })
  await expect(portfolio.setPlan(userId, plan({ stopLoss: 10, target: 9 }))).rejects.toMatchObject({
    code: 'invalid-input',
  })
  const price = (await services.candles.lastPrices(['INFY'], new Date(asOf))).get('INFY')?.price ?? 0
  const set = await portfolio.setPlan(userId, plan({ stopLoss: price * 0.98, target: price * 2 }))
  expect(await portfolio.setPlan(userId, plan({ stopLoss: price * 0.98, target: price * 2 }))).toEqual(set)
  const { positions, summary } = held(await monitor(userId))
  expect(positions[0]).toMatchObject({ healthScore: 60, urgency: 'CRITICAL', alerts: [{ code: 'stop-near' }] })
  expect(positions[0]?.distanceToStopPct).toBeCloseTo(2, 6)
  expect(summary).toMatchObject({ critical: 1, avgHealthScore: 60, healthJudged: 1 })
  const { rows } = await client.query(
    `select count(*)::int as n from portfolio_plans where symbol = 'INFY' and set_at = $1`,
    [asOf],
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('a price is out of date once the exchange has traded a quarter of an hour since', async () => {
  const { userId } = await newUser()
  await portfolio.record(userId, { entries: [buy()] })
  // the other tests stand where they are
  const later = again({ clock: { ...clock, advanceTo: () => undefined } }).portfolio
  const priced = async (instant: string) => held(await monitor(userId, { asOf: instant }, later)).positions[0]
  const codesAt = async (instant: string) => (await priced(instant))?.alerts.map(({ code }) => code)
  expect(await codesAt(asOf)).toEqual(['plan-missing'])
  expect(await codesAt('2026-06-12T06:45:01.000Z')).toEqual(['price-stale', 'plan-missing'])
  const latestAt = (instant: string) =>
    again({ clock: { ...clock, now: () => new Date(instant) } }).portfolio.latest(userId, MonitorRequest.parse({}))
  expect((await latestAt('2026-06-12T06:55:01.000Z')).staleReason).toBeNull()
  expect((await latestAt('2026-06-12T06:55:02.000Z')).staleReason).toMatch(/has traded since/)
})

test('views in Redis are the legacy payload, follow the facts, and come back after a flush', async () => {
  const { userId, accountId } = await newUser()
  for (const user of [defaultUserId, userId]) {
    await portfolio.record(user, { entries: [buy()] })
    await monitor(user)
  }
  await services.relay.drain()
  expect(await db.repositories().outbox.stats()).toMatchObject({ pending: 0, parked: 0 })
  const bare = `${prefix}portfolio:monitor:positions:last`
  const json: unknown = JSON.parse((await redis.get(bare)) ?? '')
  expect(json).toMatchObject({
    as_of: asOf,
    account_id: defaultAccountId,
    positions: [
      {
        symbol: 'INFY',
        quantity: 10,
        direction: 'LONG',
        entry_price: 1500.5,
        product: 'CNC',
        mode: 'Swing',
        exchange: 'NSE',
        instrument_token: null,
        price_source: 'simulated',
        health_score: null,
        alerts: [{ code: 'plan-missing' }],
      },
    ],
    summary: { positions: 1, critical: 0, avg_health_score: null },
  })
  expect(await redis.ttl(bare)).toBeGreaterThan(1_200)
  const latest = () => portfolio.latest(userId, MonitorRequest.parse({}))
  const fromRedis = await latest()
  expect(fromRedis).toMatchObject({ servedFrom: 'redis', staleReason: null, snapshot: { accountId } })
  expect(await portfolio.latest(defaultUserId, MonitorRequest.parse({}))).toMatchObject({
    servedFrom: 'redis',
    snapshot: { accountId: defaultAccountId },
  })
  const keys = await redis.keys(`${prefix}portfolio:*`)
  expect(keys).toContain(`${bare}:${accountId}`)
  const became = await redis.mget(keys)
  await redis.del(...keys, ...keys.map((key) => `fx:v:{${key}}`))
  expect(await services.views.rebuild({ view: 'portfolio' })).toMatchObject([{ view: 'portfolio' }])
  expect(await redis.mget(keys)).toEqual(became)
  await redis.del(...keys, ...keys.map((key) => `fx:v:{${key}}`))
  expect(await latest()).toEqual({ ...fromRedis, servedFrom: 'postgresql' })
  expect(await latest()).toEqual(fromRedis)
  // an older one does not replace a newer one
  await monitor(userId, { asOf: '2026-06-12T06:00:00.000Z' })
  await services.relay.drain()
  expect((await latest()).snapshot.asOf).toBe(asOf)
})

test('what another account watches or holds never gets under the key of this one', async () => {
  const { userId, accountId } = await newUser()
  const stranger = await newUser()
  await portfolio.record(stranger.userId, { entries: [buy()] })
  await portfolio.record(userId, { entries: [buy()] })
  await monitor(userId)
  await monitor(stranger.userId)
  await services.relay.drain()
  const key = (id: Id) => `${prefix}portfolio:monitor:positions:last:${id}`
  await redis.copy(key(stranger.accountId), key(accountId), 'REPLACE')
  expect(await portfolio.latest(userId, MonitorRequest.parse({}))).toMatchObject({
    servedFrom: 'postgresql',
    snapshot: { accountId },
  })
})

test('a watchlist is monitored by what its user watches', async () => {
  const { userId, accountId } = await newUser()
  const price = (await services.candles.lastPrices(['TCS'], new Date(asOf))).get('TCS')?.price ?? 0
  const watched = watching(
    [
      { symbol: 'TCS', desiredEntry: price * 1.01, stopLoss: price * 0.8, target: price * 1.5 },
      { symbol: 'NOSUCH', desiredEntry: 1, stopLoss: null, target: null },
    ],
    userId,
  )
  const snapshot = await monitor(userId, { kind: 'watchlist' }, watched)
  expect(snapshot).toMatchObject({
    kind: 'watchlist',
    accountId,
    entries: [
      { symbol: 'TCS', direction: 'LONG', urgency: 'HIGH', alerts: [{ code: 'entry-reached' }] },
      { symbol: 'NOSUCH', currentPrice: null, distanceToEntryPct: null, alerts: [{ code: 'price-missing' }] },
    ],
    summary: { entries: 2, unpriced: 1, high: 1, unjudged: 1 },
  })
  await services.relay.drain()
  const view: unknown = JSON.parse((await redis.get(`${prefix}portfolio:monitor:watchlist:last:${accountId}`)) ?? '')
  expect(view).toMatchObject({
    as_of: asOf,
    entries: [{ desired_entry: price * 1.01, distance_to_entry_pct: expect.any(Number) }, {}],
  })
  expect((await watched.latest(userId, MonitorRequest.parse({ kind: 'watchlist' }))).snapshot).toEqual(snapshot)
})

test('the job records every account that holds or watches anything, and repeating it adds nothing', async () => {
  const { userId, accountId } = await newUser()
  const idle = await newUser()
  const nominal = new Date('2026-06-12T06:25:00.000Z')
  await portfolio.record(userId, { entries: [buy()] })
  const watched = watching([{ symbol: 'TCS', desiredEntry: 1, stopLoss: null, target: null }], userId)
  const deps = { portfolio: watched, refreshCandles: () => Promise.resolve() }
  const ran = await runPortfolioJob(deps, { nominal })
  expect(await runPortfolioJob(deps, { nominal })).toEqual(ran)
  const { rows } = await client.query<{ kind: string }>(
    `select kind from portfolio_snapshots where account_id = any($1) and as_of = $2 order by kind`,
    [[accountId, idle.accountId], nominal],
  )
  expect(rows).toEqual([{ kind: 'positions' }, { kind: 'watchlist' }])
})

test('an account that can not be monitored fails the job and keeps no other account from its snapshot', async () => {
  const [broken, fine] = [await newUser(), await newUser()]
  for (const { userId } of [broken, fine]) await portfolio.record(userId, { entries: [buy()] })
  // what no call lets in
  await client.query(
    `insert into portfolio_fills (id, account_id, lane, source, external_id, kind, symbol, exchange, product, side, quantity, price, fees, at, recorded_at, line)
     select gen_random_uuid(), account_id, lane, 'by hand', external_id, kind, symbol, exchange, product, side, 100000000, price, fees, at, recorded_at, line
     from portfolio_fills where account_id = $1`,
    [broken.accountId],
  )
  const nominal = new Date('2026-06-12T06:20:00.000Z')
  await expect(portfolio.monitorAll(nominal)).rejects.toThrow(/1 portfolios could not be monitored/)
  expect(await portfolio.history(fine.userId, SnapshotHistoryQuery.parse({}))).toHaveLength(1)
  expect(await portfolio.history(broken.userId, SnapshotHistoryQuery.parse({}))).toEqual([])
})

test('a ledger is read page by page', async () => {
  const { userId } = await newUser()
  const entries = Array.from({ length: 25 }, (_, i) => buy({ at: `2026-06-0${1 + (i % 5)}T05:00:00.000Z` }))
  await portfolio.record(userId, { entries })
  const read: LedgerEntry[] = []
  for (;;) {
    const before = read.at(-1)?.id
    const page = await portfolio.fills(userId, FillsQuery.parse({ limit: 7, ...(before && { before }) }))
    read.push(...page)
    if (page.length < 7) break
  }
  expect(new Set(read.map(({ id }) => id)).size).toBe(25)
  expect(read.map(({ at }) => at)).toEqual(
    read
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  )
})
