import { sampleRun } from '@fyntrix/db/testing'
import {
  createFyntrix,
  type EventSubscriber,
  type FyntrixClient,
  type FyntrixError,
  type PortfolioAlerts,
  type PortfolioSnapshot,
  type Published,
  type Subscriber,
  type Subscription,
  type SubscriptionState,
} from '@fyntrix/sdk'
import pg from 'pg'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { emptyRun, severableProxy, testServer } from './testing/index.ts'

const patience = { timeout: 40_000 }
const server = await testServer()
/** does what is followed, also while the server that is subscribed to is away */
const { databaseUrl, redisUrl, redisPrefix } = server.env
const worker = await testServer({ databaseUrl, redisUrl, redisPrefix })
const key = await server.key('admin')
const doer = createFyntrix({ url: worker.url(), apiKey: key })
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

/** Opens a subscription and keeps what it was told; it closes with the test. */
const listen = <T>(open: (subscriber: EventSubscriber<T>) => Subscription, options: Partial<Subscriber> = {}) => {
  const told = { events: [] as Published<T>[], states: [] as SubscriptionState[], errors: [] as FyntrixError[] }
  const subscription = open({
    onEvent: (published) => told.events.push(published),
    onState: (state) => told.states.push(state),
    onError: (error) => told.errors.push(error),
    ...options,
  })
  onTestFinished(() => subscription.close())
  return {
    ...told,
    subscription,
    isOpen: () => expect.poll(() => told.states.at(-1), patience).toBe('open'),
    /** The events, once that many arrived. */
    all: async (count: number) => {
      await expect.poll(() => told.events.length, patience).toBeGreaterThanOrEqual(count)
      return told.events.map(({ event }) => event)
    },
  }
}

let trades = 0
const buy = (on: FyntrixClient, symbol: string) =>
  on.portfolio.record({
    entries: [
      {
        kind: 'fill',
        externalId: `trade ${(trades += 1)}`,
        symbol,
        product: 'CNC',
        side: 'BUY',
        quantity: 1,
        price: '100',
        at: '2026-01-09T05:00:00.000Z',
      },
    ],
  })

/** A symbol that nobody holds yet: as there are no candles, its first look begins an alert. */
const newSymbol = () => `S${(trades += 1)}`

const closeOne = async () => {
  const { picks, counts } = sampleRun({ symbols: ['INFY'] })
  const run = emptyRun({ picks, counts, abstention: null })
  await server.database.transaction(async (tx) => {
    await tx.topPicks.insertRun(run, await tx.topPicks.takeFence())
    await tx.recommendations.insertForRun(run)
  })
  const [open] = await doer.recommendations.list({ limit: 1 })
  if (!open) throw new Error('there is no open recommendation')
  const exit = { id: open.id, at: new Date().toISOString(), price: 101, reason: 'MANUAL' } as const
  return [await doer.recommendations.applyExit(exit)]
}

interface LiveTopic {
  readonly name: string
  readonly noun: string
  readonly open: (on: FyntrixClient) => (subscriber: EventSubscriber<unknown>) => Subscription
  /** Makes one event happen, and answers it. */
  readonly make: () => Promise<unknown>
}

const topics: readonly LiveTopic[] = [
  {
    name: 'portfolio.monitored',
    noun: 'portfolio',
    open: (on) => (subscriber) => on.portfolio.subscribe({ ...subscriber, kind: 'positions' }),
    make: () => doer.portfolio.monitor(),
  },
  {
    name: 'portfolio.alerted',
    noun: 'portfolio',
    open: (on) => (subscriber) => on.portfolio.subscribeToAlerts(subscriber),
    make: async () => {
      const symbol = newSymbol()
      const { accountId } = await buy(doer, symbol)
      const { lane, asOf, kind } = await doer.portfolio.monitor()
      return { lane, accountId, kind, asOf, alerts: [expect.objectContaining({ symbol, code: 'price-missing' })] }
    },
  },
  {
    name: 'positions.monitored',
    noun: 'positions',
    open: (on) => (subscriber) => on.positions.subscribe(subscriber),
    make: () => doer.positions.monitor(),
  },
  {
    name: 'scalping.monitored',
    noun: 'scalping',
    open: (on) => (subscriber) => on.scalping.subscribe(subscriber),
    make: () => doer.scalping.monitor(),
  },
  {
    name: 'dashboard.recorded',
    noun: 'dashboard',
    open: (on) => (subscriber) => on.dashboard.subscribe({ ...subscriber, period: '7d' }),
    make: () => doer.dashboard.record({ period: '7d' }),
  },
  {
    name: 'jobs.changed',
    noun: 'jobs',
    open: (on) => (subscriber) => on.jobs.subscribe({ ...subscriber, jobId: 'levels.close' }),
    make: async () => doer.jobs.cancel(await doer.jobs.runNow({ jobId: 'levels.close' })),
  },
  {
    name: 'recommendations.closed',
    noun: 'recommendations',
    open: (on) => (subscriber) => on.recommendations.subscribe(subscriber),
    make: closeOne,
  },
]

const makeTwo = async ({ make }: LiveTopic) => [await make(), await make()]

/** A topic with those who heard its first two events, and those who heard nothing yet. */
const follow = async (topic: LiveTopic) => {
  const on = createFyntrix({ url: server.url(), apiKey: key })
  const early = listen(topic.open(on))
  await early.isOpen()
  const before = await makeTwo(topic)
  await early.all(2)
  const idle = listen(topic.open(on))
  await idle.isOpen()
  return { topic, early, before, idle }
}
type Followed = Awaited<ReturnType<typeof follow>>

const inTurn = async <From, To>(all: readonly From[], act: (one: From) => Promise<To>): Promise<To[]> => {
  const done: To[] = []
  for (const one of all) done.push(await act(one))
  return done
}

const heardAll = async ({ topic, early, before, idle }: Followed, wanted: readonly unknown[]) => {
  const told = { topic: topic.name, idle: await idle.all(4), early: await early.all(6) }
  expect(told).toEqual({ topic: topic.name, idle: wanted, early: [...before, ...wanted] })
  // from an id of an earlier life, in another process
  const lastEventId = String(early.events[1]?.seq)
  const later = listen(topic.open(createFyntrix({ url: worker.url(), apiKey: key })), { lastEventId })
  expect(await later.all(4)).toEqual(wanted)
  const numbers = early.events.map(({ seq }) => seq)
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
  expect([early.errors, idle.errors, later.errors]).toEqual([[], [], []])
}

// whoever looks for alerts publishes a snapshot too
const alone = topics.filter(({ name }) => name === 'portfolio.alerted')
const together = topics.filter((topic) => !alone.includes(topic))

test.each([
  ['topics of every noun', together],
  ['alerts', alone],
])(
  '%s go on after a restart of the server, without a gap and without a repetition, also where nothing was heard yet',
  async (_what, restarted) => {
    const followed = await inTurn(restarted, follow)
    await server.stop()
    for (const { early } of followed) await expect.poll(() => early.states.at(-1), patience).toBe('connecting')
    const during = await inTurn(restarted, makeTwo)
    await server.start()
    // what is of others lies in between
    for (const topic of topics) if (restarted.every(({ noun }) => noun !== topic.noun)) await topic.make()
    const after = await inTurn(restarted, makeTwo)
    for (const [i, one] of followed.entries()) await heardAll(one, [...(during[i] ?? []), ...(after[i] ?? [])])
  },
  90_000,
)

test('connections that are cut again and again lose nothing and repeat nothing', async () => {
  await using proxy = await severableProxy(server.url())
  const on = createFyntrix({ url: proxy.url, apiKey: key })
  const cut = listen<PortfolioSnapshot>((subscriber) => on.portfolio.subscribe({ ...subscriber, kind: 'positions' }))
  await cut.isOpen()
  const made: string[] = []
  for (let i = 0; i < 40; i += 1) {
    if (i % 8 === 5) proxy.sever()
    if (i % 8 === 7) proxy.restore()
    made.push((await doer.portfolio.monitor()).asOf)
  }
  proxy.restore()
  expect((await cut.all(made.length)).map(({ asOf }) => asOf)).toEqual(made)
}, 90_000)

/** A client of a user of its own. */
const newUser = async (name: string) => {
  const user = await doer.access.createUser({ name })
  const { key: apiKey } = await doer.access.createKey({ userId: user.id, name, scopes: ['read', 'write', 'run'] })
  return createFyntrix({ url: server.url(), apiKey: apiKey ?? '' })
}

describe('what belongs to a user', () => {
  test('nobody else hears of, whatever is asked for; the own accounts all are heard of, or one of them', async () => {
    const [ours, theirs] = [await newUser('we'), await newUser('they')]
    const second = await ours.access.createAccount({ name: 'second' })
    const { accountId } = await buy(ours, 'INFY')
    const stranger = {
      snapshots: listen<PortfolioSnapshot>((to) => theirs.portfolio.subscribe(to)),
      alerts: listen<PortfolioAlerts>((to) => theirs.portfolio.subscribeToAlerts(to)),
    }
    const own = {
      snapshots: listen<PortfolioSnapshot>((to) => ours.portfolio.subscribe(to)),
      second: listen<PortfolioSnapshot>((to) => ours.portfolio.subscribe({ ...to, accountId: second.id })),
      alerts: listen<PortfolioAlerts>((to) => ours.portfolio.subscribeToAlerts(to)),
    }
    await Promise.all([stranger, own].flatMap((one) => Object.values(one).map((each) => each.isOpen())))
    await ours.preferences.update({ universe: 'banknifty' })
    await ours.portfolio.monitor()
    await ours.portfolio.monitor({ accountId: second.id })
    // the last that is published: whoever heard of it was told all before
    const { accountId: theirAccount } = await buy(theirs, 'TCS')
    await theirs.portfolio.monitor()
    expect((await stranger.snapshots.all(1)).map((one) => one.accountId)).toEqual([theirAccount])
    expect((await stranger.alerts.all(1)).map((one) => one.accountId)).toEqual([theirAccount])
    expect((await own.snapshots.all(2)).map((one) => one.accountId)).toEqual([accountId, second.id])
    expect((await own.second.all(1)).map((one) => one.accountId)).toEqual([second.id])
    expect((await own.alerts.all(1)).map((one) => one.accountId)).toEqual([accountId])

    for (const forbidden of [
      listen<PortfolioSnapshot>((to) => theirs.portfolio.subscribe({ ...to, accountId })),
      listen<PortfolioAlerts>((to) => theirs.portfolio.subscribeToAlerts({ ...to, accountId })),
    ]) {
      await expect.poll(() => forbidden.errors, patience).toMatchObject([{ code: 'not-found' }])
      expect([forbidden.states.at(-1), forbidden.events]).toEqual(['closed', []])
    }
    // nor of what was before, by an id of then
    const backlog = listen<PortfolioSnapshot>((to) => theirs.portfolio.subscribe(to), { lastEventId: '0' })
    expect((await backlog.all(1)).map((one) => one.accountId)).toEqual([theirAccount])
  })

  test('an alert arrives once for as long as it stays', async () => {
    const ours = await newUser('alerted')
    const alerts = listen<PortfolioAlerts>((to) => ours.portfolio.subscribeToAlerts(to))
    await alerts.isOpen()
    await buy(ours, 'INFY')
    for (let i = 0; i < 3; i += 1) await ours.portfolio.monitor()
    await buy(ours, 'TCS')
    for (let i = 0; i < 3; i += 1) await ours.portfolio.monitor()
    await buy(ours, 'WIPRO')
    await ours.portfolio.monitor()
    const told = await alerts.all(3)
    expect(told.map((one) => one.alerts.map(({ symbol, code }) => `${symbol} ${code}`))).toEqual([
      ['INFY price-missing'],
      ['TCS price-missing'],
      ['WIPRO price-missing'],
    ])
  })
})

test('an id of which the backlog is gone ends the subscription with a word on what to do', async () => {
  const before = listen<PortfolioSnapshot>((to) => doer.portfolio.subscribe(to))
  await before.isOpen()
  const lastEventId = before.subscription.lastEventId
  await doer.portfolio.monitor()
  await before.all(1)
  await client.query(`update outbox set published_at = published_at - interval '25 hours'`)
  await doer.portfolio.monitor()
  const late = listen<PortfolioSnapshot>((to) => doer.portfolio.subscribe(to), { lastEventId })
  await expect
    .poll(() => late.errors, patience)
    .toMatchObject([{ code: 'refused', message: expect.stringContaining('subscribe without a last event id') }])
  expect([late.states.at(-1), late.events]).toEqual(['closed', []])
})

test('an aborted signal closes a subscription for good, one that was aborted before opens none', async () => {
  const leaving = new AbortController()
  const left = listen<PortfolioSnapshot>((to) => doer.portfolio.subscribe({ ...to, signal: leaving.signal }))
  const staying = listen<PortfolioSnapshot>((to) => doer.portfolio.subscribe(to))
  await Promise.all([left.isOpen(), staying.isOpen()])
  leaving.abort()
  const never = listen<PortfolioSnapshot>((to) => doer.portfolio.subscribe({ ...to, signal: leaving.signal }))
  await doer.portfolio.monitor()
  await staying.all(1)
  expect([left.states.at(-1), left.events, left.errors]).toEqual(['closed', [], []])
  expect([never.states, never.events]).toEqual([['closed'], []])
})

test('a client that does not read holds nobody up, and gets everything once it reads', async () => {
  const ours = await newUser('much')
  for (let i = 0; i < 60; i += 1) await buy(ours, `M${i}`)
  const stopReading = new AbortController()
  const { key: apiKey } = await ours.access.createKey({ name: 'slow', scopes: ['read'] })
  const input = encodeURIComponent(JSON.stringify({ kind: 'positions' }))
  const response = await fetch(`${server.url()}/trpc/portfolio.monitored?input=${input}`, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: stopReading.signal,
  })
  const slow = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = (await slow?.read())?.value ?? ''
  while (!text.includes('"event":null')) text += (await slow?.read())?.value ?? ''

  const fast = listen<PortfolioSnapshot>((to) => ours.portfolio.subscribe(to))
  await fast.isOpen()
  const made: string[] = []
  // more than all buffers between the two hold
  for (let i = 0; i < 150; i += 1) made.push((await ours.portfolio.monitor()).asOf)
  const seen = await fast.all(made.length)
  expect(seen.map(({ asOf }) => asOf)).toEqual(made)
  expect(JSON.stringify(seen).length).toBeGreaterThan(5_000_000)

  const last = made.at(-1) ?? ''
  while (!text.slice(-200_000).includes(last)) text += (await slow?.read())?.value ?? ''
  expect([...text.matchAll(/"accountId":"[^"]+","asOf":"([^"]+)","positions"/g)].map((match) => match[1])).toEqual(made)
  stopReading.abort()
}, 120_000)
