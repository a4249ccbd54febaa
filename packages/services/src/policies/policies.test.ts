import { nse } from '@fyntrix/calendar'
import type { PolicyConfig, PolicyMetrics } from '@fyntrix/domain/policies'
import { newId } from '@fyntrix/domain/shared'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { createPolicies, runPoliciesJob } from './index.ts'

const end = '2026-06-30T12:00:00.000Z'
const { services, resources, databaseUrl, again } = await testServices({ asOf: end })
const { db, clock, calendar, wall, log } = resources
const scope = { universe: 'banknifty', mode: 'swing' } as const
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

/** policies whose gate asks for little, as if the market had run for years */
const lenient = createPolicies({
  db,
  candles: services.candles,
  calendar,
  clock,
  wall,
  lane: services.topPicks.lane,
  gate: { minimumPairs: 20, minimumSessions: 5 },
})

const held = { target: { kind: 'none' }, trailing: null, longestHold: null } as const
const config: PolicyConfig = {
  schema: 1,
  exits: {
    default: 'close',
    profiles: {
      close: { stop: { kind: 'atr', multiple: 1.8 }, ...held },
      patient: { stop: { kind: 'none' }, ...held },
    },
  },
  entries: {
    default: 'strict',
    arms: {
      strict: { longMinScore: 65, shortMaxScore: 35, minRiskReward: 1.8 },
      loose: { longMinScore: 10, shortMaxScore: 90, minRiskReward: 0 },
    },
  },
}
const drafted = (name: string, policies = lenient) => policies.draft({ ...scope, name, description: '', config })

beforeAll(async () => {
  await importSimulatedMarket(services, end)
  for (const { date, open } of nse.sessionsBetween('2026-04-01', '2026-05-29')) {
    const asOf = new Date(open - 3_600_000).toISOString()
    await services.topPicks.run({ ...scope, asOf, trigger: 'manual', idempotencyKey: `policies ${date}` })
  }
  // every bar now reaches far to both sides: whoever has a stop is stopped at once, whoever has none is not
  await client.query(`update candles_daily set low = low * 0.8, high = high * 1.2 where session >= '2026-04-01'`)
  await services.pickEvents.computeOutcomes({ asOf: end })
}, 240_000)

const told = async (): Promise<number> => {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pick_outcomes where horizon = '5d' and status = 'closed'`,
  )
  return rows[0]?.n ?? 0
}
const activeNow = () => lenient.list({ ...scope, status: 'active', limit: 10 })

describe('a policy', () => {
  test('learns from each outcome once, however many let it learn, and the same as in one go', async () => {
    const [one, another] = [await drafted('one'), await drafted('another')]
    const reports = await Promise.all([lenient, again().policies, again().policies].map((policies) => policies.learn()))
    expect(reports.reduce((sum, { outcomes }) => sum + outcomes, 0)).toBe(2 * (await told()))
    expect(await lenient.learn()).toMatchObject({ outcomes: 0 })
    const metrics = async (id: typeof one.id): Promise<PolicyMetrics> => {
      const learnt = (await lenient.byId(id)).metrics
      if (!learnt) throw new Error('nothing was learnt')
      return learnt
    }
    const [learnt, same] = [await metrics(one.id), await metrics(another.id)]
    expect(learnt.outcomes).toBe(await told())
    expect(learnt.exits['close']?.overall).toMatchObject({ n: learnt.outcomes, stops: learnt.outcomes, wins: 0 })
    expect(learnt.exits['patient']?.overall.stops).toBe(0)
    expect(learnt.entries['loose']?.notEvaluable).toBe(learnt.outcomes)
    expect(learnt.exits['patient']?.overall.meanReturnPct).toBeCloseTo(
      same.exits['patient']?.overall.meanReturnPct ?? Number.NaN,
      9,
    )
    const { rows } = await client.query(
      `select avg(ret_close_pct - cost_pct) as mean from pick_outcomes where horizon = '5d' and status = 'closed'`,
    )
    expect(learnt.exits['patient']?.overall.meanReturnPct).toBeCloseTo(rows[0]?.mean, 9)
  })

  test('learns what is told later, too, and nothing any more once it is retired', async () => {
    const policy = await drafted('to be retired')
    await lenient.retire(policy.id)
    expect((await lenient.retire(policy.id)).status).toBe('retired')
    await lenient.learn()
    expect((await lenient.byId(policy.id)).metrics).toBeNull()
    await expect(lenient.byId(newId(new Date()))).rejects.toMatchObject({ code: 'not-found' })
  })

  test('learns however many there are', async () => {
    const { id } = await drafted('one of many')
    await client.query(
      `insert into rl_policies (id, lane, universe, mode, name, description, status, config, config_schema, config_version, created_at)
       select uuidv7(), lane, 'nifty50', mode, 'many', '', status, config, config_schema, config_version, created_at
       from rl_policies, generate_series(1, 250) where id = $1`,
      [id],
    )
    expect((await lenient.learn()).policies).toBeGreaterThan(250)
    await client.query(`delete from rl_policies where name = 'many'`)
  })

  test('has a scope with an end of drafts, and there is room again once one is retired', async () => {
    const elsewhere = () =>
      lenient.draft({ universe: 'nifty50', mode: 'futures', name: 'one of many', description: '', config })
    const settled = await Promise.allSettled(Array.from({ length: 22 }, elsewhere))
    const made = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))
    expect(made).toHaveLength(20)
    await expect(elsewhere()).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('retire one') })
    for (const id of made) await lenient.retire(id)
    await expect(elsewhere()).resolves.toMatchObject({ status: 'draft' })
  })

  test('that is no better than what is traded, or rests on too little, is not activated, and the reasons are said', async () => {
    const policy = await drafted('early')
    await expect(services.policies.activate(policy.id)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('the gate refuses it: 39 sessions, 50 are needed'),
    })
    expect(await activeNow()).toEqual([])
  })
})

describe('activation', () => {
  test('of two at once, one wins; the database holds no more than one', async () => {
    const drafts = [await drafted('left'), await drafted('right')]
    // nobody writes until both have judged: one after the other would both be right
    await client.query('begin; lock table rl_policies in share row exclusive mode')
    const activating = Promise.allSettled(drafts.map(({ id }) => lenient.activate(id)))
    const waiting = `select count(*)::int as n from pg_locks join pg_database on oid = database
      where datname = current_database() and relation = 'rl_policies'::regclass and not granted`
    while ((await client.query<{ n: number }>(waiting)).rows[0]?.n !== 2);
    await client.query('commit')
    const settled = await activating
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const [active] = await activeNow()
    expect(active).toMatchObject({ status: 'active', retiredAt: null })
    await expect(
      client.query(`update rl_policies set status = 'active', activated_at = now() where status = 'draft'`),
    ).rejects.toThrow(/rl_policies_active_unique/)
    await expect(lenient.activate(active?.id ?? newId(new Date()))).rejects.toMatchObject({ code: 'conflict' })
    // the same exits again are no better than those that are active
    const same = await drafted('same')
    await expect(lenient.activate(same.id)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('not certainly better'),
    })
  })

  test('training proposes what was better, once, and activation retires what it replaces', async () => {
    const [active] = await activeNow()
    const { policy, verdict } = await lenient.train(scope)
    expect(verdict).toMatchObject({ passed: true, against: 'active-policy', reasons: [] })
    expect(policy).toMatchObject({ status: 'draft', config: { exits: { default: 'patient' } }, configVersion: 2 })
    expect(policy?.proposal?.trainedUntil).toMatch(/^2026-0[45]-/)
    expect((await lenient.train(scope)).policy?.id).toBe(policy?.id)
    if (!policy) throw new Error('nothing was proposed')
    await client.query(
      `insert into rl_policies (id, lane, universe, mode, name, description, status, config, config_schema, config_version, proposal, created_at)
       select uuidv7(), lane, universe, mode, 'older', '', status, config, config_schema, config_version,
         jsonb_set(proposal, '{trainedUntil}', '"2026-01-02"'), created_at - make_interval(days => n)
       from rl_policies, generate_series(1, 25) n where id = $1`,
      [policy.id],
    )
    await client.query('delete from rl_policies where id = $1', [policy.id])
    const proposed = await lenient.train(scope)
    const { rows } = await client.query(
      `select status, count(*)::int as n from rl_policies where name = 'older' group by status order by status`,
    )
    expect(rows).toEqual([
      { status: 'draft', n: 19 },
      { status: 'retired', n: 6 },
    ])
    expect(await lenient.activate(proposed.policy?.id ?? policy.id)).toMatchObject({ status: 'active' })
    expect(await activeNow()).toMatchObject([{ id: proposed.policy?.id }])
    expect(await lenient.byId(active?.id ?? policy.id)).toMatchObject({ status: 'retired' })
    // what is traded by now is the best already
    expect((await lenient.train(scope)).policy).toBeNull()
  })
})

test('the job learns and proposes nothing twice, and stops when it is told to', async () => {
  const deps = { policies: services.policies, learnings: services.learnings, log }
  const { signal } = new AbortController()
  await runPoliciesJob(deps, { signal })
  await expect(runPoliciesJob(deps, { signal: AbortSignal.abort() })).rejects.toThrow('abort')
  expect(await runPoliciesJob(deps, { signal })).toMatchObject({
    result: { patterns: 0, outcomes: 0, proposed: 0 },
  })
})
