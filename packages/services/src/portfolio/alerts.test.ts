import {
  type BegunAlert,
  NewLedgerEntry,
  type PortfolioAlerts,
  PortfolioSubscription,
  SetPlanRequest,
  SnapshotHistoryQuery,
} from '@fyntrix/domain/portfolio'
import { type Id, newId } from '@fyntrix/domain/shared'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dailyBars, testServices } from '../testing/index.ts'

const source = 'nse-daily'
const { services, resources, databaseUrl, again } = await testServices({ source, asOf: '2026-06-12T12:00:00.000Z' })
const { portfolio } = services
const feed = await services.openFeed()
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => Promise.all([client.end(), feed.close()]))

/** closes of INFY: near the stop of 95, beyond it, still beyond it, at ease, beyond it again */
const closes = {
  '2026-06-05': 110,
  '2026-06-08': 97,
  '2026-06-09': 94,
  '2026-06-10': 93,
  '2026-06-11': 110,
  '2026-06-12': 94,
}
const evenings = Object.keys(closes).map((date) => `${date}T12:00:00.000Z`)
const [calm = '', near = '', hit = '', stillHit = '', better = '', hitAgain = ''] = evenings

beforeAll(() =>
  services.candles.import(
    dailyBars(source, {
      INFY: Object.entries(closes).map(([date, close]) => ({ date, high: close, low: close, close })),
    }),
  ),
)

const newUser = async (): Promise<{ userId: Id; accountId: Id }> => {
  const [userId, accountId] = [newId(new Date()), newId(new Date())]
  await client.query(`insert into users (id, name) values ($1, 'another')`, [userId])
  await client.query(`insert into accounts (id, user_id, name) values ($1, $2, 'theirs')`, [accountId, userId])
  return { userId, accountId }
}

let trades = 0
/** A user who holds INFY under a stop of 95. */
const holder = async () => {
  const user = await newUser()
  const fill = { kind: 'fill', symbol: 'INFY', product: 'CNC', side: 'BUY', quantity: 10, price: '100' }
  const entries = [NewLedgerEntry.parse({ ...fill, externalId: `${(trades += 1)}`, at: '2026-06-01T05:00:00.000Z' })]
  await portfolio.record(user.userId, { entries })
  const plan = { symbol: 'INFY', product: 'CNC', stopLoss: 95, target: 200 }
  await again({ clock: { ...resources.clock, now: () => new Date('2026-06-02T05:00:00.000Z') } }).portfolio.setPlan(
    user.userId,
    SetPlanRequest.parse(plan),
  )
  return user
}
const monitor = (userId: Id, asOf: string, on = portfolio) => on.monitor(userId, { kind: 'positions', asOf })
const position = () => feed.position()

/** What a user was told after a number, once everything is published. */
const toldAfter = async (after: number, userId: Id, wanted: Partial<PortfolioSubscription> = {}) => {
  await services.relay.drain()
  const last = await position()
  const topic = await portfolio.alerted(userId, PortfolioSubscription.parse(wanted))
  const told: PortfolioAlerts[] = []
  const stop = new AbortController()
  const following = feed.follow(
    async (facts, message) => (await topic(facts, message)) ?? 'nothing',
    after,
    stop.signal,
  )
  for (let seq = after; seq < last; ) {
    const { value } = await following.next()
    if (!value) break
    ;({ seq } = value)
    if (value.event !== 'nothing') told.push(value.event)
  }
  stop.abort()
  return told
}
const inShort = (told: readonly PortfolioAlerts[]) =>
  told.map(({ asOf, alerts }) => [asOf, ...alerts.map(({ code }: BegunAlert) => code)])

test('an alert is told when it begins, not while it stays, and again when it comes back', async () => {
  const { userId, accountId } = await holder()
  const after = await position()
  for (const evening of evenings) await monitor(userId, evening)
  const told = await toldAfter(after, userId)
  expect(inShort(told)).toEqual([
    [near, 'stop-near'],
    [hit, 'stop-hit'],
    [hitAgain, 'stop-hit'],
  ])
  expect(told[1]).toMatchObject({
    accountId,
    kind: 'positions',
    alerts: [{ symbol: 'INFY', product: 'CNC', level: 95, currentPrice: 94, urgency: 'CRITICAL' }],
  })
})

test('many monitors that look at once tell each alert once', async () => {
  const { userId } = await holder()
  const after = await position()
  const many = [services, again(), again(), again()]
  await monitor(userId, calm)
  await Promise.all(many.map((one) => monitor(userId, near, one.portfolio)))
  await monitor(userId, near)
  // at instants of their own, in whatever order
  await Promise.all(many.map((one, i) => monitor(userId, `2026-06-09T12:00:0${i}.000Z`, one.portfolio)))
  const told = await toldAfter(after, userId)
  expect(told.map(({ alerts }) => alerts.map(({ code }) => code))).toEqual([['stop-near'], ['stop-hit']])
})

test('a look that fails leaves nothing, and the one that repeats it tells what began', async () => {
  const { userId } = await holder()
  const after = await position()
  await monitor(userId, calm)
  await client.query(`create function fail() returns trigger language plpgsql as $$ begin raise 'no outbox'; end $$`)
  await client.query(`create trigger fail before insert on outbox for each row execute function fail()`)
  await expect(monitor(userId, hit)).rejects.toThrow(/refused a statement/)
  await client.query(`drop trigger fail on outbox`)
  expect(await portfolio.history(userId, SnapshotHistoryQuery.parse({}))).toHaveLength(1)
  await monitor(userId, hit)
  expect(inShort(await toldAfter(after, userId))).toEqual([[hit, 'stop-hit']])
})

test('a look in hindsight tells nothing, and changes nothing for the next one', async () => {
  const { userId } = await holder()
  const after = await position()
  for (const evening of [calm, hit, stillHit, near, better]) await monitor(userId, evening)
  expect(inShort(await toldAfter(after, userId))).toEqual([[hit, 'stop-hit']])
})

test("nobody is told of another's account, under whatever wish; the own one may be asked for", async () => {
  const [mine, theirs] = [await holder(), await holder()]
  const after = await position()
  await monitor(mine.userId, hit)
  expect(await toldAfter(after, theirs.userId)).toEqual([])
  const { accountId } = mine
  await expect(toldAfter(after, theirs.userId, { accountId })).rejects.toMatchObject({ code: 'not-found' })
  expect(await toldAfter(after, mine.userId, { accountId, kind: 'positions' })).toHaveLength(1)
  expect(await toldAfter(after, mine.userId, { kind: 'watchlist' })).toEqual([])
  // of before messages said whose account it is
  await client.query(`update outbox set payload = payload - 'userId' where published_seq > $1`, [after])
  expect(await toldAfter(after, theirs.userId)).toEqual([])
  expect(await toldAfter(after, mine.userId)).toHaveLength(1)
})

test('what is watched no more and then again is told again', async () => {
  const { userId } = await newUser()
  const after = await position()
  const add = (on: typeof services) =>
    on.watchlists.add(userId, {
      symbol: 'INFY',
      exchange: 'NSE',
      notes: null,
      timeframe: null,
      desiredEntry: 100,
      stopLoss: 50,
      target: 200,
    })
  const wallAt = (instant: string) => again({ wall: () => new Date(instant) })
  await add(wallAt(calm))
  await services.portfolio.monitorAll(new Date(hit))
  await services.watchlists.remove(userId, 'INFY')
  for (const evening of [stillHit, better]) await services.portfolio.monitorAll(new Date(evening))
  await add(wallAt(better))
  await services.portfolio.monitorAll(new Date(hitAgain))
  expect(inShort(await toldAfter(after, userId))).toEqual([
    [hit, 'entry-reached'],
    [hitAgain, 'entry-reached'],
  ])
  // nothing was there to look at in the second evening without it
  expect(await portfolio.history(userId, SnapshotHistoryQuery.parse({ kind: 'watchlist' }))).toHaveLength(3)
})
