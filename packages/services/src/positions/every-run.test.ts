import { atIst, nse, type Session } from '@fyntrix/calendar'
import type { PositionMode, PositionSnapshot, PositionsSeen, TopPicksPosition } from '@fyntrix/domain/positions'
import { createSimulatedMarket } from '@fyntrix/market-data'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testServices } from '../testing/index.ts'

const sessions = nse.sessionsBetween('2026-05-11', '2026-05-25')
const days = sessions.slice(0, 9)
const [first, second] = days
if (!first || !second) throw new Error('sessions are needed')
const at = ({ date }: Session, time: string): string => new Date(atIst(date, time)).toISOString()

const { services, databaseUrl } = await testServices({ asOf: at(first, '00:00') })
const { positions, topPicks, pickEvents } = services
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const looks: PositionsSeen[] = []
const timetable: Readonly<Record<PositionMode, readonly string[]>> = {
  swing: ['08:06', '10:36', '13:36'],
  intraday: ['08:03', '10:33', '12:33'],
}

/** the first swing picks are signalled during a session */
const timesOf = (day: Session, mode: PositionMode): readonly string[] =>
  timetable[mode].slice(mode === 'swing' && day === first ? 1 : 0)

beforeAll(async () => {
  const now = () => new Date(at(sessions.at(-1) ?? first, '18:00'))
  const depth = { day: 160, '15minute': 16, '5minute': 1 }
  await services.candles.import(createSimulatedMarket({ calendar: nse, seed: 'runs', now, depth }))
  for (const day of days) {
    // swing picks of a week, in every run of which most are the same, and intraday ones of two days
    const modes: PositionMode[] = day.date < '2026-05-18' ? ['swing'] : []
    if (day === first || day === second) modes.push('intraday')
    const deeds = modes.flatMap((mode) =>
      timesOf(day, mode).map((time) => ({
        time,
        act: async () => {
          await topPicks.run({ universe: 'nifty50', mode, trigger: 'hourly', asOf: at(day, time) })
        },
      })),
    )
    const sights = ['09:20', '10:40', '12:40', '14:00', '15:45', '16:00'].map((time) => ({
      time,
      act: async () => {
        looks.push(await positions.monitor({ asOf: at(day, time) }))
      },
    }))
    for (const { act } of [...deeds, ...sights].toSorted((a, b) => (a.time < b.time ? -1 : 1))) await act()
  }
})

const snapshot = (seen: PositionsSeen | undefined, mode: PositionMode): PositionSnapshot => {
  const found = seen?.snapshots.find((one) => one.mode === mode && one.universe === 'nifty50')
  if (!found) throw new Error(`no ${mode} snapshot`)
  return found
}
const lookOf = (day: Session | undefined, time: string) => looks.find(({ asOf }) => day && asOf === at(day, time))
const swingOf = (day: Session | undefined, time: string) => snapshot(lookOf(day, time), 'swing').positions
const keyOf = ({ runId, symbol }: Pick<TopPicksPosition, 'runId' | 'symbol'>) => `${runId} ${symbol}`
const everySeen = (mode: PositionMode) => looks.flatMap((seen) => snapshot(seen, mode).positions)

test('swing picks wait until the daily bar of their entry is known at 16:00, and are open or closed from then on', () => {
  const entered = (signal: string) => {
    const of = (time: string) => swingOf(second, time).filter(({ signalAt }) => signalAt === signal)
    const [before, after] = [of('15:45'), of('16:00')]
    expect(before.length).toBeGreaterThan(0)
    expect(after.map(keyOf)).toEqual(before.map(keyOf))
    for (const one of before) expect(one).toMatchObject({ status: 'pending', entryAt: null, netReturnPct: null })
    for (const one of after) expect(one).toMatchObject({ entryAt: new Date(second.open).toISOString() })
    for (const one of after) expect(['open', 'closed']).toContain(one.status)
    expect(after.filter(({ status }) => status === 'open').length).toBeGreaterThan(0)
  }
  // what is signalled before the open is entered at that, what is signalled during the session at that of the next
  for (const one of swingOf(first, '16:00')) expect(one.status).toBe('pending')
  entered(at(first, '10:36'))
  entered(at(second, '08:06'))
})

test('each way in which a swing position ends is told at 16:00 of its day, although newer runs were there', () => {
  const told = new Map<string, { readonly one: TopPicksPosition; readonly by: PositionSnapshot }>()
  for (const seen of looks) {
    const by = snapshot(seen, 'swing')
    for (const one of by.positions)
      if (one.status === 'closed' && !told.has(keyOf(one))) told.set(keyOf(one), { one, by })
  }
  expect(new Set([...told.values()].map(({ one }) => one.exitReason))).toEqual(new Set(['STOP', 'TARGET', 'TIME']))
  for (const { one, by } of told.values()) {
    const day = days.find(({ date }) => date === one.exitAt?.slice(0, 10))
    expect(by.asOf).toBe(day && at(day, '16:00'))
  }
  const replaced = [...told.values()].filter(({ one, by }) => by.run !== null && by.run.id !== one.runId)
  expect(replaced.length).toBeGreaterThan(3)
})

test('an end of swing is told of through the session after, and counted as long; then no more', () => {
  const told = (day: Session | undefined) => new Set(swingOf(day, '16:00').map(keyOf))
  const ends = days.slice(0, -2).map((day, i) => {
    const ended = swingOf(day, '16:00').filter(({ exitAt }) => exitAt?.startsWith(day.date))
    for (const one of ended) {
      expect(told(days[i + 1])).toContain(keyOf(one))
      expect(told(days[i + 2])).not.toContain(keyOf(one))
    }
    return ended.length
  })
  expect(ends.filter((count) => count > 0).length).toBeGreaterThan(2)
  for (const seen of looks) {
    const { counts, positions: all } = snapshot(seen, 'swing')
    const closed = all.filter(({ status }) => status === 'closed')
    expect([counts.closed, counts.wins + counts.losses + counts.flat]).toEqual([closed.length, closed.length])
  }
})

test('an intraday position whose run was followed by others is counted until it ends, and on its day', () => {
  const { run, positions: all } = snapshot(lookOf(first, '15:45'), 'intraday')
  expect(run?.asOf).toBe(at(first, '12:33'))
  const late = all.filter(
    ({ signalAt, exitAt }) => signalAt === at(first, '08:03') && (exitAt ?? '') > at(first, '12:33'),
  )
  expect(late.length).toBeGreaterThan(0)
  for (const one of late) expect(one).toMatchObject({ status: 'closed' })
  const before = snapshot(lookOf(first, '12:40'), 'intraday').positions
  for (const one of late) expect(before.find((other) => keyOf(other) === keyOf(one))?.status).toBe('open')
  const dates = snapshot(lookOf(second, '09:20'), 'intraday').positions.map(({ signalAt }) => signalAt.slice(0, 10))
  expect(new Set(dates)).toEqual(new Set([second.date]))
})

test('a symbol that is picked again in the same direction while it is held counts once, and each ends as its recommendation does', async () => {
  await pickEvents.computeOutcomes({ asOf: at(sessions.at(-1) ?? first, '17:00') })
  const { rows } = await client.query<{
    run: string
    symbol: string
    mode: PositionMode
    direction: string
    signal: Date
    exit: Date
    price: number
    reason: string
    net: number
  }>(
    `select run_id as run, symbol, mode, direction, generated_at as signal, exit_time as exit, exit_price as price, exit_reason as reason,
       pnl_pct as net from ai_recommendations order by generated_at, run_id, rank_in_run`,
  )
  const held = new Map<string, Date>()
  const standing = rows.filter(({ mode, symbol, direction, signal, exit }) => {
    const key = `${mode} ${symbol} ${direction}`
    const isHeld = (held.get(key) ?? signal) > signal
    if (!isHeld) held.set(key, exit)
    return !isHeld
  })
  for (const mode of ['swing', 'intraday'] as const) {
    const expected = standing.filter((one) => one.mode === mode)
    expect(rows.filter((one) => one.mode === mode).length).toBeGreaterThan(1.3 * expected.length)
    const seen = new Map(everySeen(mode).map((one) => [keyOf(one), one]))
    expect(new Set(seen.keys())).toEqual(new Set(expected.map(({ run, symbol }) => `${run} ${symbol}`)))
    for (const { run, symbol, exit, price, reason, net } of expected)
      expect(seen.get(`${run} ${symbol}`)).toMatchObject({
        status: 'closed',
        exitAt: exit.toISOString(),
        exitPrice: price,
        exitReason: reason,
        netReturnPct: net,
      })
  }
})
