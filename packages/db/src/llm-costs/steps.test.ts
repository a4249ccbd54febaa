import { type BudgetRequest, BudgetRequest as Budgets, type LlmRequest, Usd } from '@fyntrix/domain/llm-costs'
import { newId } from '@fyntrix/domain/shared'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import type { CallToReserve } from './index.ts'

const { database, url } = await testDatabase()
const client = new pg.Client({ connectionString: url })
beforeAll(() => client.connect())
afterAll(() => client.end())

const now = new Date('2026-03-10T06:00:00.000Z')

const call = (changes: Partial<CallToReserve> = {}): CallToReserve => ({
  id: newId(now),
  at: now.toISOString(),
  provider: 'openai',
  modelAsked: 'gpt-5',
  purpose: 'insight',
  agent: null,
  job: null,
  runId: null,
  userId: null,
  tags: [],
  idempotencyKey: null,
  amountUsd: Usd.parse('0.1'),
  holdMs: 60_000,
  ...changes,
})

const settled = (
  { amountUsd, holdMs, ...planned }: CallToReserve,
  costUsd: string,
  changes: Partial<LlmRequest> = {},
): LlmRequest => ({
  ...planned,
  modelServed: planned.modelAsked,
  tier: 'standard',
  status: 'ok',
  usage: { input: 10, output: 5 },
  inputTokens: 10,
  outputTokens: 5,
  costUsd: Usd.parse(costUsd),
  costBasis: 'price',
  priceId: 'test',
  priceVersion: 'test',
  priceFrom: null,
  latencyMs: 5,
  error: null,
  ...changes,
})

const { llmCalls } = database.repositories()
const put = (request: Partial<BudgetRequest> & { readonly limitUsd: string }) =>
  database.transaction((tx) =>
    tx.llmBudgets.put(newId(now), Budgets.parse({ scope: 'global', period: 'day', kind: 'hard', ...request }), now),
  )
const useOf = async (scope: string) => (await database.repositories().llmBudgets.ofScopes([scope], now))[0]
const settle = (...calls: LlmRequest[]) => llmCalls.settle(calls, newId(now))

beforeAll(() => database.transaction((tx) => tx.llmCalls.ensurePartition(now)))

test('worst cases are held until calls are settled, and a budget holds to the last digit', async () => {
  await put({ scope: 'tag:exact', limitUsd: '0.25' })
  const [one, two, three] = [call({ tags: ['exact'] }), call({ tags: ['exact'] }), call({ tags: ['exact'] })]
  const verdicts = await llmCalls.reserve([one, two, three])
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['admitted', 'admitted', 'wait'])
  expect(verdicts[2]?.against).toMatchObject({ spentUsd: '0.000000000000', reservedUsd: '0.200000000000' })
  expect(await settle(settled(one, '0.05'))).toEqual(new Map([[one.id, 'settled']]))
  expect(await useOf('tag:exact')).toMatchObject({
    spentUsd: '0.050000000000',
    reservedUsd: '0.100000000000',
    calls: 1,
  })
  expect((await llmCalls.reserve([three])).map(({ verdict }) => verdict)).toEqual(['admitted'])
  await settle(settled(two, '0.1'), settled(three, '0.1'))
  expect(await useOf('tag:exact')).toMatchObject({
    spentUsd: '0.250000000000',
    reservedUsd: '0.000000000000',
    calls: 3,
  })
  const refused = call({ tags: ['exact'], amountUsd: Usd.parse('0.000000000001') })
  expect(await llmCalls.reserve([refused])).toMatchObject([
    { verdict: 'refused', against: { spentUsd: '0.250000000000' } },
  ])
})

test('a step that comes twice counts once', async () => {
  await put({ scope: 'tag:twice', limitUsd: '1' })
  const one = call({ tags: ['twice'] })
  await llmCalls.reserve([one])
  await llmCalls.reserve([one])
  expect(await useOf('tag:twice')).toMatchObject({ reservedUsd: '0.100000000000' })
  await settle(settled(one, '0.03'))
  expect(await settle(settled(one, '0.03'))).toEqual(new Map([[one.id, 'known']]))
  expect(await llmCalls.reserve([one])).toMatchObject([{ verdict: 'admitted' }])
  expect(await useOf('tag:twice')).toMatchObject({
    spentUsd: '0.030000000000',
    reservedUsd: '0.000000000000',
    calls: 1,
  })
})

test('a lost call counts at its worst case until its cost is known', async () => {
  await put({ scope: 'tag:lost', limitUsd: '1' })
  const one = call({ tags: ['lost'], holdMs: 0 })
  await llmCalls.reserve([one])
  await database.transaction(async (tx) => {
    const expired = await tx.llmCalls.takeExpired(10)
    expect(expired).toEqual([
      { call: expect.objectContaining({ id: one.id, tags: ['lost'] }), amountUsd: one.amountUsd },
    ])
    await tx.llmCalls.settle(
      [settled(one, '0.1', { status: 'lost', costBasis: 'worst-case', usage: null })],
      newId(now),
    )
  })
  expect(await useOf('tag:lost')).toMatchObject({ spentUsd: '0.100000000000', reservedUsd: '0.000000000000', calls: 1 })
  expect(await settle(settled(one, '0.04'))).toEqual(new Map([[one.id, 'corrected']]))
  expect(await useOf('tag:lost')).toMatchObject({ spentUsd: '0.040000000000', reservedUsd: '0.000000000000', calls: 1 })
})

test('what becomes known of calls of before a budget leaves it as it is, and nothing fails', async () => {
  const before = { at: '2026-02-10T06:00:00.000Z', agent: 'before' }
  await database.transaction((tx) => tx.llmCalls.ensurePartition(new Date(before.at)))
  const one = call(before)
  await settle(settled(one, '0.06'))
  await put({ scope: 'agent:before', limitUsd: '0.1' })
  const price = { priceId: null, priceVersion: null, priceFrom: null }
  const corrected = { id: one.id, at: one.at, costUsd: Usd.parse('0.01'), costBasis: 'invoice', ...price } as const
  expect(await llmCalls.correct([corrected])).toBe(1)
  expect(await llmCalls.byIds([one.id])).toMatchObject([{ costUsd: '0.010000000000', costBasis: 'invoice' }])
  expect(await useOf('agent:before')).toMatchObject({ spentUsd: '0.000000000000', calls: 0 })
  const ended = (await useOf('agent:before'))?.budget.id
  await database.repositories().llmBudgets.end(ended ?? one.id)
  await settle(settled(call({ agent: 'before' }), '0.02'))
  await put({ scope: 'agent:before', limitUsd: '0.1' })
  expect(await useOf('agent:before')).toMatchObject({ spentUsd: '0.020000000000', calls: 1 })
})

test('a budget that is made later begins with what the ledger has of its period, and an alert is raised once', async () => {
  const one = call({ agent: 'late' })
  await llmCalls.reserve([one])
  await settle(settled(one, '0.06'))
  const budget = await put({ scope: 'agent:late', limitUsd: '0.1', zone: 'UTC' })
  expect(await useOf('agent:late')).toMatchObject({ spentUsd: '0.060000000000', calls: 1 })
  const two = call({ agent: 'late' })
  await settle(settled(two, '0.03'))
  await settle(settled(call({ agent: 'late' }), '0.001'))
  const alerts = (await database.repositories().llmBudgets.alerts(100)).filter(({ budgetId }) => budgetId === budget.id)
  expect(alerts.map(({ percent }) => percent).toSorted((a, b) => a - b)).toEqual([50, 80])
})
