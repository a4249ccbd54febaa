import { nse } from '@fyntrix/calendar'
import { LearningQuery } from '@fyntrix/domain/learnings'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importSimulatedMarket, testServices } from '../testing/index.ts'

const end = '2026-06-12T12:00:00.000Z'
const { services, databaseUrl, again } = await testServices({ asOf: end })
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const run = (date: string) =>
  services.topPicks.run({
    universe: 'banknifty',
    mode: 'swing',
    asOf: new Date((nse.sessionOn(date)?.open ?? 0) - 3_600_000).toISOString(),
    trigger: 'manual',
  })
const listed = (query: Partial<LearningQuery> = {}) =>
  services.learnings.list(LearningQuery.parse({ limit: 500, ...query }))

interface Evidence {
  readonly agent: string
  readonly pattern: string
  readonly told: boolean
}

/** every signal of every pick whose own horizon is told, once a symbol and date, counted by hand */
const byHand = async () => {
  const { rows } = await client.query<{
    event: string
    symbol: string
    date: string
    agent: string
    signals: { type: string; direction: string }[]
    direction: string
    ret: number
  }>(
    `select e.id as event, e.symbol, e.trade_date::text as date, a.agent_type as agent, a.signals, e.direction, o.ret_close_pct as ret
     from pick_outcomes o join pick_events e on e.id = o.event_id join agent_analyses a on a.run_id = e.run_id and a.symbol = e.symbol
     where o.horizon = '5d' and o.status = 'closed' order by e.signal_ts, e.id`,
  )
  const first = new Map<string, string>()
  for (const { symbol, date, event } of rows) if (!first.has(`${symbol} ${date}`)) first.set(`${symbol} ${date}`, event)
  const evidence = rows.flatMap(({ event, symbol, date, agent, signals, direction, ret }): Evidence[] => {
    if (first.get(`${symbol} ${date}`) !== event || ret === 0) return []
    const rose = direction === 'LONG' ? ret > 0 : ret < 0
    const kinds = new Set(
      signals.filter((one) => one.direction !== 'neutral').map((one) => `${one.type} ${one.direction}`),
    )
    return [...kinds].map((pattern) => ({ agent, pattern, told: pattern.endsWith(' bullish') === rose }))
  })
  return [...Map.groupBy(evidence, ({ agent, pattern }) => `${agent} ${pattern}`)]
    .map(([key, group]) => `${key}: ${group.filter(({ told }) => told).length} of ${group.length}`)
    .toSorted()
}

beforeAll(async () => {
  await importSimulatedMarket(services, end)
  for (const date of ['2026-05-05', '2026-05-06', '2026-05-07', '2026-05-07']) await run(date)
}, 120_000)

test('each outcome is learnt from once, however many do it at a time, and early and late add up', async () => {
  await services.pickEvents.computeOutcomes({
    asOf: new Date(nse.addSessions('2026-05-05', 5).close + 3_600_000).toISOString(),
  })
  const early = await services.learnings.learn()
  expect(early.outcomes).toBeGreaterThan(0)
  await services.pickEvents.computeOutcomes({ asOf: end })
  const reports = await Promise.all([services, again(), again()].map(({ learnings }) => learnings.learn()))
  expect(reports.reduce((sum, { outcomes }) => sum + outcomes, 0)).toBeGreaterThan(0)
  expect(await services.learnings.learn()).toEqual({ outcomes: 0, patterns: 0 })
  const learnt = await listed()
  expect(learnt.length).toBeGreaterThan(5)
  expect(
    learnt.map(({ agent, pattern, hits, sampleSize }) => `${agent} ${pattern}: ${hits} of ${sampleSize}`).toSorted(),
  ).toEqual(await byHand())
})

test('learnings say how sure they are, and can be narrowed', async () => {
  const learnt = await listed()
  const [most] = learnt
  expect(most?.accuracy).toBe((most?.hits ?? 0) / (most?.sampleSize ?? 0))
  expect(most?.interval?.low).toBeLessThan(most?.accuracy ?? 0)
  expect(await listed({ agent: 'technical' })).toEqual(learnt.filter(({ agent }) => agent === 'technical'))
  const enough = most?.sampleSize ?? 1
  expect(await listed({ minimumSample: enough })).toEqual(learnt.filter(({ sampleSize }) => sampleSize >= enough))
  expect(await listed({ mode: 'intraday' })).toEqual([])
})
