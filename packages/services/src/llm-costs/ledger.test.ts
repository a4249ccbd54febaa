import { loadPriceData } from '@fyntrix/analysis'
import { BudgetRequest, CallPurpose, LlmRequest } from '@fyntrix/domain/llm-costs'
import { Id, newId } from '@fyntrix/domain/shared'
import { Big } from 'big.js'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { testServices } from '../testing/index.ts'
import { type Plan, startOpenAiServer } from '../testing/openai-server/index.ts'
import { createMeteredFetch } from './metered-fetch.ts'
import { readersOf } from './readers-of.ts'

const prices = await loadPriceData()
const { services } = await testServices({ asOf: '2026-07-09T10:30:00.000Z' })
const { llmCosts } = services
// those of the price package
const charged = { 'gpt-5-mini': { input: '0.25', cached: '0.025', output: '2' } }

const stage = async (tag: string, plan: Plan) => {
  const server = await startOpenAiServer({ plan, prices: charged })
  const metered = createMeteredFetch({
    meter: llmCosts.meter,
    provider: 'openai',
    purpose: CallPurpose.parse({ purpose: 'test', tags: [tag] }),
    ...readersOf(prices, 'openai'),
    outputTokensByDefault: 1_000,
    timeoutMs: 60_000,
    fetch,
    log: silentLog,
  })
  const client = new OpenAI({ baseURL: server.url, apiKey: 'k', fetch: metered, maxRetries: 0 })
  const ask = async (stream: boolean) => {
    const messages = [{ role: 'user' as const, content: 'How is RELIANCE?' }]
    const answer = await client.chat.completions.create({ model: 'gpt-5-mini', messages, stream })
    if (Symbol.asyncIterator in answer) for await (const _chunk of answer) continue
  }
  const ledger = async () => (await llmCosts.requests({ limit: 200 })).filter(({ tags }) => tags.includes(tag))
  return { server, ask, ledger, [Symbol.asyncDispose]: () => server.close() }
}

test('the ledger has each call at what the provider charged for it, to the last digit', async () => {
  await using on = await stage('exact', ({ nth }) => {
    if (nth % 10 === 9) return { kind: 'status', status: 429 }
    const [prompt, completion] = [17 + ((nth * 7) % 29), 5 + ((nth * 13) % 400)]
    return { kind: 'answer', tokens: { prompt, cached: nth % 16, completion, reasoning: nth % 5 } }
  })
  await Promise.allSettled(Array.from({ length: 60 }, (_, i) => on.ask(i % 2 === 0)))
  const ledger = await on.ledger()
  expect(ledger.map(({ costBasis }) => costBasis).toSorted()).toEqual([
    ...Array.from({ length: 6 }, () => 'free'),
    ...Array.from({ length: 54 }, () => 'price'),
  ])
  const costs = new Map(ledger.map(({ id, costUsd }) => [String(id), costUsd]))
  expect(on.server.account.charges).toHaveLength(54)
  expect(on.server.account.charges.map(({ requestId }) => costs.get(requestId))).toEqual(
    on.server.account.charges.map(({ amountUsd }) => amountUsd),
  )
})

test('what nobody knows counts at its worst case until the invoice tells it', async () => {
  await using on = await stage('unknown', ({ nth }) =>
    nth === 0
      ? { kind: 'status', status: 500, charged: true, tokens: { prompt: 20, completion: 9 } }
      : { kind: 'cut', after: 2 },
  )
  await Promise.allSettled([on.ask(false), on.ask(true)])
  const before = await on.ledger()
  expect(before.map(({ status, costBasis }) => [status, costBasis])).toEqual([
    ['failed', 'worst-case'],
    ['failed', 'worst-case'],
  ])
  const lines = on.server.account.charges.map(({ requestId, amountUsd }) => ({
    requestId: Id.parse(requestId),
    amountUsd: LlmRequest.shape.costUsd.parse(amountUsd),
  }))
  expect(
    lines.every(({ requestId, amountUsd }) =>
      new Big(amountUsd).lt(before.find(({ id }) => id === requestId)?.costUsd ?? 0),
    ),
  ).toBe(true)
  const day = before[0]?.at.slice(0, 10) ?? ''
  await llmCosts.reconcile({ provider: 'openai', from: day, to: day, lines, complete: false, apply: true })
  const after = await on.ledger()
  const costOf = new Map(lines.map(({ requestId, amountUsd }) => [requestId, amountUsd]))
  expect(after.map(({ costUsd, costBasis }) => [costUsd, costBasis])).toEqual(
    after.map(({ id }) => [costOf.get(id), 'invoice']),
  )
})

test('a hard budget is never overspent by clients that come together, and what it refuses is not sent', async () => {
  // one call is at most 2.3 mUSD: 1,000 tokens out, a few hundred in
  const request = BudgetRequest.parse({ scope: 'tag:tight', period: 'day', kind: 'hard', limitUsd: '0.01' })
  await llmCosts.putBudget(request, newId(new Date()))
  await using on = await stage('tight', () => ({
    kind: 'answer',
    tokens: { prompt: 17, cached: 0, completion: 1_000, reasoning: 0 },
  }))
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => on.ask(false)))
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused.every((error) => error instanceof OpenAI.APIError && error.status === 402)).toBe(true)
  const [state] = await llmCosts.budgets({ scope: 'tag:tight', limit: 1 })
  expect(state).toMatchObject({ reservedUsd: '0.000000000000', calls: on.server.account.charges.length })
  const spent = on.server.account.charges.reduce((sum, { amountUsd }) => sum.plus(amountUsd), new Big(0))
  expect(state?.spentUsd).toBe(spent.toFixed(12))
  expect(spent.lte('0.01') && spent.gt('0.007')).toBe(true)
  expect(on.server.asked).toHaveLength(20 - refused.length)
})
