import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nse } from '@fyntrix/calendar'
import { type CandleProvider, detectProvider, knownAtEnd } from '@fyntrix/market-data'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realCandles, testServices } from '../testing/index.ts'
import { type MonitorsReport, positionsMonitor, replayMonitors, scalpingMonitor } from './index.ts'
import { handChecked } from './testing/hand-checked.ts'

const date = '2025-08-28'
const daily = realCandles(existsSync)
const cache = daily && join(daily, '../../legacy/stock-analyzer/cache')
const symbols = ['RELIANCE', 'INFY', 'ADANIENT', 'BAJAJFINSV', 'NIFTY 50']
const intervals = ['5minute', '15minute', 'day']

const only = (provider: CandleProvider): CandleProvider => ({
  ...provider,
  async *read(options) {
    for await (const item of provider.read(options)) {
      if (item.kind !== 'batch') continue
      const { symbol, interval } = item.batch
      if (symbols.includes(symbol) && intervals.includes(interval)) yield item
    }
  },
})

const { services, resources, databaseUrl } = await testServices({ source: 'zerodha', asOf: `${date}T00:00:00.000Z` })
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const replay = () =>
  replayMonitors(
    { topPicks: services.topPicks, calendar: resources.calendar, log: resources.log },
    {
      date,
      universes: ['nifty50'],
      modes: ['intraday', 'scalping'],
      monitors: [scalpingMonitor(services.scalping), positionsMonitor(services.positions)],
    },
  )

test('a date without a session is refused', async () => {
  const nothing = { topPicks: services.topPicks, calendar: resources.calendar, log: resources.log }
  const request = { date: '2025-08-27', universes: [], modes: [], monitors: [] }
  await expect(replayMonitors(nothing, request)).rejects.toMatchObject({ code: 'invalid-input' })
})

describe.skipIf(cache === undefined)(`the session of ${date} from the Zerodha cache`, () => {
  let report: MonitorsReport
  beforeAll(async () => {
    await services.candles.import(only(knownAtEnd(await detectProvider(cache ?? '', nse), nse)))
    report = await replay()
  })
  const facts = async () => {
    const all: unknown[] = []
    for (const table of ['scalping_exits', 'scalping_cycles', 'top_picks_position_snapshots', 'top_picks_runs'])
      all.push(
        (await client.query(`select md5(string_agg(t::text, '|' order by t::text)) as rows from ${table} t`)).rows,
      )
    return all
  }

  test('every monitor looks each five minutes, that of positions once more at 16:00, and they show the exits that were checked by hand', () => {
    expect(report.looks).toBe(78)
    expect(report.snapshots).toHaveLength(78 * 5 + 4)
    expect(report.snapshots.slice(-4)).toMatchObject(
      Array.from({ length: 4 }, () => ({ monitor: 'positions', asOf: `${date}T10:30:00.000Z` })),
    )
    const time = (instant: string) => new Date(Date.parse(instant) + 5.5 * 3_600_000).toISOString().slice(11, 16)
    const told = report.exits.map((exit) => ({
      symbol: exit.symbol,
      mode: exit.mode,
      direction: exit.direction,
      signal: time(exit.signalAt),
      entry: [time(exit.entryAt), exit.entryPrice],
      exit: [time(exit.exitAt), Number(exit.exitPrice.toFixed(4))],
      reason: exit.reason,
    }))
    const expected = handChecked.filter((one) => one.date === date)
    expect(expected.length).toBe(9)
    for (const { symbol, mode, direction, signal, entry, exit, reason } of expected)
      expect(told).toContainEqual({ symbol, mode, direction, signal, entry, exit, reason })
    for (const exit of report.exits) expect(Date.parse(exit.exitAt)).toBeLessThanOrEqual(Date.parse(exit.seenAt))
  })

  test('the same replay again shows the same and changes nothing', async () => {
    const before = await facts()
    const again = await replay()
    expect(again).toEqual(report)
    expect(await facts()).toEqual(before)
  })

  test('what the monitors told is what becomes of the recommendations', async () => {
    await services.pickEvents.computeOutcomes({ asOf: `${date}T11:00:00.000Z` })
    const { rows } = await client.query(
      `select count(*)::int as exits, count(*) filter (where r.evaluated and r.exit_price = e.exit_price and r.exit_time = e.exit_at
         and r.pnl_pct = e.net_return_pct)::int as same
       from scalping_exits e join ai_recommendations r on r.id = e.recommendation_id`,
    )
    const scalps = report.exits.filter(({ mode }) => mode === 'scalping').length
    expect(rows).toEqual([{ exits: scalps, same: scalps }])
  })
})
