import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { istDate } from '@fyntrix/calendar'
import { defaultAccountId } from '@fyntrix/db/access'
import { sampleRun } from '@fyntrix/db/testing'
import { RetentionAges } from '@fyntrix/domain/archive'
import { type Id, type Lane, newId } from '@fyntrix/domain/shared'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog, standingClock } from '../shared/index.ts'
import { testServices } from '../testing/index.ts'
import { archiveFolder, createRetention, type RetentionStep, runRetentionJob } from './index.ts'

// rows that are dated by the database are compared with its clock as well
const night = new Date()
const dayMs = 86_400_000
const daysAgo = (days: number, hours = 0): Date => new Date(night.getTime() - days * dayMs - hours * 3_600_000)

const { services, resources, databaseUrl, again } = await testServices({ asOf: night.toISOString() })
const { db, home } = resources
const { retention } = services
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())
const folder = join(home, archiveFolder)
const ages = RetentionAges.parse({})
const due = async () => Object.fromEntries((await retention.plan(night)).steps.map(({ step, due }) => [step, due]))
const never = new AbortController().signal
const job = (signal = never, of = services) =>
  runRetentionJob({ retention: of.retention, log: silentLog }, { nominal: night, signal })

const snapshot = async (table: 'portfolio' | 'positions', lane: Lane, at: Date, series: string) => {
  if (table === 'portfolio')
    await client.query(
      `insert into portfolio_snapshots (lane, account_id, kind, as_of, items, unpriced, payload, payload_schema)
       values ($1, $2, $3, $4, 0, 0, '{}', 1)`,
      [lane, defaultAccountId, series, at],
    )
  else
    await client.query(
      `insert into top_picks_position_snapshots (lane, universe, mode, as_of, total_positions, open_positions, closed_positions, win_count, loss_count,
         flat_count, payload, payload_schema) values ($1, $2, 'swing', $3, 0, 0, 0, 0, 0, 0, '{}', 2)`,
      [lane, series, at],
    )
}
const snapshots = async (table: 'portfolio_snapshots' | 'top_picks_position_snapshots', series: string) =>
  (
    await client.query<{ lane: Lane; series: string; as_of: Date }>(
      `select lane, ${series} as series, as_of from ${table} order by lane, series, as_of`,
    )
  ).rows

const recorded = async (finishedAt: Date, lane: Lane = 'simulated'): Promise<Id> => {
  const run = sampleRun({ at: finishedAt, lane, symbols: [] })
  const source = lane === 'simulated' ? 'simulated' : 'nse-daily'
  await db.transaction((tx) =>
    tx.topPicks.insertRun({ ...run, provenance: { ...run.provenance, source, simulated: lane === 'simulated' } }, 1),
  )
  return run.id
}
const idsOfFiles = async () =>
  (await client.query<{ run_id: string }>(`select run_id from archive_files order by 1`)).rows.map((row) => row.run_id)

/** what each table of snapshots should hold: all of the young, of older exchange dates the last, and everything of another lane */
const expected = (rows: Awaited<ReturnType<typeof snapshots>>) => {
  const firstKept = istDate(daysAgo(ages.snapshotDays).getTime())
  return rows.filter(({ lane, series, as_of }) => {
    const date = istDate(as_of.getTime())
    const later = rows.some(
      (other) =>
        other.lane === lane &&
        other.series === series &&
        other.as_of > as_of &&
        istDate(other.as_of.getTime()) === date,
    )
    return lane !== 'simulated' || date >= firstKept || !later
  })
}

let runs: Id[] = []
beforeAll(async () => {
  for (const days of [0, 31, 62, 93, 430]) await db.keepPartitions(daysAgo(days))
  // round the clock, so that UTC dates and exchange dates differ whenever this is run
  for (const days of [1, 29, 30, 31, 32, 61, 62, 420])
    for (let hours = 0; hours < 24; hours += 2) {
      for (const kind of ['positions', 'watchlist'])
        await snapshot('portfolio', 'simulated', daysAgo(days, hours), kind)
      for (const universe of ['nifty50', 'banknifty'])
        await snapshot('positions', 'simulated', daysAgo(days, hours), universe)
      await snapshot('portfolio', 'imported', daysAgo(days, hours), 'positions')
    }
  runs = [
    await recorded(daysAgo(400)),
    await recorded(daysAgo(200)),
    await recorded(daysAgo(181)),
    await recorded(daysAgo(20)),
  ]
  await recorded(daysAgo(400), 'imported')
  await client.query(
    `insert into idempotency_keys (scope, key, request_hash, expires_at)
     select 'test', 'old ' || n, 'x', clock_timestamp() - interval '1 minute' from generate_series(1, 2500) n
     union all select 'test', 'young', 'x', clock_timestamp() + interval '1 day'`,
  )
  await client.query(
    `insert into outbox (id, topic, aggregate, payload, published_at, published_seq, parked_at)
     select gen_random_uuid(), 't', 'a' || n, '{}'::jsonb, clock_timestamp() - interval '7 days 1 hour', n, null::timestamptz from generate_series(1, 30) n
     union all select gen_random_uuid(), 't', 'b', '{}', clock_timestamp() - interval '6 days 23 hours', 31, null
     union all select gen_random_uuid(), 't', 'c', '{}', null, null, clock_timestamp() - interval '90 days'`,
  )
})

describe('retention', () => {
  test('says what is due and changes nothing', async () => {
    const before = await Promise.all([
      snapshots('portfolio_snapshots', 'kind'),
      snapshots('top_picks_position_snapshots', 'universe'),
    ])
    const plan = await retention.plan(night)
    expect(plan.ages).toEqual({ llmRequestDays: 90, runDays: 180, recheckDays: 30, snapshotDays: 30, outboxDays: 7 })
    expect(await due()).toEqual({
      'llm-requests': 0,
      runs: 3,
      'portfolio-snapshots': before[0].length - expected(before[0]).length,
      'position-snapshots': before[1].length - expected(before[1]).length,
      'idempotency-keys': 2_500,
      outbox: 30,
    })
    expect(
      await Promise.all([
        snapshots('portfolio_snapshots', 'kind'),
        snapshots('top_picks_position_snapshots', 'universe'),
      ]),
    ).toEqual(before)
    expect(await idsOfFiles()).toEqual([])
  })

  test('does at most so many parts of a step, and goes on when it is called again', async () => {
    const step = 'idempotency-keys'
    expect(await retention.retain({ step, parts: 1 }, { now: night })).toEqual({
      step,
      done: 2_000,
      mended: 0,
      finished: false,
    })
    expect(await retention.retain({ step, parts: 9 }, { now: night })).toEqual({
      step,
      done: 500,
      mended: 0,
      finished: true,
    })
    expect((await client.query(`select key from idempotency_keys`)).rows).toEqual([{ key: 'young' }])
    await expect(retention.retain({ step: 'other', parts: 1 })).rejects.toThrow(/no step "other".*llm-requests, runs/)
  })

  test('is ended between two parts, and the next one finishes it', async () => {
    const ended = new AbortController()
    const counted: string[] = []
    const before = await due()
    const step = (name: string): RetentionStep => ({
      name,
      rule: '',
      unit: '',
      due: async () => 0,
      async part() {
        counted.push(name)
        ended.abort(new Error('the lease was lost'))
        return { done: 1 }
      },
    })
    const cut = createRetention({ ages, steps: [step('first'), step('second')], today: () => night })
    await expect(cut.retainAll(night, ended.signal)).rejects.toThrow('the lease was lost')
    expect(counted).toEqual(['first'])
    await expect(job(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    expect(await due()).toEqual(before)
  })

  test('by two at once leaves of each old exchange date the last snapshot, and every run a file that is whole', async () => {
    const [portfolio, positions] = await Promise.all([
      snapshots('portfolio_snapshots', 'kind'),
      snapshots('top_picks_position_snapshots', 'universe'),
    ])
    const before = await due()
    const outcomes = await Promise.all([job(), job(never, again())])
    const done = (step: string) =>
      outcomes
        .flatMap((outcome) => (outcome.status === 'ran' ? outcome.result : []))
        .filter((one) => one.step === step)
        .reduce((sum, one) => sum + one.done, 0)
    for (const [step, count] of Object.entries(before)) expect([step, done(step)]).toEqual([step, count])
    expect(await snapshots('portfolio_snapshots', 'kind')).toEqual(expected(portfolio))
    expect(await snapshots('top_picks_position_snapshots', 'universe')).toEqual(expected(positions))
    expect(await idsOfFiles()).toEqual(runs.slice(0, 3).toSorted())
    expect(readdirSync(folder)).toHaveLength(3)
    expect(
      (await client.query(`select published_seq::int as seq, parked_at is not null as parked from outbox`)).rows,
    ).toEqual([
      { seq: 31, parked: false },
      { seq: null, parked: true },
    ])
    expect(Object.values(await due())).toEqual([0, 0, 0, 0, 0, 0])
    // a second time finds nothing
    expect(await job()).toMatchObject({ status: 'ran', result: [0, 0, 0, 0, 0, 0].map((n) => ({ done: n })) })
  })

  test('writes files again that are missing or damaged, once they are due again, and keeps every run readable', async () => {
    const names = readdirSync(folder).toSorted()
    const before = names.map((name) => readFileSync(join(folder, name), 'utf8'))
    const [first = '', second = ''] = names
    rmSync(join(folder, first))
    writeFileSync(join(folder, second), (before[1] ?? '').replace('2', '3'))
    const monthLater = new Date(night.getTime() + 31 * dayMs)
    expect(await retention.retain({ step: 'runs', parts: 5 }, { now: monthLater })).toEqual({
      step: 'runs',
      // the run of twenty days ago is not old enough yet
      done: 3,
      mended: 2,
      finished: true,
    })
    expect(names.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(before)
    for (const id of runs) expect((await services.topPicks.byId(id)).id).toBe(id)
  })

  test('by a clock that stands in the future finds nothing older than it is', async () => {
    const ahead = again({ clock: standingClock(new Date(night.getTime() + 400 * dayMs)) })
    expect(Date.parse((await ahead.retention.plan()).asOf)).toBeLessThan(Date.now() + 1)
  })

  test('does the other steps when one fails, and then says what went wrong', async () => {
    const done: string[] = []
    const step = (name: string, part: () => Promise<{ done: number }>): RetentionStep => ({
      name,
      rule: '',
      unit: '',
      due: async () => 0,
      part,
    })
    const steps = [
      step('bad', () => Promise.reject(new Error('a sum is wrong'))),
      step('good', async () => {
        done.push('good')
        return { done: 0 }
      }),
    ]
    await expect(createRetention({ ages, steps, today: () => night }).retainAll(night)).rejects.toThrow(
      'a sum is wrong',
    )
    expect(done).toEqual(['good'])
  })
})

test('calls of models go into their sums by whole months, once, however many do so at once', async () => {
  let now = daysAgo(150)
  const dated = again({ wall: () => now })
  for (const days of [150, 149, 118, 10]) {
    now = daysAgo(days)
    const call = await dated.llmCosts.meter.begin({
      provider: 'openai',
      model: 'gpt-4o',
      inputTokensAtMost: 4_000,
      outputTokensAtMost: 1_000,
      timeoutMs: 60_000,
      purpose: 'insight',
      agent: null,
      job: null,
      runId: null,
      userId: newId(now),
      tags: [],
    })
    const usage = { input: 1_000, output: 100, requests: 1 }
    await call.end({ status: 'ok', charge: 'by-usage', modelServed: 'gpt-4o', tier: null, usage, error: null })
  }
  const firstKept = daysAgo(90).toISOString().slice(0, 7)
  const old = [150, 149, 118, 10].filter((days) => daysAgo(days).toISOString().slice(0, 7) < firstKept).length
  expect((await due())['llm-requests']).toBe(old)
  await Promise.all([job(), job(never, again())])
  expect((await client.query(`select sum(calls)::int as calls from llm_monthly`)).rows).toEqual([{ calls: old }])
  expect((await client.query(`select count(*)::int as calls from llm_requests`)).rows).toEqual([{ calls: 4 - old }])
  expect((await due())['llm-requests']).toBe(0)
})
