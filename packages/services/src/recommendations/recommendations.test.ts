import { nse } from '@fyntrix/calendar'
import { type Grouping, RecommendationQuery } from '@fyntrix/domain/recommendations'
import { newId } from '@fyntrix/domain/shared'
import { dailyKnownAt } from '@fyntrix/market-data'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { createRecommendations } from './recommendations.service.ts'

const end = '2026-06-12T12:00:00.000Z'
const { services, resources, databaseUrl, again } = await testServices({ asOf: end })
const { recommendations } = services
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const signals = ['2026-05-05', '2026-05-06', '2026-05-07'].map((date) =>
  new Date((nse.sessionOn(date)?.open ?? 0) - 3_600_000).toISOString(),
)
const listing = (query: Partial<RecommendationQuery> = {}) =>
  recommendations.list(RecommendationQuery.parse({ limit: 500, ...query }))

beforeAll(async () => {
  await importSimulatedMarket(services, end)
  for (const asOf of signals) {
    for (const universe of ['nifty50', 'banknifty'] as const)
      await services.topPicks.run({ universe, mode: 'swing', asOf, trigger: 'manual' })
  }
})

/** what the counts by session would be if they were made from the facts now */
const fromFacts = `select lane, trade_date::text, universe, mode, direction, count(*)::int as total,
    count(*) filter (where not evaluated)::int as open,
    coalesce(array_agg(pnl_pct order by pnl_pct, alpha_vs_benchmark) filter (where pnl_pct is not null), '{}') as returns,
    coalesce(array_agg(alpha_vs_benchmark order by pnl_pct, alpha_vs_benchmark) filter (where pnl_pct is not null), '{}') as alphas
  from ai_recommendations group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`
const counted = `select lane, trade_date::text, universe, mode, direction, total, open, returns, alphas
  from recommendation_sessions order by 1, 2, 3, 4, 5`
const expectCountsToEqualFacts = async () => {
  const [facts, counts] = [await client.query(fromFacts), await client.query(counted)]
  expect(facts.rows.length).toBeGreaterThan(3)
  expect(counts.rows).toEqual(facts.rows)
}

describe('recommendations', () => {
  test('are dated by the market, whatever the wall clock says, and listed newest first without gap or repetition', async () => {
    const all = await listing()
    expect(new Set(all.map(({ generatedAt }) => generatedAt))).toEqual(new Set(signals))
    expect(all.map(({ generatedAt }) => generatedAt)).toEqual(
      all
        .map(({ generatedAt }) => generatedAt)
        .toSorted()
        .toReversed(),
    )
    const paged: typeof all = []
    for (;;) {
      const before = paged.at(-1)?.id
      const page = await listing({ limit: 7, ...(before && { before }) })
      if (page.length === 0) break
      paged.push(...page)
    }
    expect(paged).toEqual(all)
  })

  test('are narrowed by symbol, universe, dates and state', async () => {
    const all = await listing()
    const [one] = all
    expect(await listing({ symbol: one?.symbol ?? '' })).toEqual(all.filter(({ symbol }) => symbol === one?.symbol))
    expect(await listing({ universe: 'banknifty' })).toEqual(all.filter(({ universe }) => universe === 'banknifty'))
    expect(await listing({ from: '2026-05-06', to: '2026-05-06' })).toEqual(
      all.filter(({ generatedAt }) => generatedAt === signals[1]),
    )
    expect(await listing({ evaluated: true })).toEqual([])
    expect(await listing({ mode: 'intraday' })).toEqual([])
  })

  test('give their agents’ scores and, once told, their exit', async () => {
    const [record] = await listing({ limit: 1 })
    expect(Object.keys(record?.scores ?? {})).toContain('technical')
    expect(record?.exit).toBeNull()
    await expect(recommendations.byId(newId(new Date()))).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('an exit that somebody made', () => {
  const at = '2026-05-08T05:00:00.000Z'

  test('closes a recommendation once: the same again changes nothing, another one is refused', async () => {
    const [record] = await listing({ symbol: (await listing())[0]?.symbol ?? '', limit: 1 })
    if (!record) throw new Error('nothing was recommended')
    const price = record.direction === 'LONG' ? record.entryPrice * 1.02 : record.entryPrice * 0.98
    const request = { id: record.id, at, price, reason: 'MANUAL' } as const
    const [closed, same] = await Promise.all([
      recommendations.applyExit(request),
      again().recommendations.applyExit(request),
    ])
    expect(closed.exit).toMatchObject({ reason: 'MANUAL', at, closedAt: at, label: 'WIN' })
    // two percent less a quarter for costs
    expect(closed.exit?.netReturnPct).toBeCloseTo(1.75, 9)
    expect(same).toEqual(closed)
    await expect(recommendations.applyExit({ ...request, price: price * 1.1 })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expectCountsToEqualFacts()
  })

  test('lies neither before the signal nor in the future', async () => {
    const open = (await listing({ evaluated: false }))[0]
    if (!open) throw new Error('nothing is open')
    const request = { id: open.id, price: open.entryPrice, reason: 'MANUAL' } as const
    await expect(recommendations.applyExit({ ...request, at: '2026-05-01T05:00:00.000Z' })).rejects.toMatchObject({
      code: 'invalid-input',
    })
    await expect(recommendations.applyExit({ ...request, at: '2026-06-13T05:00:00.000Z' })).rejects.toMatchObject({
      code: 'refused',
    })
  })
})

describe('counts by session', () => {
  test('equal the facts while three processes tell outcomes and others record runs and exits', async () => {
    await client.query(`update candles_daily set open = open * 10 where symbol = $1 and session = '2026-05-11'`, [
      (await listing({ universe: 'banknifty', from: '2026-05-05', to: '2026-05-05' }))[0]?.symbol,
    ])
    const late = new Date(dailyKnownAt(nse, nse.addSessions('2026-05-11', 0))).toISOString()
    const open = await listing({ evaluated: false, limit: 6 })
    const exits = open.map(({ id, entryPrice }) =>
      again().recommendations.applyExit({
        id,
        at: '2026-05-08T06:00:00.000Z',
        price: entryPrice,
        reason: 'TIME',
      }),
    )
    const [settled] = await Promise.all([
      Promise.allSettled(exits),
      ...[services, again(), again()].map(({ pickEvents }) => pickEvents.computeOutcomes({ asOf: late })),
      services.topPicks.run({ universe: 'nifty50', mode: 'swing', asOf: signals[2], trigger: 'manual' }),
    ])
    // an exit that comes after the outcome is refused
    const refusals = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ code: 'conflict' })))
    await expectCountsToEqualFacts()
    await services.pickEvents.computeOutcomes({ asOf: end })
    await expectCountsToEqualFacts()
    const { rows } = await client.query(
      `select sum(total - open - cardinality(returns))::int as n from recommendation_sessions`,
    )
    expect(rows[0]?.n).toBeGreaterThan(0)
  })

  test('and facts give each grouping the recommendations that it should have', async () => {
    const told = (await listing({ evaluated: true })).filter(({ exit }) => exit?.netReturnPct !== null)
    const span = { from: '2026-05-01', to: '2026-05-31' }
    const by = async (grouping: Grouping) => recommendations.performance({ by: grouping, ...span })
    const sizes = async (grouping: Grouping) =>
      Object.fromEntries((await by(grouping)).groups.map(({ group, n }) => [group, n]))
    const countOf = (of: (record: (typeof told)[number]) => string[]) =>
      Object.fromEntries([...Map.groupBy(told.flatMap(of), (name) => name)].map(([name, { length }]) => [name, length]))

    expect(await sizes('mode')).toEqual(countOf(({ mode }) => [mode]))
    expect(await sizes('universe')).toEqual(countOf(({ universe }) => [universe]))
    expect(await sizes('side')).toEqual(countOf(({ direction }) => [direction]))
    expect(await sizes('agent')).toEqual(
      countOf(({ direction, scores }) =>
        Object.entries(scores).flatMap(([agent, score]) => {
          const supports = score !== null && (direction === 'LONG' ? score > 50 : score < 50)
          return supports ? [agent] : []
        }),
      ),
    )
    const deciles = await by('decile')
    expect(deciles.groups.map(({ group }) => group)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    expect(deciles.groups.reduce((sum, { n }) => sum + n, 0)).toBe(told.length)
    expect(deciles.counts).toMatchObject({ told: told.length })
    expect(deciles.warnings).toContain('simulated market: the prices are invented')
    const mean = told.reduce((sum, { exit }) => sum + (exit?.netReturnPct ?? 0), 0) / told.length
    expect((await by('mode')).groups[0]?.mean.value).toBeCloseTo(mean, 9)
  })
})

test('another lane sees none of it', async () => {
  const other = createRecommendations({ ...resources, lane: 'live' })
  expect(await other.list({ limit: 10 })).toEqual([])
  const [open] = await listing({ evaluated: true, limit: 1 })
  if (!open) throw new Error('nothing is closed')
  await expect(other.byId(open.id)).rejects.toMatchObject({ code: 'not-found' })
  const exit = { id: open.id, at: end, price: open.entryPrice, reason: 'MANUAL' } as const
  await expect(other.applyExit(exit)).rejects.toMatchObject({ code: 'not-found' })
  expect(await other.performance({ by: 'mode' })).toMatchObject({ groups: [], counts: { open: 0, told: 0 } })
})
