import { loadPriceData } from '@fyntrix/analysis'
import { newId } from '@fyntrix/domain/shared'
import type { Pick } from '@fyntrix/domain/top-picks'
import { expect, test } from 'vitest'
import { llmSettingsFrom } from '../llm-costs/index.ts'
import { readersOf } from '../llm-costs/readers-of.ts'
import { type MemoryMeter, memoryMeter, overBudget } from '../llm-costs/testing/memory-meter.ts'
import { silentLog } from '../shared/index.ts'
import { type Asked, type Behaviour, type OpenAiServer, startOpenAiServer } from '../testing/openai-server/index.ts'
import { createInsights, type InsightsDependencies, insightLadder } from './index.ts'

const prices = await loadPriceData()
const symbols = ['RELIANCE', 'TCS', 'INFY', 'ITC', 'LT']
const pickOf = (symbol: string, i: number): Pick => ({
  rank: i + 1,
  symbol,
  direction: 'LONG',
  recommendation: 'Buy',
  score: 71.4,
  confidence: 'High',
  coverage: 0.75,
  plan: {
    entry: 2_500,
    stop: 2_450,
    stopBasis: 'atr',
    target: 2_600,
    targetBasis: 'multiple',
    riskReward: 2,
    atr: 25,
  },
  contributions: [],
  signals: [],
  reasoning: 'LONG at 71.4 of 100',
  lastCandle: '2026-07-09T00:00:00.000Z',
})
const run = { id: newId(new Date('2026-07-09T10:00:00.000Z')), picks: symbols.map(pickOf) }

const good = JSON.stringify({ keyFindings: ['A score of 71.4.'], rationale: 'The target of ₹2,600 is 4% away.' })
const invented = JSON.stringify({ keyFindings: ['It gains 37% soon.'], rationale: 'The score is 71.4.' })
const saying = (text: string): Behaviour => ({ kind: 'answer', text })
const isAbout = ({ body }: Asked, symbol: string): boolean =>
  JSON.stringify(body['messages']).includes(`pick ${symbol}:`)
const isSecond = ({ body }: Asked): boolean => JSON.stringify(body['messages']).includes('That cannot be used')

const stage = async (
  plan: (asked: Asked) => Behaviour | Promise<Behaviour>,
  { meter = memoryMeter(), ...deps }: Partial<InsightsDependencies> & { meter?: MemoryMeter } = {},
) => {
  const server: OpenAiServer = await startOpenAiServer({ plan })
  const settings = { baseUrl: server.url, apiKey: 'very-secret', models: ['large', 'small'], provider: 'openai' }
  const told: string[] = []
  const keep = (facts: object, message: string) => void told.push(JSON.stringify([facts, message]))
  const log = { info: keep, warn: keep, error: keep }
  const ladder = insightLadder(settings, {
    meter,
    ...readersOf(prices, 'openai'),
    outputTokensByDefault: 400,
    timeoutMs: 60_000,
    fetch,
    log,
  })
  const insights = createInsights({ ladder, log, ...deps })
  return { server, meter, insights, told, [Symbol.asyncDispose]: () => server.close() }
}

test('each pick gets findings and a rationale, tied to its call in the ledger', async () => {
  await using on = await stage(() => saying(good))
  const { insights, missing } = await on.insights.explain(run)
  expect([insights.map(({ symbol }) => symbol), missing]).toEqual([symbols, []])
  expect(insights[0]).toEqual({
    symbol: 'RELIANCE',
    keyFindings: ['A score of 71.4.'],
    rationale: 'The target of ₹2,600 is 4% away.',
    model: 'large',
    requestId: expect.any(String),
  })
  expect(insights.map(({ requestId }) => requestId).toSorted()).toEqual(on.meter.calls.map(({ id }) => id).toSorted())
  expect(on.meter.calls[0]?.plan).toMatchObject({ purpose: 'insight', agent: 'insights', runId: run.id })
})

test('an invented number is sent back once, and left out when it comes again', async () => {
  await using on = await stage((asked) => {
    if (isAbout(asked, 'TCS')) return saying(invented)
    return saying(isAbout(asked, 'INFY') && !isSecond(asked) ? invented : good)
  })
  const { insights, missing } = await on.insights.explain(run)
  expect(insights.map(({ symbol }) => symbol)).toEqual(['RELIANCE', 'INFY', 'ITC', 'LT'])
  expect(missing).toEqual([{ symbol: 'TCS', reason: 'after 2 attempts, these numbers are not in the facts: 37%' }])
  expect(on.server.asked).toHaveLength(7)
})

test('what is not the object that was asked for is left out, and one in a fence is taken', async () => {
  await using on = await stage((asked) => saying(isAbout(asked, 'TCS') ? 'Buy it!' : `\`\`\`json\n${good}\n\`\`\``))
  const { insights, missing } = await on.insights.explain(run)
  expect(insights).toHaveLength(4)
  expect(missing).toEqual([{ symbol: 'TCS', reason: expect.stringContaining('not the JSON object') }])
})

test('a model that is out is replaced by the next one of the ladder', async () => {
  await using on = await stage(({ body }) => (body.model === 'large' ? { kind: 'status', status: 503 } : saying(good)))
  const { insights } = await on.insights.explain(run)
  expect(insights.map(({ model }) => model)).toEqual(symbols.map(() => 'small'))
})

test('when every model is out, the picks that are left are not asked for', async () => {
  await using on = await stage(() => ({ kind: 'status', status: 500 }), { concurrency: 1 })
  const { insights, missing } = await on.insights.explain(run)
  expect(insights).toEqual([])
  expect(missing.map(({ reason }) => reason)).toEqual(symbols.map(() => 'large: status 500; small: status 500'))
  expect(on.server.asked).toHaveLength(2)
})

test('what a budget refuses is left out with its reason, and nothing is sent', async () => {
  await using on = await stage(() => saying(good), { meter: memoryMeter(overBudget) })
  const { missing } = await on.insights.explain(run)
  expect(missing[4]?.reason).toContain('the budget global of the day is spent')
  expect(on.server.asked).toHaveLength(0)
})

test('budgets that leave optional calls out are heeded before any call, those that ask for a cheaper model too', async () => {
  const advice = (action: 'skip-optional' | 'cheaper-model') => async () => ({ action, reason: 'global is at 80 %' })
  await using skipping = await stage(() => saying(good), { advice: advice('skip-optional') })
  expect((await skipping.insights.explain(run)).missing[0]?.reason).toBe('global is at 80 %')
  expect(skipping.server.asked).toHaveLength(0)
  await using saving = await stage(() => saying(good), { advice: advice('cheaper-model') })
  expect((await saving.insights.explain(run)).insights[0]?.model).toBe('small')
  await using unknowing = await stage(() => saying(good), { advice: () => Promise.reject(new Error('away')) })
  expect((await unknowing.insights.explain(run)).insights).toHaveLength(5)
})

test('no more picks are asked for at a time than allowed', async () => {
  const two = Promise.withResolvers<void>()
  let waiting = 0
  let most = 0
  await using on = await stage(
    async () => {
      waiting += 1
      most = Math.max(most, waiting)
      if (waiting === 2) {
        // a third would have come before these
        for (let i = 0; i < 5; i += 1) await (await fetch(`${on.server.url}/models`)).text()
        two.resolve()
      }
      await two.promise
      waiting -= 1
      return saying(good)
    },
    { concurrency: 2 },
  )
  await on.insights.explain(run)
  expect(most).toBe(2)
})

test('a run that is stopped gets what there is, and its calls are ended', async () => {
  const controller = new AbortController()
  await using on = await stage(
    async (asked) => {
      if (isAbout(asked, 'RELIANCE')) return saying(good)
      controller.abort()
      return { kind: 'hang' }
    },
    { concurrency: 1 },
  )
  const { insights, missing } = await on.insights.explain(run, controller.signal)
  expect(insights.map(({ symbol }) => symbol)).toEqual(['RELIANCE'])
  expect(missing.map(({ reason }) => reason)).toEqual(symbols.slice(1).map(() => 'the run was stopped'))
  expect(on.meter.calls.map(({ ends }) => ends.length)).toEqual([1, 1])
})

test('a key that the provider does not take fails no run, and is told nowhere', async () => {
  await using on = await stage(() => ({ kind: 'status', status: 401 }))
  expect((await on.insights.explain(run)).missing).toHaveLength(5)
  expect(on.told.length).toBeGreaterThan(0)
  expect(on.told.join()).not.toContain('very-secret')
})

test('without settings insights are off and say so', async () => {
  const off = llmSettingsFrom({})
  const insights = createInsights({ ladder: [], log: silentLog, ...(!off.on && { offReason: off.reason }) })
  expect((await insights.explain(run)).missing[0]?.reason).toBe(
    'no model is asked: set FYNTRIX_LLM_BASE_URL, FYNTRIX_LLM_API_KEY, FYNTRIX_LLM_MODEL',
  )
})
