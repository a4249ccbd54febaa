import { setTimeout as delay } from 'node:timers/promises'
import { BudgetRequest } from '@fyntrix/domain/llm-costs'
import { Id, newId } from '@fyntrix/domain/shared'
import type { LlmCosts } from '@fyntrix/services/llm-costs'
import { forkOpenAiServer, type Mix } from '@fyntrix/services/testing/openai-server'
import { Big } from 'big.js'
import pg from 'pg'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { z } from 'zod'
import { startWorkers, type Worker } from '../bench/shared/workers.ts'
import type { CliContext } from '../context.ts'
import { openOwn, startOwnServices } from '../shared/own-services.ts'
import { type CallsWanted, readRefusals } from './llm-caller.messages.ts'

export interface SpendOptions {
  readonly n: number
  readonly seed: number
  readonly onCalls?: (done: number, broken: number) => void
}

export interface SpendReport {
  readonly n: number
  readonly seed: number
  readonly kills: number
  /** Calls in the ledger by how they ended. */
  readonly statuses: Readonly<Record<string, number>>
  /** What the provider charged and what the ledger holds in the end, USD. */
  readonly providerUsd: string
  readonly ledgerUsd: string
  /** Calls whose cost was not known before the provider's account was looked at, and what they were counted at. */
  readonly unknown: number
  readonly unknownUsd: string
  readonly refused: number
  readonly seconds: number
  readonly broken: readonly string[]
}

const model = 'gpt-4o-mini'
/** Of the price book, USD for a million. */
const prices = { [model]: { input: '0.15', cached: '0.075', output: '0.6' } }
const timeoutMs = 4_000

/** What the provider does: mostly it answers, with tokens of many kinds; some calls it refuses, breaks, hangs on or cuts, charged or not. */
const mixOf = (seed: number): Mix => {
  const answers = [
    { prompt: 900, cached: 0, completion: 17, reasoning: 0 },
    { prompt: 1_201, cached: 1_024, completion: 33, reasoning: 11 },
    { prompt: 77, cached: 0, completion: 64, reasoning: 64 },
  ]
  return {
    seed: `spend/${seed}`,
    behaviours: [
      ...answers.map((tokens) => ({ weight: 30, behaviour: { kind: 'answer', tokens } as const })),
      { weight: 3, behaviour: { kind: 'status', status: 429, retryAfter: 1 } },
      { weight: 1, behaviour: { kind: 'status', status: 500 } },
      { weight: 1, behaviour: { kind: 'status', status: 500, charged: true } },
      { weight: 1, behaviour: { kind: 'malformed' } },
      { weight: 1, behaviour: { kind: 'cut', after: 2 } },
      { weight: 0.01, behaviour: { kind: 'hang', charged: true } },
      { weight: 0.01, behaviour: { kind: 'hang' } },
    ],
  }
}

const processes = 4
const callers = 16
/** Calls that a process is told to make at a time. */
const portion = 5_000

const Charge = z.object({ requestId: Id, amountUsd: z.string() })

/** Sum of decimal texts. */
const sumOf = (amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed(12)

const sums = async (client: pg.Client) => {
  const { rows } = await client.query<Record<'ledger' | 'days' | 'spent' | 'reserved' | 'reservations', string>>(
    `select (select coalesce(sum(cost_usd), 0)::text from llm_requests) as ledger, (select coalesce(sum(cost_usd), 0)::text from llm_daily) as days,
       (select sum(spent_usd)::text from llm_budget_periods) as spent, (select sum(reserved_usd)::text from llm_budget_periods) as reserved,
       (select count(*)::text from llm_reservations) as reservations`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('no sums')
  return row
}

/** Waits until what dead processes had reserved has run out and was given up. */
const sweepAll = async (llmCosts: LlmCosts, client: pg.Client): Promise<void> => {
  const patience = performance.now() + 4 * timeoutMs
  while ((await sums(client)).reservations !== '0' && performance.now() < patience) {
    await llmCosts.sweep()
    await delay(200)
  }
}

/**
 * Makes `n` calls from four processes over HTTP while one after the other is killed at random moments. In the end the ledger must hold what the provider charged: calls
 * whose cost it knew to the last digit at once, the others after the provider's account was read.
 */
export const proveSpend = async (context: CliContext, { n, seed, onCalls }: SpendOptions): Promise<SpendReport> => {
  const random = xoroshiro128plus(seed)
  const begun = performance.now()
  await using own = await startOwnServices(context.env)
  await using opened = await openOwn(own, context, { name: 'fyntrix-proof', source: 'simulated', asOf: null })
  const { llmCosts, relay } = opened.services
  await using provider = await forkOpenAiServer({ mix: mixOf(seed), prices })
  const client = new pg.Client({ connectionString: own.databaseUrl })
  await client.connect()
  await using _ = { [Symbol.asyncDispose]: () => client.end() }
  await llmCosts.putBudget(
    BudgetRequest.parse({ scope: 'global', period: 'month', zone: 'UTC', limitUsd: '1000000', kind: 'hard' }),
    newId(context.wall()),
  )
  const stop = new AbortController()
  const relaying = relay.run(stop.signal)

  const wanted: CallsWanted = {
    kind: 'call',
    url: provider.url,
    provider: 'openai',
    model,
    tag: 'proof',
    maxTokens: 64,
    timeoutMs,
    waitMs: timeoutMs,
    calls: portion,
    callers,
    stream: true,
  }
  const start = async () => {
    const [worker] = await startWorkers(`${import.meta.dirname}/llm-caller.child.ts`, 1, {
      kind: 'open',
      databaseUrl: own.databaseUrl,
      redisUrl: own.redisUrl,
      home: own.folder,
    })
    if (worker === undefined) throw new Error('no process')
    return worker
  }

  const made = async () => Number((await client.query('select count(*) from llm_requests')).rows[0]?.count)
  let kills = 0
  const over = new AbortController()
  const live = new Set<Worker>()
  const keepCalling = async () => {
    while (!over.signal.aborted) {
      const worker = await start()
      live.add(worker)
      try {
        while (!over.signal.aborted) await worker.ask(wanted)
      } catch {
        // it was killed: another takes its place
      } finally {
        live.delete(worker)
        await worker[Symbol.asyncDispose]()
      }
    }
  }
  const killing = async () => {
    while (!over.signal.aborted) {
      await delay(uniformInt(random, 4_000, 16_000))
      const victims = [...live]
      const victim = victims[uniformInt(random, 0, Math.max(0, victims.length - 1))]
      if (over.signal.aborted || victim === undefined) continue
      kills += 1
      victim.kill()
    }
  }
  const watching = async () => {
    for (;;) {
      const count = await made()
      onCalls?.(Math.min(n, count), 0)
      if (count >= n) break
      await delay(500)
    }
    over.abort()
  }
  await Promise.all([...Array.from({ length: processes }, keepCalling), killing(), watching()])
  await sweepAll(llmCosts, client)

  const broken: string[] = []
  const charges = (await provider.jsonLines())
    .split('\n')
    .flatMap((line) => (line ? [Charge.parse(JSON.parse(line))] : []))
  const charged = new Map(charges.map(({ requestId, amountUsd }) => [String(requestId), amountUsd]))
  if (charged.size !== charges.length) broken.push('the provider charged a call twice')
  const known = await client.query<{ id: string; cost: string; basis: string }>(
    `select id, cost_usd::text as cost, cost_basis as basis from llm_requests`,
  )
  const wrong = known.rows.filter(
    ({ id, cost, basis }) => basis !== 'worst-case' && cost !== (charged.get(id) ?? '0.000000000000'),
  )
  for (const { id, cost, basis } of wrong.slice(0, 5))
    broken.push(
      `call ${id} is known to cost ${cost} (${basis}), and the provider charged ${charged.get(id) ?? 'nothing'}`,
    )
  const unknown = known.rows.filter(({ basis }) => basis === 'worst-case')
  const less = unknown.filter(({ id, cost }) => new Big(charged.get(id) ?? 0).gt(cost))
  if (less.length > 0) broken.push(`${less.length} calls cost more than their worst case`)
  const inLedger = new Set(known.rows.map(({ id }) => id))
  const missing = charges.filter(({ requestId }) => !inLedger.has(requestId))
  if (missing.length > 0)
    broken.push(`${missing.length} charged calls are not in the ledger, such as ${missing[0]?.requestId}`)

  const [first, last] = [new Date(context.wall().getTime() - 86_400_000), context.wall()].map((at) =>
    at.toISOString().slice(0, 10),
  )
  await llmCosts.reconcile({
    provider: 'openai',
    from: first ?? '',
    to: last ?? '',
    lines: charges,
    complete: true,
    apply: true,
  })
  const providerUsd = sumOf(charges.map(({ amountUsd }) => amountUsd))
  const after = await sums(client)
  for (const [name, sum] of [
    ['the ledger', after.ledger],
    ['its days', after.days],
    ['the budget', after.spent],
  ] as const)
    if (sum !== providerUsd) broken.push(`${name} holds ${sum} USD, and the provider charged ${providerUsd}`)
  if (!/^0\.0*$/.test(after.reserved) || after.reservations !== '0')
    broken.push(`${after.reserved} USD are still reserved by ${after.reservations} calls`)
  // a file, since the process that was refused may be killed before it answers
  const refused = readRefusals(own.folder)
  if (refused > 0) broken.push(`${refused} calls were refused although the budget was nowhere near`)
  const statuses = await client.query<{ status: string; n: string }>(
    'select status, count(*)::text as n from llm_requests group by 1 order by 1',
  )
  stop.abort()
  await relaying
  return {
    n: known.rows.length,
    seed,
    kills,
    statuses: Object.fromEntries(statuses.rows.map(({ status, n: count }) => [status, Number(count)])),
    providerUsd,
    ledgerUsd: after.ledger,
    unknown: unknown.length,
    unknownUsd: sumOf(unknown.map(({ cost }) => cost)),
    refused,
    seconds: (performance.now() - begun) / 1_000,
    broken,
  }
}
