import { setTimeout as delay } from 'node:timers/promises'
import { BudgetRequest } from '@fyntrix/domain/llm-costs'
import { newId } from '@fyntrix/domain/shared'
import { openServices } from '@fyntrix/services'
import { silentLog } from '@fyntrix/services/shared'
import { forkOpenAiServer, type Mix } from '@fyntrix/services/testing/openai-server'
import { Big } from 'big.js'
import pg from 'pg'
import { startWorkers } from '../bench/shared/workers.ts'
import type { CliContext } from '../context.ts'
import { startOwnRedis } from '../shared/own-redis.ts'
import { startOwnServices } from '../shared/own-services.ts'
import { CallsDone, type CallsWanted } from './llm-caller.messages.ts'

/** A thousand calls against a budget of 5 USD. */
export interface BudgetRound {
  readonly name: string
  readonly answered: number
  readonly refused: number
  readonly failed: number
  readonly spentUsd: string
  readonly seconds: number
}

export interface BudgetProofReport {
  readonly rounds: readonly BudgetRound[]
  /** Milliseconds after the death of a process at which what it had reserved was free, and what was allowed. */
  readonly sweptAfterMs: number
  readonly timeoutMs: number
  readonly broken: readonly string[]
}

const processes = 4
const calls = 1_000
const limitUsd = '5'
const worstUsd = '0.1'
const model = 'dime'

/** A hundred tokens cost a tenth of a dollar; the prompt is free. */
const price = { usd: '0.001', per: 1, tiers: [] }
const maxTokens = 100
const answer = (completion: number) =>
  ({ kind: 'answer', tokens: { prompt: 10, cached: 0, completion, reasoning: 0 }, delayMs: 50 }) as const
const exactly: Mix = { seed: 'exactly', behaviours: [{ weight: 1, behaviour: answer(100) }] }
const less: Mix = {
  seed: 'less',
  behaviours: [40, 47, 55, 63, 70, 78, 86, 93, 100].map((completion) => ({ weight: 1, behaviour: answer(completion) })),
}
const hanging: Mix = { seed: 'hanging', behaviours: [{ weight: 1, behaviour: { kind: 'hang' } }] }

const sweepTimeoutMs = 2_000

/** Calls from four processes at once against a hard budget: never more than it allows, and no less than that but for one worst case, with and without Redis. */
export const proveBudget = async (context: CliContext): Promise<BudgetProofReport> => {
  await using own = await startOwnServices(context.env)
  await using redis = await startOwnRedis(context.env)
  await using opened = await openServices({
    name: 'fyntrix-proof',
    databaseUrl: own.databaseUrl,
    redisUrl: redis.url,
    source: 'simulated',
    asOf: null,
    home: own.folder,
    version: context.version,
    wall: context.wall,
    log: silentLog,
  })
  const { llmCosts } = opened.services
  const client = new pg.Client({ connectionString: own.databaseUrl })
  await client.connect()
  await using _ = { [Symbol.asyncDispose]: () => client.end() }
  const by = newId(context.wall())
  const budgetOf = (tag: string) =>
    llmCosts.putBudget(
      BudgetRequest.parse({ scope: `tag:${tag}`, period: 'month', zone: 'UTC', limitUsd, kind: 'hard' }),
      by,
    )
  await llmCosts.addPrice({
    provider: 'openai',
    model,
    tier: 'standard',
    effectiveFrom: '2020-01-01T00:00:00.000Z',
    rates: { input: { usd: '0', per: 1, tiers: [] }, output: price, requests: { usd: '0', per: 1, tiers: [] } },
    note: 'for this proof',
  })
  const stateOf = async (tag: string) => {
    const [state] = await llmCosts.budgets({ scope: `tag:${tag}`, limit: 1 })
    if (state === undefined) throw new Error(`the budget ${tag} is gone`)
    return state
  }
  const start = (count: number) =>
    startWorkers(`${import.meta.dirname}/llm-caller.child.ts`, count, {
      kind: 'open',
      databaseUrl: own.databaseUrl,
      redisUrl: redis.url,
      home: own.folder,
    })
  const wanted = (url: string, tag: string): CallsWanted => ({
    kind: 'call',
    url,
    provider: 'openai',
    model,
    tag,
    maxTokens,
    timeoutMs: 60_000,
    waitMs: 60_000,
    calls: calls / processes,
    callers: calls / processes,
    stream: false,
  })

  const broken: string[] = []
  const round = async (name: string, mix: Mix, amid?: () => void): Promise<BudgetRound> => {
    const tag = name.replaceAll(' ', '-')
    await budgetOf(tag)
    await using provider = await forkOpenAiServer({ mix })
    await using workers = new AsyncDisposableStack()
    const all = (await start(processes)).map((worker) => workers.use(worker))
    const begun = performance.now()
    const asked = Promise.all(all.map((worker) => worker.ask(wanted(provider.url, tag))))
    if (amid) {
      while (new Big((await stateOf(tag)).spentUsd).lt(1)) await delay(5)
      amid()
    }
    const done = (await asked).map((one) => CallsDone.parse(one))
    const total = (pick: (one: CallsDone) => number) => done.reduce((sum, one) => sum + pick(one), 0)
    const { spentUsd, reservedUsd } = await stateOf(tag)
    if (new Big(spentUsd).gt(limitUsd)) broken.push(`${name}: ${spentUsd} USD spent of ${limitUsd}`)
    if (new Big(limitUsd).minus(spentUsd).gte(worstUsd))
      broken.push(`${name}: ${spentUsd} USD spent, a call more was possible`)
    if (!new Big(reservedUsd).eq(0)) broken.push(`${name}: ${reservedUsd} USD are still reserved`)
    return {
      name,
      answered: total(({ answered }) => answered),
      refused: total(({ refused }) => refused),
      failed: total(({ failed }) => failed),
      spentUsd,
      seconds: (performance.now() - begun) / 1_000,
    }
  }

  const rounds = [
    await round('worst case', exactly),
    await round('less than that', less),
    await round('worst case Redis killed', exactly, () => redis.signal('SIGKILL')),
    await round('less than that without Redis', less),
  ]
  for (const { name, answered, failed } of rounds) {
    if (failed > 0) broken.push(`${name}: ${failed} calls failed`)
    if (name.startsWith('worst') && answered !== 50) broken.push(`${name}: ${answered} calls were answered, not 50`)
  }

  await budgetOf('swept')
  await using provider = await forkOpenAiServer({ mix: hanging })
  const [victim] = await start(1)
  if (victim === undefined) throw new Error('no process')
  const left = { ...wanted(provider.url, 'swept'), timeoutMs: sweepTimeoutMs, calls: 40, callers: 40 }
  const asked = victim.ask(left).catch(() => undefined)
  while (new Big((await stateOf('swept')).reservedUsd).lt(4)) await delay(5)
  victim.kill()
  const killed = performance.now()
  await asked
  while (!new Big((await stateOf('swept')).reservedUsd).eq(0) && performance.now() - killed < 4 * sweepTimeoutMs) {
    await llmCosts.sweep()
    await delay(20)
  }
  const sweptAfterMs = performance.now() - killed
  const swept = await stateOf('swept')
  if (!new Big(swept.reservedUsd).eq(0)) broken.push(`${swept.reservedUsd} USD of a dead process are still reserved`)
  if (swept.spentUsd !== '4.000000000000')
    broken.push(`calls of a dead process count ${swept.spentUsd} USD, not their worst case`)
  return { rounds, sweptAfterMs, timeoutMs: sweepTimeoutMs, broken }
}
