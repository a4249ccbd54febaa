import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importSimulatedMarket, type TestServices, testServices } from '../testing/index.ts'
import type { ReplayRequest } from './index.ts'

const end = '2026-05-29T14:00:00.000Z'
const start = '2026-05-01T00:00:00.000Z'
const opened = await testServices({ asOf: start })
const { services, resources } = opened
const elsewhere = await testServices({ asOf: start })

const connectTo = async ({ databaseUrl }: TestServices): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  afterAll(() => client.end())
  return client
}
const [client, otherClient] = [await connectTo(opened), await connectTo(elsewhere)]
beforeAll(async () => {
  for (const { services } of [opened, elsewhere]) await importSimulatedMarket(services, end)
})

const week: ReplayRequest = {
  from: '2026-05-04',
  to: '2026-05-12',
  universes: ['banknifty'],
  modes: ['swing', 'options'],
  slots: 'pre-open',
}

/** Every fact that a replay leaves, with its ids: what is repeated must not even be written again. */
const facts = async () => {
  const all: unknown[] = []
  for (const table of [
    'top_picks_runs',
    'ai_recommendations',
    'pick_events',
    'pick_agent_contributions',
    'pick_outcomes',
    'agent_analyses',
    'archive_files',
    'dashboard_performance',
    'recommendation_sessions',
  ]) {
    const { rows } = await client.query(`select md5(string_agg(t::text, '|' order by t::text)) as rows from ${table} t`)
    all.push({ table, ...rows[0] })
  }
  return all
}

test('a replay runs each session once as of its instant, and the same replay again changes nothing, also without Redis', async () => {
  const dates: string[] = []
  const report = await services.replay.replay(week, { onProgress: ({ date }) => void dates.push(date) })
  expect(dates).toEqual([
    '2026-05-04',
    '2026-05-05',
    '2026-05-06',
    '2026-05-07',
    '2026-05-08',
    '2026-05-11',
    '2026-05-12',
  ])
  expect(report).toMatchObject({ sessions: 7, runs: 14, dashboards: 14, noSession: [], withoutCandles: [] })
  expect(Object.values(report.abstained)).toEqual([7])
  expect(report.picks).toBeGreaterThan(10)
  expect(report.outcomes.closed).toBeGreaterThan(report.picks)
  const runs = await services.topPicks.list({ universe: 'banknifty', mode: 'swing', limit: 50 })
  expect(runs.map(({ asOf }) => asOf)).toEqual(dates.map((date) => `${date}T02:36:00.000Z`).toReversed())

  const [before, latest] = [await facts(), await services.topPicks.latest({ universe: 'banknifty', mode: 'swing' })]
  const { redis, prefix } = resources
  await redis.del(`${prefix}top_picks:banknifty:swing`)
  const again = await services.replay.replay(week)
  expect(again).toMatchObject({ runs: 14, picks: report.picks, outcomes: { closed: 0, unavailable: 0 } })
  expect(await facts()).toEqual(before)
  expect((await services.topPicks.latest({ universe: 'banknifty', mode: 'swing' })).run).toEqual(latest.run)
})

/** what names the same fact in two databases, and what only says when or as which row it was written */
const signal = `(select jsonb_build_array(n.universe, n.mode, n.as_of) from top_picks_runs n where n.id = t.run_id)`
const event = `(select jsonb_build_array(e.symbol, e.universe, e.mode, e.signal_ts) from pick_events e where e.id = t.event_id)`
const identities = `array['id', 'run_id', 'event_id', 'created_at', 'evaluated_at', 'started_at', 'finished_at', 'elapsed_ms', 'fence', 'payload', 'metadata']`
const natural: Readonly<Record<string, string>> = {
  top_picks_runs: `'' `,
  ai_recommendations: signal,
  pick_events: signal,
  pick_agent_contributions: event,
  pick_outcomes: event,
  agent_analyses: signal,
  recommendation_sessions: `''`,
}

const naturalFacts = async (of: pg.Client): Promise<unknown> => {
  const all: Record<string, unknown> = {}
  for (const [table, named] of Object.entries(natural)) {
    const { rows } = await of.query(
      `select count(*)::int as count, md5(string_agg(fact, '|' order by fact)) as facts
       from (select concat(${named}, (to_jsonb(t) - ${identities}) #- '{extra_context,run_id}') as fact from ${table} t) facts`,
    )
    all[table] = rows[0]
  }
  // the whole of what was stored, to the last digit
  const { rows } = await of.query(
    `select as_of, period_type, payload from dashboard_performance order by as_of, period_type`,
  )
  return { ...all, dashboards: rows }
}

test('the same replay elsewhere, with Redis flushed after each session, leaves the same facts to the last digit', async () => {
  const { redis, prefix } = elsewhere.resources
  const flush = async () => {
    const keys = await redis.keys(`${prefix}*`)
    return keys.length > 0 ? redis.del(...keys) : 0
  }
  const flushes: Promise<number>[] = []
  await elsewhere.services.replay.replay(week, { onProgress: () => void flushes.push(flush()) })
  const flushed = (await Promise.all(flushes)).reduce((sum, count) => sum + count, 0)
  expect(flushed).toBeGreaterThan(100)
  expect(await naturalFacts(otherClient)).toEqual(await naturalFacts(client))
})

test('a replay that is stopped goes on where it was', async () => {
  const stopping = new AbortController()
  const later: ReplayRequest = { ...week, from: '2026-05-13', to: '2026-05-15', modes: ['swing'] }
  const stopped = services.replay.replay(later, {
    signal: stopping.signal,
    onProgress: ({ date }) => {
      if (date === '2026-05-14') stopping.abort(new Error('enough'))
    },
  })
  await expect(stopped).rejects.toThrow('enough')
  expect(await services.replay.replay(later)).toMatchObject({ sessions: 3, runs: 3 })
  const runs = await services.topPicks.list({ universe: 'banknifty', mode: 'swing', limit: 3 })
  expect(runs.map(({ asOf }) => asOf.slice(0, 10))).toEqual(['2026-05-15', '2026-05-14', '2026-05-13'])
})

test('a replay waits for whoever computes the same, and leaves out no session when that one died', async () => {
  const { redis, prefix } = resources
  const lock = `${prefix}lock:top_picks:banknifty:swing`
  const day: ReplayRequest = { ...week, from: '2026-05-18', to: '2026-05-18', modes: ['swing'] }
  await redis.set(lock, 'somebody who died', 'PX', 1_500)
  expect(await services.replay.replay(day)).toMatchObject({ runs: 1, abstained: {} })
})

test('a day on which the exchange is closed is named, and nothing runs on it', async () => {
  // 1 May is Maharashtra Day
  const closed: ReplayRequest = { ...week, from: '2026-05-01', to: '2026-05-03', modes: ['swing'] }
  expect(await services.replay.replay(closed)).toMatchObject({ sessions: 0, runs: 0, noSession: ['2026-05-01'] })
})

test('what agents said can be read back, and how good they were says why it cannot be told yet', async () => {
  const [newest] = await services.analyses.history({ symbol: 'HDFCBANK', limit: 1 })
  expect(newest).toMatchObject({ symbol: 'HDFCBANK', universe: 'banknifty', mode: 'swing' })
  const page = await services.analyses.history({ symbol: 'HDFCBANK', agent: 'technical', limit: 3 })
  const next = await services.analyses.history({
    symbol: 'HDFCBANK',
    agent: 'technical',
    limit: 3,
    before: page[2]?.id,
  })
  const instants = [...page, ...next].map(({ asOf }) => asOf)
  expect(instants).toEqual([...new Set(instants)].toSorted().toReversed())
  expect(await services.analyses.latest({ symbol: 'HDFCBANK', agent: 'technical' })).toEqual(page[0])
  await expect(services.analyses.latest({ symbol: 'NOBODY', agent: 'technical' })).rejects.toMatchObject({
    code: 'not-found',
  })

  const report = await services.analyses.performance({
    universe: 'banknifty',
    mode: 'swing',
    from: '2026-05-01T00:00:00.000Z',
    to: end,
    horizon: 'eod',
  })
  expect(report.picks).toBeGreaterThan(10)
  expect(report.agents.map(({ agent }) => agent)).toContain('blend')
  for (const { informationCoefficient, reason } of report.agents) {
    expect(informationCoefficient).toBeNull()
    expect(reason).toContain('needs 10 sessions')
  }
})
