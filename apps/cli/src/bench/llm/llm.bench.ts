import { quantile } from '@fyntrix/bench'
import { BudgetRequest, CallPurpose, SpendQuery } from '@fyntrix/domain/llm-costs'
import { newId } from '@fyntrix/domain/shared'
import type { LlmCosts } from '@fyntrix/services/llm-costs'
import pg from 'pg'
import type { CliContext } from '../../context.ts'
import { openOwn, startOwnServices } from '../../shared/own-services.ts'
import { createProgress, gauge } from '../../shared/progress.ts'
import { type Machine, machineNow } from '../shared/machine.ts'
import { firstDay, generateCalls } from './generate.ts'

/** Times in milliseconds; `perSecond` of all callers together. */
export interface Timed {
  readonly name: string
  readonly callers: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly perSecond: number
}

export interface Asked {
  readonly name: string
  readonly p50Ms: number
  readonly limitMs: number
  readonly met: boolean
}

export interface LlmBenchReport {
  /** Reserving and settling a call against one budget, beside a bare commit of one row. */
  readonly steps: readonly Timed[]
  readonly rows: number
  readonly generatedInSeconds: number
  readonly questions: readonly Asked[]
  readonly machine: Machine
}

const rows = 10_000_000

const timed = async (name: string, callers: number, each: number, work: () => Promise<unknown>): Promise<Timed> => {
  const took: number[] = []
  const begun = performance.now()
  const caller = async () => {
    for (let i = 0; i < each; i += 1) {
      const at = performance.now()
      await work()
      took.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const perSecond = (1_000 * callers * each) / (performance.now() - begun)
  return { name, callers, p50Ms: quantile(took, 0.5), p99Ms: quantile(took, 0.99), perSecond }
}

const oneCall = async ({ meter }: LlmCosts): Promise<void> => {
  const call = await meter.begin({
    ...CallPurpose.parse({ purpose: 'bench' }),
    provider: 'openai',
    model: 'gpt-4o-mini',
    inputTokensAtMost: 2_000,
    outputTokensAtMost: 500,
    timeoutMs: 60_000,
  })
  const usage = { input: 1_000, output: 100, requests: 1 }
  await call.end({ status: 'ok', charge: 'by-usage', modelServed: 'gpt-4o-mini', tier: null, usage, error: null })
}

const asked = async (name: string, limitMs: number, question: () => Promise<unknown>): Promise<Asked> => {
  const { p50Ms } = await timed(name, 1, 21, question)
  return { name, p50Ms, limitMs, met: p50Ms <= limitMs }
}

/** Measures the steps of a call against one hot budget, and reports over ten million calls. */
export const benchLlm = async (context: CliContext): Promise<LlmBenchReport> => {
  await using own = await startOwnServices(context.env)
  await using opened = await openOwn(own, context, { name: 'fyntrix-bench', source: 'simulated', asOf: null })
  const { llmCosts } = opened.services
  const { db } = opened.resources
  const client = new pg.Client({ connectionString: own.databaseUrl })
  await client.connect()
  await using _ = { [Symbol.asyncDispose]: () => client.end() }
  await client.query('create table bare_commits (n int)')
  const pool = new pg.Pool({ connectionString: own.databaseUrl, max: 64 })
  await using __ = { [Symbol.asyncDispose]: () => pool.end() }
  const request = { scope: 'global', period: 'month', zone: 'UTC', limitUsd: '1000000', kind: 'hard' }
  await llmCosts.putBudget(BudgetRequest.parse(request), newId(context.wall()))

  const call = () => oneCall(llmCosts)
  const commit = () => pool.query('insert into bare_commits values (1)')
  await timed('warm', 4, 200, call)
  await timed('warm', 4, 50, commit)
  const steps: Timed[] = []
  for (const [callers, each] of [
    [1, 500],
    [4, 300],
    [64, 60],
  ] as const) {
    steps.push(await timed('a bare commit', callers, each, commit))
    steps.push(await timed('reserve and settle', callers, each, call))
  }

  const now = context.wall()
  for (let at = firstDay(now); at <= now; at = new Date(at.getTime() + 86_400_000))
    await db.transaction((tx) => tx.llmCalls.ensurePartition(at))
  await client.query('truncate llm_requests, llm_daily')
  const begun = performance.now()
  await createProgress().step('making up calls', (update) =>
    generateCalls(client, rows, (done) => update(gauge(done, rows))),
  )
  const generatedInSeconds = (performance.now() - begun) / 1_000
  const spend = (by: SpendQuery['by']) => llmCosts.spend(SpendQuery.parse({ by }))
  const questions = [
    await asked("the day's spend, from the counters", 5, () => llmCosts.today()),
    await asked('seven days by model and day', 200, () => spend('model-day')),
    await asked('seven days by purpose', 200, () => spend('purpose')),
    await asked('seven days by agent', 200, () => spend('agent')),
    await asked('seven days by run, from the calls', 2_000, () => spend('run')),
    await asked('a page of 100 calls', 100, () => llmCosts.requests({ limit: 100 })),
  ]
  return { steps, rows, generatedInSeconds, questions, machine: machineNow() }
}
