import { quantile } from '@fyntrix/bench'
import { RecommendationQuery } from '@fyntrix/domain/recommendations'
import type { Services } from '@fyntrix/services'
import type { CliContext } from '../../context.ts'
import { note } from '../../shared/output.ts'
import { openOwn, startOwnServices } from '../../shared/own-services.ts'
import { type Machine, machineNow } from '../shared/machine.ts'
import { generate } from './generate.ts'

/** One question that analysts ask, and how long the answer may take. */
interface Question {
  readonly name: string
  readonly calls: number
  readonly limitMs: number
  readonly ask: (services: Services, call: number) => Promise<unknown>
}

/** How long answers took, in milliseconds, and whether nineteen in twenty were fast enough. */
export interface Answered {
  readonly name: string
  readonly calls: number
  readonly medianMs: number
  readonly p95Ms: number
  readonly limitMs: number
  readonly met: boolean
}

/** What was measured, on how much, on what machine. */
export interface AnalyticsReport {
  readonly recommendations: number
  readonly events: number
  readonly generatedInSeconds: number
  readonly answers: readonly Answered[]
  readonly machine: Machine
}

const asOf = '2026-06-30T14:30:00.000Z'
const history = { sessions: 500, runsPerSession: 10 }
const days = ['2024-11-04', '2025-03-12', '2025-07-21', '2025-11-27', '2026-02-10', '2026-05-18']

const list = (services: Services, query: Partial<RecommendationQuery>) =>
  services.recommendations.list(RecommendationQuery.parse({ limit: 100, ...query }))

/** pages as people ask for them: of a stock, of a mode, of dates, of a state, and deep into one listing */
const pages: readonly ((services: Services, call: number) => Promise<unknown>)[] = [
  (services) => list(services, {}),
  (services, call) => list(services, { symbol: `SYM${1 + (call % 50)}` }),
  (services, call) => list(services, { mode: 'swing', to: days[call % days.length] }),
  (services, call) => list(services, { universe: 'banknifty', from: days[call % days.length], evaluated: true }),
  (services, call) => list(services, { symbol: `SYM${1 + (call % 50)}`, mode: 'options', evaluated: true }),
  (services) => list(services, { evaluated: false }),
  async (services, call) => {
    const [last] = (await list(services, { to: days[call % days.length], limit: 1 })).slice(-1)
    return list(services, last ? { before: last.id } : {})
  },
]

const questions: readonly Question[] = [
  {
    name: 'a page of 100 recommendations',
    calls: 210,
    limitMs: 100,
    ask: (services, call) => pages[call % pages.length]?.(services, call) ?? Promise.resolve(),
  },
  {
    name: 'seven-day dashboard, computed and recorded',
    calls: 60,
    limitMs: 100,
    // another instant each time: one that was recorded would be read
    ask: (services, call) =>
      services.dashboards.record({
        period: '7d',
        asOf: new Date(Date.parse(asOf) - (60 - call) * 86_400_000).toISOString(),
      }),
  },
  {
    name: 'seven-day dashboard, read',
    calls: 100,
    limitMs: 100,
    ask: (services) => services.dashboards.latest({ period: '7d' }),
  },
  {
    name: 'performance by mode, 90 days',
    calls: 40,
    limitMs: 150,
    ask: (services) => services.recommendations.performance({ by: 'mode', from: '2026-04-01', to: '2026-06-30' }),
  },
  {
    name: 'performance by mode, everything',
    calls: 20,
    limitMs: 1_500,
    ask: (services) => services.recommendations.performance({ by: 'mode' }),
  },
]

const warmUp = 5

const answered = async (services: Services, { name, calls, limitMs, ask }: Question): Promise<Answered> => {
  for (let call = 0; call < warmUp; call++) await ask(services, call)
  const times: number[] = []
  for (let call = 0; call < calls; call++) {
    const started = performance.now()
    await ask(services, warmUp + call)
    times.push(performance.now() - started)
  }
  const p95Ms = quantile(times, 0.95)
  return { name, calls, medianMs: quantile(times, 0.5), p95Ms, limitMs, met: p95Ms <= limitMs }
}

/** Analysts' questions to a million made-up recommendations and events, on servers of their own. */
export const benchAnalytics = async (context: CliContext): Promise<AnalyticsReport> => {
  await using own = await startOwnServices(context.env)
  const started = performance.now()
  note('generating two years of recommendations')
  const made = await generate(own.databaseUrl, history)
  const generatedInSeconds = (performance.now() - started) / 1000
  await using opened = await openOwn(own, context, { name: 'fyntrix-bench', source: 'nse-daily', asOf: new Date(asOf) })
  const answers: Answered[] = []
  for (const question of questions) answers.push(await answered(opened.services, question))
  return { ...made, generatedInSeconds, answers, machine: machineNow() }
}
