import { BudgetRequest, SpendQuery } from '@fyntrix/domain/llm-costs'
import { Id, newId } from '@fyntrix/domain/shared'
import { Big } from 'big.js'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testServices } from '../testing/index.ts'
import { utcDate } from './llm-costs.views.ts'
import type { CallPlan } from './meter.ts'

let now = new Date('2026-03-10T06:00:00.000Z')
const opened = await testServices({ asOf: '2026-01-09T10:30:00Z' })
const services = opened.again({ wall: () => now })
const other = opened.again({ wall: () => now })
const { llmCosts, relay, views } = services
const { db, redis, prefix } = opened.resources
const client = new pg.Client({ connectionString: opened.databaseUrl })
beforeAll(() => client.connect())
afterAll(() => client.end())

const by = newId(now)
const plan = (changes: Partial<CallPlan> = {}): CallPlan => ({
  provider: 'openai',
  model: 'gpt-4o',
  inputTokensAtMost: 4_000,
  outputTokensAtMost: 1_000,
  timeoutMs: 60_000,
  purpose: 'insight',
  agent: null,
  job: null,
  runId: null,
  userId: null,
  tags: [],
  ...changes,
})
/** A call that used so many tokens; of gpt-4o a thousand in and a hundred out cost 0.0035 USD. */
const made = async (input: number, output: number, changes: Partial<CallPlan> = {}) => {
  const call = await llmCosts.meter.begin(plan(changes))
  const modelServed = changes.model ?? 'gpt-4o'
  return call.end({
    status: 'ok',
    charge: 'by-usage',
    modelServed,
    tier: null,
    usage: { input, output, requests: 1 },
    error: null,
  })
}
const spend = async (query: object) => llmCosts.spend(SpendQuery.parse(query))

describe('what calls cost', () => {
  test('is told by day, model, purpose, agent and run, and the parts add up', async () => {
    const run = newId(now)
    await made(1_000, 100, { runId: run, agent: 'technical' })
    await made(2_000, 50)
    await made(1_000, 1_000, { model: 'gpt-4o-mini', purpose: 'summary' })
    const failed = await llmCosts.meter.begin(plan())
    await failed.end({ status: 'failed', charge: 'nothing', modelServed: null, tier: null, usage: null, error: '429' })
    // 1,000 × 2.5 + 100 × 10, 2,000 × 2.5 + 50 × 10, 1,000 × 0.15 + 1,000 × 0.6, each by a million
    expect(await llmCosts.today()).toEqual({
      day: '2026-03-10',
      calls: 4,
      failed: 1,
      inputTokens: 4_000,
      outputTokens: 1_150,
      costUsd: '0.009750000000',
    })
    expect((await spend({ by: 'model-day' })).groups).toMatchObject([
      { group: '2026-03-10 openai/gpt-4o', calls: 3, failed: 1, costUsd: '0.009000000000' },
      { group: '2026-03-10 openai/gpt-4o-mini', calls: 1, costUsd: '0.000750000000' },
    ])
    expect((await spend({ by: 'purpose' })).groups.map(({ group, costUsd }) => [group, costUsd])).toEqual([
      ['insight', '0.009000000000'],
      ['summary', '0.000750000000'],
    ])
    expect((await spend({ by: 'run' })).groups).toMatchObject([{ group: run, calls: 1, costUsd: '0.003500000000' }])
    for (const part of ['day', 'provider', 'model', 'agent'] as const) {
      const { groups, total } = await spend({ by: part })
      const sum = groups.reduce((all, { costUsd }) => all.plus(costUsd), new Big(0))
      expect([part, sum.toFixed(12)]).toEqual([part, total.costUsd])
    }
    expect(await llmCosts.perPick('2026-03-10', '2026-03-10')).toEqual({
      costUsd: '0.003500000000',
      runs: 1,
      picks: 0,
      told: 0,
      correct: 0,
    })
  })

  test('stands in Redis once it is relayed, and is made again from the facts as it was', async () => {
    await relay.drain()
    const day = () => redis.hgetall(`${prefix}llm:daily:2026-03-10`)
    const told = await day()
    expect(told).toEqual({
      date: '2026-03-10',
      requests: '4',
      failed: '1',
      input_tokens: '4000',
      output_tokens: '1150',
      cost_usd: '0.009750000000',
    })
    expect(await redis.hget(`${prefix}llm:model:gpt-4o-mini:2026-03-10`, 'cost_usd')).toBe('0.000750000000')
    const ids = await redis.zrange(`${prefix}llm:requests`, '0', '-1')
    expect(ids.length).toBe(4)
    await redis.unlink(`${prefix}llm:daily:2026-03-10`, `${prefix}llm:requests`)
    await views.rebuild({ view: 'llm-costs' })
    expect(await day()).toEqual(told)
    expect(await redis.hget(`${prefix}llm:request:${ids[0]}`, 'model')).toMatch(/^gpt-4o/)
  })
})

describe('a budget', () => {
  test('of all calls of the UTC day refuses early what Redis knows to be too much, and PostgreSQL decides where it knows nothing', async () => {
    const request = BudgetRequest.parse({
      scope: 'global',
      period: 'day',
      zone: 'UTC',
      limitUsd: '0.0098',
      kind: 'hard',
    })
    const budget = await llmCosts.putBudget(request, by)
    expect(await llmCosts.budgets({ limit: 10 })).toMatchObject([
      { spentUsd: '0.009750000000', percent: 99.48, level: 'WARNING', action: 'cheaper-model', calls: 4 },
    ])
    const before = await client.query('select count(*) from llm_budget_periods')
    await expect(llmCosts.meter.begin(plan())).rejects.toMatchObject({ code: 'refused' })
    await redis.unlink(`${prefix}llm:daily:2026-03-10`)
    await expect(llmCosts.meter.begin(plan())).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining(budget.id),
    })
    expect((await client.query('select count(*) from llm_budget_periods')).rows).toEqual(before.rows)
    await llmCosts.endBudget(budget.id)
    await expect(llmCosts.endBudget(newId(now))).rejects.toMatchObject({ code: 'not-found' })
    await made(10, 1)
  })

  test('raises each alert once a period, however many evaluate at once; forecasts, and sees a spike', async () => {
    const request = { scope: 'tag:alerts', period: 'day', zone: 'UTC', kind: 'soft', limitUsd: '0.01' } as const
    const budget = await llmCosts.putBudget(BudgetRequest.parse(request), by)
    for (const day of [1, 2, 3]) {
      now = new Date(Date.UTC(2026, 3, day, 12))
      await made(200, 0, { tags: ['alerts'] })
    }
    now = new Date('2026-04-04T06:00:00.000Z')
    await made(1_000, 200, { tags: ['alerts'] })
    const looks = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((i) => (i % 2 ? llmCosts : other.llmCosts).evaluate()))
    expect(
      looks
        .flat()
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['forecast', 'spike'])
    const told = (await llmCosts.alerts(100)).filter(
      ({ budgetId, periodStart }) => budgetId === budget.id && periodStart.startsWith('2026-04-04'),
    )
    expect(told.map(({ kind, percent }) => `${kind} ${percent}`).toSorted()).toEqual(['forecast 0', 'spike 0'])
    await made(1_000, 100, { tags: ['alerts'] })
    const later = await llmCosts.evaluate()
    expect(later.filter(({ budgetId }) => budgetId === budget.id)).toEqual([])
    const raised = (await llmCosts.alerts(100)).filter(
      ({ budgetId, kind }) => budgetId === budget.id && kind === 'threshold',
    )
    expect(raised.map(({ percent }) => percent).toSorted((x, y) => x - y)).toEqual([50, 80])
  })

  test('of the exchange’s month begins at midnight in Kolkata', async () => {
    now = new Date('2026-05-31T18:29:59.000Z')
    const request = { scope: 'tag:ist', period: 'month', kind: 'hard', limitUsd: '10' } as const
    await llmCosts.putBudget(BudgetRequest.parse(request), by)
    await made(1_000, 0, { tags: ['ist'] })
    const state = async () => (await llmCosts.budgets({ scope: 'tag:ist', limit: 1 }))[0]
    expect(await state()).toMatchObject({ from: '2026-04-30T18:30:00.000Z', to: '2026-05-31T18:30:00.000Z', calls: 1 })
    now = new Date('2026-05-31T18:30:00.000Z')
    expect(await state()).toMatchObject({ from: '2026-05-31T18:30:00.000Z', spentUsd: '0.000000000000', calls: 0 })
  })
})

describe('many budgets', () => {
  const many = 1_203
  const inDay = `date_trunc('day', '2026-06-05T06:00:00Z'::timestamptz, 'UTC')`
  beforeAll(async () => {
    now = new Date('2026-06-05T06:00:00.000Z')
    await client.query(
      `with made as (
         insert into llm_budgets (id, scope, period, zone, limit_usd, kind, thresholds, active, created_at)
         select gen_random_uuid(), 'tag:many-' || lpad(n::text, 4, '0'), 'day', 'UTC', 1, 'soft', '[{"percent": 50, "action": "warn"}]', true, ${inDay}
         from generate_series(1, ${many}) as n returning id
       )
       insert into llm_budget_periods (budget_id, period_start, spent_usd) select id, ${inDay}, 0.6 from made`,
    )
  })
  afterAll(() => client.query(`update llm_budgets set active = false where scope like 'tag:many-%'`))

  test('are given in pages that leave nothing out and give nothing twice, ended ones left out', async () => {
    const [ended] = await llmCosts.budgets({ scope: 'tag:many-0500', limit: 5 })
    await llmCosts.endBudget(Id.parse(ended?.budget.id))
    const scopes: string[] = []
    let after: Id | undefined
    for (;;) {
      const page = await llmCosts.budgets({ after, limit: 500 })
      expect(page.length).toBeLessThanOrEqual(500)
      scopes.push(...page.map(({ budget }) => budget.scope))
      after = page.at(-1)?.budget.id
      if (page.length < 500) break
    }
    const { rows } = await client.query(`select scope from llm_budgets where active order by scope, period, zone`)
    expect(scopes).toEqual(rows.map(({ scope }) => scope))
    expect(scopes.filter((scope) => scope.startsWith('tag:many-'))).toHaveLength(many - 1)
    // an ended budget still marks its place; one that never was is before nothing
    expect(await llmCosts.budgets({ after: ended?.budget.id, limit: 1 })).toMatchObject([
      { budget: { scope: 'tag:many-0501' } },
    ])
    expect(await llmCosts.budgets({ after: newId(now), limit: 1 })).toEqual([])
  })

  test('are all looked at, each once, by however many evaluate at once', async () => {
    const looks = await Promise.all([llmCosts, other.llmCosts, llmCosts].map((one) => one.evaluate()))
    const raised = looks.flat().filter(({ kind, percent }) => kind === 'threshold' && percent === 50)
    expect(raised).toHaveLength(many - 1)
    expect(new Set(raised.map(({ budgetId }) => budgetId)).size).toBe(many - 1)
  })

  test('do not change what the budgets of some scopes advise', async () => {
    expect(await llmCosts.advice(['global', 'tag:many-0007'])).toEqual({
      action: 'warn',
      reason: '60 % of the budget tag:many-0007 a day is spent',
    })
    expect(await llmCosts.advice(['tag:many-0500'])).toMatchObject({ action: null })
  })
})

describe('prices', () => {
  test('of a model that nobody knows are the worst of its provider until it has one; then earlier calls are priced again', async () => {
    now = new Date('2026-06-10T06:00:00.000Z')
    const call = await made(1_000, 100, { model: 'gpt-of-tomorrow', tags: ['ist'] })
    expect(call).toMatchObject({ costBasis: 'worst-price', priceId: null })
    expect(Number(call.costUsd)).toBeGreaterThan(0)
    expect(await llmCosts.inbox(10)).toContainEqual(
      expect.objectContaining({
        kind: 'unpriced',
        model: 'gpt-of-tomorrow',
        calls: 1,
        costUsd: call.costUsd,
        newest: call.id,
      }),
    )
    const rate = (usd: string) => ({ usd, per: 1_000_000, tiers: [] })
    const price = await llmCosts.addPrice({
      provider: 'openai',
      model: 'gpt-of-tomorrow',
      tier: 'standard',
      effectiveFrom: '2026-06-01T00:00:00.000Z',
      rates: { input: rate('3'), output: rate('9') },
      note: '',
    })
    await expect(llmCosts.addPrice(price)).rejects.toMatchObject({ code: 'conflict' })
    const time = { from: '2026-06-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' }
    const wouldBe = await llmCosts.reprice({ ...time, apply: false })
    expect(wouldBe).toMatchObject({
      calls: 1,
      changed: 1,
      beforeUsd: call.costUsd,
      afterUsd: '0.003900000000',
      applied: false,
    })
    expect(await llmCosts.reprice({ ...time, apply: true })).toEqual({ ...wouldBe, applied: true })
    expect(await llmCosts.reprice({ ...time, apply: true })).toMatchObject({ calls: 1, changed: 0 })
    expect(await llmCosts.requests({ limit: 1 })).toMatchObject([
      { costUsd: '0.003900000000', costBasis: 'price', priceId: price.id, priceVersion: 'override' },
    ])
    expect(await llmCosts.today()).toMatchObject({ costUsd: '0.003900000000', calls: 1 })
    const [state] = await llmCosts.budgets({ scope: 'tag:ist', limit: 1 })
    expect(state).toMatchObject({ spentUsd: '0.003900000000', calls: 1 })
    expect((await llmCosts.prices({ model: 'tomorrow', limit: 5 })).map(({ price: one }) => one?.id)).toEqual([
      price.id,
    ])
  })
})

describe('an invoice', () => {
  test('is compared with the ledger, which follows where it names calls', async () => {
    now = new Date('2026-07-10T06:00:00.000Z')
    const [one, two] = [await made(1_000, 100), await made(2_000, 0)]
    const lost = await llmCosts.meter.begin(plan({ timeoutMs: 1 }))
    await expect.poll(() => llmCosts.sweep()).toBe(1)
    const request = {
      provider: 'openai',
      from: '2026-07-10',
      to: '2026-07-10',
      lines: [
        { requestId: one.id, amountUsd: one.costUsd },
        { requestId: two.id, amountUsd: '0.005100000000' },
        { requestId: newId(now), amountUsd: '1.000000000000' },
      ],
      complete: true,
      apply: false,
    }
    const compared = await llmCosts.reconcile(request)
    expect(compared).toMatchObject({
      invoiceUsd: '1.008600000000',
      matched: 2,
      corrected: 3,
      unknownLines: [request.lines[2]],
    })
    expect(await llmCosts.reconcile({ ...request, apply: true })).toMatchObject({
      corrected: 3,
      ledgerUsd: '0.008600000000',
      differenceUsd: '-1.000000000000',
    })
    expect(await llmCosts.reconcile({ ...request, apply: true })).toMatchObject({
      corrected: 0,
      ledgerUsd: '0.008600000000',
    })
    expect(await db.repositories().llmCalls.byIds([lost.id])).toMatchObject([
      { status: 'lost', costUsd: '0.000000000000', costBasis: 'invoice' },
    ])
    const days = [{ day: '2026-07-10', model: 'gpt-4o', amountUsd: '0.008000000000' }]
    expect((await llmCosts.reconcile({ ...request, lines: days })).days).toEqual([
      { day: '2026-07-10', model: 'gpt-4o', invoiceUsd: '0.008000000000', ledgerUsd: '0.008600000000' },
    ])
  })

  test('that adds up to more than an amount can be is refused, and nothing follows it', async () => {
    const [first, second] = [await made(1_000, 0), await made(1_000, 0)]
    const most = '999999999999.000000000000'
    const request = {
      provider: 'openai',
      from: '2026-07-10',
      to: '2026-07-10',
      lines: [
        { requestId: first.id, amountUsd: most },
        { requestId: second.id, amountUsd: most },
      ],
      complete: true,
    }
    for (const apply of [false, true])
      await expect(llmCosts.reconcile({ ...request, apply })).rejects.toMatchObject({ code: 'invalid-input' })
    const calls = await db.repositories().llmCalls.byIds([first.id, second.id])
    expect(calls.map(({ costUsd }) => costUsd)).toEqual([first.costUsd, second.costUsd])
    const large = [{ day: '2026-07-10', model: 'gpt-4o', amountUsd: most }]
    expect(await llmCosts.reconcile({ ...request, lines: large, apply: false })).toMatchObject({ invoiceUsd: most })
  })
})

describe('the ledger', () => {
  test('gives months older than ninety days away for their sums, which still add up', async () => {
    now = new Date('2026-07-15T00:00:00.000Z')
    const all = () => spend({ by: 'day', from: '2026-03-01', to: '2026-07-31' })
    const before = await all()
    const said = await llmCosts.retain({ apply: false })
    expect(said).toMatchObject({
      before: '2026-04-16T00:00:00.000Z',
      months: [{ month: '2026-03', calls: 5 }],
      applied: false,
    })
    expect((await llmCosts.retain({ apply: true })).months).toEqual(said.months)
    const monthly = await client.query(
      `select to_char(month, 'YYYY-MM') as month, sum(cost_usd)::text as usd, sum(calls)::int as calls from llm_monthly group by month`,
    )
    expect(monthly.rows).toEqual([{ month: '2026-03', usd: said.months[0]?.costUsd, calls: 5 }])
    expect(await client.query(`select 1 from llm_requests where at < '2026-04-01'`)).toMatchObject({ rowCount: 0 })
    expect(await all()).toEqual(before)
    expect((await llmCosts.retain({ apply: true })).months).toEqual([])
  })

  test('is not given away where its days say something else', async () => {
    now = new Date('2026-08-15T00:00:00.000Z')
    await client.query(`update llm_daily set cost_usd = cost_usd + 1 where day = '2026-04-01'`)
    await expect(llmCosts.retain({ apply: true })).rejects.toMatchObject({ code: 'internal' })
    expect(await client.query(`select 1 from llm_requests where at < '2026-05-01'`)).not.toMatchObject({ rowCount: 0 })
  })

  test('pages through its calls, newest first', async () => {
    const first = await llmCosts.requests({ limit: 2 })
    const last = first[1]
    const second = await llmCosts.requests({ limit: 2, before: last && { at: last.at, id: Id.parse(last.id) } })
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(4)
    expect(utcDate(new Date(first[0]?.at ?? 0)) >= utcDate(new Date(second[0]?.at ?? 0))).toBe(true)
  })
})
