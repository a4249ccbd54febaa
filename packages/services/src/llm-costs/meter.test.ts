import { testDatabase } from '@fyntrix/db/testing'
import { BudgetRequest, type LlmRequest } from '@fyntrix/domain/llm-costs'
import { newId } from '@fyntrix/domain/shared'
import { Big } from 'big.js'
import { describe, expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { usdOf } from './budget-state.ts'
import { createMeter } from './create-meter.ts'
import type { CallPlan, OpenCall } from './meter.ts'
import type { Pricing } from './pricing.ts'
import { sweep } from './sweep.ts'

const { database: db } = await testDatabase()
const now = new Date('2026-03-10T06:00:00.000Z')

/** An output token costs a cent. */
const pricing: Pricing = {
  worstCase: ({ outputTokens }) => usdOf(new Big(outputTokens).div(100)),
  cost: ({ usage }) => ({ usd: usdOf(new Big(usage.output ?? 0).div(100)), basis: 'price', price: null }),
  list: () => [],
}
const meter = () =>
  createMeter({
    db,
    pricing: async () => pricing,
    early: { refuses: async () => undefined },
    wall: () => now,
    log: silentLog,
    random: () => 0.5,
  })
const meters = [meter(), meter(), meter(), meter()]

const plan = (tag: string, changes: Partial<CallPlan> = {}): CallPlan => ({
  provider: 'openai',
  model: 'gpt-5',
  inputTokensAtMost: 100,
  outputTokensAtMost: 10,
  timeoutMs: 60_000,
  purpose: 'test',
  agent: null,
  job: null,
  runId: null,
  userId: null,
  tags: [tag],
  ...changes,
})
const put = (tag: string, limitUsd: string) =>
  db.transaction((tx) =>
    tx.llmBudgets.put(
      newId(now),
      BudgetRequest.parse({ scope: `tag:${tag}`, period: 'day', kind: 'hard', limitUsd }),
      now,
    ),
  )
const useOf = async (tag: string) => (await db.repositories().llmBudgets.ofScopes([`tag:${tag}`], now))[0]
const ok = (call: OpenCall, output: number): Promise<LlmRequest> =>
  call.end({
    status: 'ok',
    charge: 'by-usage',
    modelServed: 'gpt-5',
    tier: null,
    usage: { input: 100, output },
    error: null,
  })

const manyCalls = async (tag: string, outputOf: (i: number) => number) => {
  const results = await Promise.allSettled(
    Array.from({ length: 1_000 }, async (_, i) => {
      const call = await meters[i % meters.length]?.begin(plan(tag))
      if (call === undefined) throw new Error('no meter')
      return ok(call, outputOf(i))
    }),
  )
  const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const refused = results.filter((result) => result.status === 'rejected' && result.reason.code === 'refused')
  expect(done.length + refused.length).toBe(1_000)
  return done
}

describe('a hard budget', () => {
  test('lets exactly as many of a thousand calls through as it can pay', async () => {
    await put('exactly', '5')
    const done = await manyCalls('exactly', () => 10)
    expect(done.length).toBe(50)
    expect(await useOf('exactly')).toMatchObject({
      spentUsd: '5.000000000000',
      reservedUsd: '0.000000000000',
      calls: 50,
    })
  })

  test('leaves less than one worst case unspent where calls cost less, since whoever waits gets what others give back', async () => {
    await put('less', '5')
    const done = await manyCalls('less', (i) => 4 + (i % 7))
    const use = await useOf('less')
    expect(done.length).toBeGreaterThan(50)
    expect(new Big(use?.spentUsd ?? 0).lte(5)).toBe(true)
    expect(new Big(5).minus(use?.spentUsd ?? 0).lt('0.1')).toBe(true)
    expect(use?.spentUsd).toBe(usdOf(done.reduce((sum, { costUsd }) => sum.plus(costUsd), new Big(0))))
    expect(use?.reservedUsd).toBe('0.000000000000')
  })

  test('says which budget stands against a call, and gives up waiting for others at its deadline', async () => {
    const budget = await put('waiting', '0.15')
    const [first] = [await meter().begin(plan('waiting'))]
    await expect(meter().begin(plan('waiting', { waitMs: 1 }))).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining(
        `budget ${budget.id} has 0.000000000000 USD spent and 0.100000000000 reserved of 0.150000000000; try again`,
      ),
    })
    const second = meters[0]?.begin(plan('waiting', { outputTokensAtMost: 11 }))
    await ok(first, 4)
    await ok(await Promise.resolve(second).then((call) => call ?? first), 11)
    expect(await useOf('waiting')).toMatchObject({ spentUsd: '0.150000000000', calls: 2 })
  })

  test('holds nothing for a call whose caller leaves while it waits', async () => {
    await put('leaving', '0.1')
    const call = await meter().begin(plan('leaving'))
    const leaving = new AbortController()
    const waiting = meter().begin(plan('leaving'), leaving.signal)
    leaving.abort(new Error('left'))
    await expect(waiting).rejects.toThrow('left')
    await ok(call, 1)
    expect(await useOf('leaving')).toMatchObject({ spentUsd: '0.010000000000', reservedUsd: '0.000000000000' })
  })
})

describe('a call', () => {
  test('that failed before the provider did anything costs nothing; one whose usage is not known counts at its worst case', async () => {
    await put('ends', '1')
    const end = { modelServed: null, tier: null, usage: null } as const
    const free = await meter().begin(plan('ends'))
    expect(await free.end({ ...end, status: 'failed', charge: 'nothing', error: '429' })).toMatchObject({
      costUsd: '0.000000000000',
      costBasis: 'free',
      status: 'failed',
    })
    const cut = await meter().begin(plan('ends'))
    const entry = await cut.end({ ...end, status: 'aborted', charge: 'unknown', error: 'the caller left' })
    expect(entry).toMatchObject({ costUsd: '0.100000000000', costBasis: 'worst-case', status: 'aborted' })
    expect(await cut.end({ ...end, status: 'ok', charge: 'nothing', error: null })).toBe(entry)
    expect(await useOf('ends')).toMatchObject({ spentUsd: '0.100000000000', reservedUsd: '0.000000000000', calls: 2 })
  })

  test('of a dead process is swept when its time has run out twice, and what comes late after all is right again', async () => {
    await put('dead', '1')
    const call = await meter().begin(plan('dead', { timeoutMs: 1 }))
    const sweeps = () => Promise.all([1, 2, 3].map(() => sweep({ db, wall: () => now, log: silentLog })))
    await expect
      .poll(async () => (await sweeps()).flat().map(({ id, status, costUsd }) => [id, status, costUsd]))
      .toEqual([[call.id, 'lost', '0.100000000000']])
    expect(await useOf('dead')).toMatchObject({ spentUsd: '0.100000000000', reservedUsd: '0.000000000000', calls: 1 })
    await ok(call, 3)
    expect(await useOf('dead')).toMatchObject({ spentUsd: '0.030000000000', reservedUsd: '0.000000000000', calls: 1 })
  })
})
