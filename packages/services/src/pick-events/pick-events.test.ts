import { nse } from '@fyntrix/calendar'
import { type Horizon, PickEventQuery } from '@fyntrix/domain/pick-events'
import { dailyKnownAt } from '@fyntrix/market-data'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importSimulatedMarket, testServices } from '../testing/index.ts'

// a run before the open of Monday, and the instants at which its horizons can be told
const signal = '2026-05-04T02:36:00.000Z'
const knownAfter = (sessions: number) =>
  new Date(dailyKnownAt(nse, nse.addSessions('2026-05-04', sessions - 1))).toISOString()
const end = knownAfter(16)

const { services, databaseUrl, again } = await testServices({ asOf: end })
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

interface Row {
  readonly symbol: string
  readonly horizon: Horizon
  readonly status: string
  readonly ret_net_pct: number | null
}
const outcomesOf = async (runId: string): Promise<Row[]> => {
  const { rows } = await client.query<Row>(
    `select e.symbol, o.horizon, o.status, o.ret_net_pct, o.exit_reason, o.exit_at, o.exit_price, o.beta, o.beta_alpha_pct,
       o.unavailable_code, o.detail
     from pick_outcomes o join pick_events e on e.id = o.event_id where e.run_id = $1 order by e.symbol, o.horizon`,
    [runId],
  )
  return rows
}
const run = () => services.topPicks.run({ universe: 'banknifty', mode: 'swing', asOf: signal, trigger: 'manual' })
const told = (rows: readonly Row[], horizon: Horizon) =>
  rows.filter((row) => row.horizon === horizon).map(({ status }) => status)

beforeAll(() => importSimulatedMarket(services, end))

describe('outcomes of a run', () => {
  test('are told as their horizons end, each once, and the own horizon closes the recommendation', async () => {
    const { id, picks } = await run()
    const all = (status: string) => picks.map(() => status)
    expect(picks.length).toBeGreaterThan(2)

    expect(await services.pickEvents.computeOutcomes({ asOf: signal })).toMatchObject({ closed: 0, unavailable: 0 })
    expect(await services.pickEvents.computeOutcomes({ asOf: knownAfter(3) })).toMatchObject({
      closed: 2 * picks.length,
      recommendations: 0,
    })
    const early = await outcomesOf(id)
    expect([told(early, '3d'), told(early, '5d')]).toEqual([all('closed'), all('pending')])

    expect(await services.pickEvents.computeOutcomes({ asOf: knownAfter(10) })).toMatchObject({
      closed: 2 * picks.length,
      recommendations: picks.length,
    })
    const late = await outcomesOf(id)
    expect(late.map(({ status }) => status)).toEqual(late.map(() => 'closed'))
    expect(late.filter(({ horizon }) => horizon === '3d')).toEqual(early.filter(({ horizon }) => horizon === '3d'))
    expect(await services.pickEvents.computeOutcomes({ asOf: end })).toMatchObject({ closed: 0, recommendations: 0 })
    const { rows } = await client.query(
      `select r.symbol, r.pnl_pct, r.exit_reason, r.outcome_label is not null as labelled from ai_recommendations r
       where r.run_id = $1 and r.evaluated order by r.symbol`,
      [id],
    )
    expect(rows).toEqual(
      late
        .filter(({ horizon }) => horizon === '5d')
        .map((row) => ({
          symbol: row.symbol,
          pnl_pct: row.ret_net_pct,
          exit_reason: expect.stringMatching(/STOP|TARGET|TIME/),
          labelled: true,
        })),
    )
  })

  test('are listed with their events and what agents contributed, newest first, page by page', async () => {
    const { id, picks } = await run()
    const query = PickEventQuery.parse({ runId: id })
    const events = await services.pickEvents.list(query)
    expect(events.map(({ symbol }) => symbol).toSorted()).toEqual(picks.map(({ symbol }) => symbol).toSorted())
    const [event] = events
    const pick = picks.find(({ symbol }) => symbol === event?.symbol)
    expect(event).toMatchObject({ signalAt: signal, direction: pick?.direction, entryPrice: pick?.plan.entry })
    expect(event?.contributions).toEqual(expect.arrayContaining([...(pick?.contributions ?? [])]))
    expect(event?.contributions).toHaveLength(pick?.contributions.length ?? 0)
    expect(event?.outcomes.map(({ horizon, outcome }) => `${horizon} ${outcome.status}`)).toEqual(
      ['eod', '3d', '5d', '10d'].map((horizon) => `${horizon} pending`),
    )
    await services.pickEvents.computeOutcomes({ asOf: end })
    const [toldEvent] = await services.pickEvents.list(query)
    expect(toldEvent?.outcomes.map(({ outcome }) => outcome.status)).toEqual(toldEvent?.outcomes.map(() => 'closed'))
    const rows = await outcomesOf(id)
    expect(
      toldEvent?.outcomes.map(({ horizon, outcome }) => [horizon, outcome.status === 'closed' && outcome.netReturnPct]),
    ).toEqual(
      expect.arrayContaining(
        rows.filter(({ symbol }) => symbol === toldEvent?.symbol).map((row) => [row.horizon, row.ret_net_pct]),
      ),
    )

    const paged: string[] = []
    for (;;) {
      const before = paged.at(-1)
      const page = await services.pickEvents.list(PickEventQuery.parse({ limit: 2, ...(before && { before }) }))
      if (page.length === 0) break
      paged.push(...page.map((one) => one.id))
    }
    expect(paged).toEqual((await services.pickEvents.list(PickEventQuery.parse({ limit: 200 }))).map((one) => one.id))
    expect(await services.pickEvents.list({ ...query, symbol: 'NOBODY' })).toEqual([])
    expect(await services.pickEvents.list(PickEventQuery.parse({ from: '2026-05-05' }))).toEqual([])
  })

  test('are the same when they are told late, all at once', async () => {
    const first = await run()
    for (const sessions of [1, 3, 5, 10]) await services.pickEvents.computeOutcomes({ asOf: knownAfter(sessions) })
    const second = await run()
    await services.pickEvents.computeOutcomes({ asOf: end })
    expect(await outcomesOf(second.id)).toEqual(await outcomesOf(first.id))
  })

  test('are told once by three processes at a time', async () => {
    const runs = [await run(), await run(), await run()]
    const expected = 4 * runs.reduce((sum, { picks }) => sum + picks.length, 0)
    const reports = await Promise.all(
      [services, again(), again()].map(({ pickEvents }) => pickEvents.computeOutcomes({ asOf: end })),
    )
    expect(reports.reduce((sum, { closed }) => sum + closed, 0)).toBe(expected)
    for (const { id } of runs)
      expect(new Set((await outcomesOf(id)).map(({ status }) => status))).toEqual(new Set(['closed']))
  })

  test('wait for candles that are late, and are unavailable when those do not come', async () => {
    const { id, picks } = await run()
    const [{ symbol } = { symbol: '' }] = picks
    const hole = nse.addSessions('2026-05-04', 1)
    const { rows: removed } = await client.query(
      `delete from candles_daily where symbol = $1 and session = $2 returning *`,
      [symbol, hole.date],
    )
    expect(removed).toHaveLength(1)

    const first = await services.pickEvents.computeOutcomes({ asOf: knownAfter(3) })
    expect(first).toMatchObject({ closed: 2 * picks.length - 1, waiting: 1, unavailable: 0 })
    // within the grace it is looked for once a session
    expect(await services.pickEvents.computeOutcomes({ asOf: knownAfter(3) })).toMatchObject({ closed: 0, waiting: 0 })
    await services.pickEvents.computeOutcomes({ asOf: end })
    const mine = (await outcomesOf(id)).filter((row) => row.symbol === symbol)
    expect(mine.map(({ horizon, status }) => `${horizon} ${status}`).toSorted()).toEqual([
      '10d unavailable',
      '3d unavailable',
      '5d unavailable',
      'eod closed',
    ])
    expect(mine[0]).toMatchObject({ unavailable_code: 'missing-candle', detail: `no day candle of ${hole.date}` })
    const { rows } = await client.query(
      `select evaluated, exit_reason, pnl_pct, labels->>'detail' as detail from ai_recommendations where run_id = $1 and symbol = $2`,
      [id, symbol],
    )
    expect(rows).toEqual([
      { evaluated: true, exit_reason: 'UNAVAILABLE', pnl_pct: null, detail: `no day candle of ${hole.date}` },
    ])
  })

  test('wait without end for a source that has stopped: that a candle does not come shows only when others do', async () => {
    const late = await services.topPicks.run({
      universe: 'banknifty',
      mode: 'swing',
      asOf: new Date(nse.addSessions('2026-05-04', 13).open - 3_600_000).toISOString(),
      trigger: 'manual',
    })
    expect(late.picks.length).toBeGreaterThan(0)
    const far = new Date(dailyKnownAt(nse, nse.addSessions('2026-05-04', 60))).toISOString()
    const report = await services.pickEvents.computeOutcomes({ asOf: far })
    // of the end of day and of three sessions candles are there, of five and ten none
    expect(report).toMatchObject({ closed: 2 * late.picks.length, unavailable: 0, waiting: 2 * late.picks.length })
    const waiting = (await outcomesOf(late.id)).filter(({ status }) => status === 'pending')
    expect(waiting.map(({ horizon }) => horizon)).toEqual(late.picks.flatMap(() => ['10d', '5d']))
  })

  test('of picks whose horizon the calendar does not reach stay pending', async () => {
    const { rows } = await client.query(
      `insert into pick_events (id, run_id, lane, symbol, direction, source, mode, universe, signal_ts, trade_date, signal_price,
         recommended_entry, recommended_target, recommended_stop, blend_score, recommendation, confidence, extra_context)
       select gen_random_uuid(), run_id, lane, 'NOBODY', direction, source, mode, universe, '2026-12-29T02:36:00Z', '2026-12-28', 1, 1, 2, 0.5,
         blend_score, recommendation, confidence, extra_context from pick_events limit 1 returning id`,
    )
    await client.query(
      `insert into pick_outcomes (id, event_id, lane, horizon) values (gen_random_uuid(), $1, 'simulated', '10d')`,
      [rows[0]?.id],
    )
    expect(await services.pickEvents.computeOutcomes({ asOf: end })).toMatchObject({ closed: 0, unavailable: 0 })
    const { rows: left } = await client.query(`select status, due_at from pick_outcomes where event_id = $1`, [
      rows[0]?.id,
    ])
    expect(left).toEqual([{ status: 'pending', due_at: null }])
  })
})

test('outcomes of the future are refused', async () => {
  const running = again({ clock: { now: () => new Date(signal), standing: false, advanceTo: () => undefined } })
  await expect(running.pickEvents.computeOutcomes({ asOf: end })).rejects.toMatchObject({ code: 'refused' })
})
