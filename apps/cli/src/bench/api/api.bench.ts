import { join } from 'node:path'
import { quantile } from '@fyntrix/bench'
import { nse } from '@fyntrix/calendar'
import { createSimulatedMarket } from '@fyntrix/market-data'
import { z } from 'zod'
import type { CliContext } from '../../context.ts'
import { note } from '../../shared/output.ts'
import { startOwnServer } from '../../shared/own-server.ts'
import { openOwn, startOwnServices } from '../../shared/own-services.ts'
import { type Machine, machineNow } from '../shared/machine.ts'
import { startWorkers } from '../shared/workers.ts'
import { ApiAnswer, Target } from './api.messages.ts'

const asOf = new Date('2026-07-09T12:00:00Z')
const clients = 500
const warmUpMs = 2_000

/** What so many clients got from one target over all rounds: calls a second, milliseconds of a call. */
export interface ApiFigure {
  readonly target: Target
  readonly calls: number
  readonly failures: Readonly<Record<string, number>>
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** What was measured, for how many seconds a target. */
export interface ApiReport {
  readonly clients: number
  readonly seconds: number
  readonly rounds: number
  readonly figures: readonly ApiFigure[]
  readonly machine: Machine
}

const figureOf = (target: Target, answers: readonly ApiAnswer[]): ApiFigure => {
  const samples = Float64Array.from(answers.flatMap(({ samplesMs }) => [...samplesMs]))
  const failures: Record<string, number> = {}
  for (const [code, count] of answers.flatMap((answer) => Object.entries(answer.failures)))
    failures[code] = (failures[code] ?? 0) + count
  const elapsedMs = answers.reduce((sum, answer) => sum + answer.elapsedMs, 0)
  return {
    target,
    calls: samples.length,
    failures,
    perSecond: (1_000 * samples.length) / elapsedMs,
    p50Ms: quantile(samples, 0.5),
    p99Ms: quantile(samples, 0.99),
  }
}

/**
 * Five hundred clients in one process read picks and dashboards from one server process for `seconds`, beside what a procedure and a route that do nothing
 * give the same clients; in rounds, in turn.
 */
export const benchApi = async (context: CliContext, rounds: number, seconds = 60): Promise<ApiReport> => {
  await using own = await startOwnServices(context.env)
  await using opened = await openOwn(own, context, { name: 'fyntrix-bench', source: 'simulated', asOf })
  const { candles, topPicks, dashboards, relay } = opened.services
  note('filling')
  await candles.import(createSimulatedMarket({ calendar: nse, seed: 'bench', now: () => asOf }))
  for (const universe of ['nifty50', 'banknifty'] as const)
    await topPicks.run({ universe, mode: 'swing', asOf: asOf.toISOString(), trigger: 'bench' })
  for (const period of ['intraday', '7d'] as const) await dashboards.record({ period })
  await relay.drain()

  await using server = await startOwnServer(context, {
    own,
    opened,
    settings: { FYNTRIX_CALLS_PER_MINUTE: '1000000000' },
  })
  await using scope = new AsyncDisposableStack()
  const [floors] = await startWorkers(join(import.meta.dirname, 'floors.child.ts'), 1, {})
  if (!floors) throw new Error('the floors did not start')
  scope.use(floors)
  const { url: floorsUrl } = z.object({ url: z.string() }).parse(await floors.ask({}))
  const opening = { type: 'open', url: server.url, key: server.adminKey, floorsUrl, clients }
  const [crowd] = await startWorkers(join(import.meta.dirname, 'clients.child.ts'), 1, opening)
  if (!crowd) throw new Error('the clients did not start')
  scope.use(crowd)

  const ask = async (target: Target, milliseconds: number) =>
    ApiAnswer.parse(await crowd.ask({ type: 'run', target, milliseconds }))
  for (const target of Target.options) await ask(target, warmUpMs)
  const answers: Record<Target, ApiAnswer[]> = { fyntrix: [], trpc: [], fastify: [] }
  for (let round = 1; round <= rounds; round += 1) {
    for (const target of Target.options) answers[target].push(await ask(target, (1_000 * seconds) / rounds))
    note(`round ${round} of ${rounds}`)
  }
  return {
    clients,
    seconds,
    rounds,
    figures: Target.options.map((target) => figureOf(target, answers[target])),
    machine: machineNow(),
  }
}
