import { nse } from '@fyntrix/calendar'
import { beforeEach, describe, expect, test } from 'vitest'
import { importValues, verifyValues } from './index.ts'
import { type LevelsRow, readLevels } from './levels.ts'
import { legacyServer } from './testing/legacy-server.ts'
import { valueTarget } from './testing/target.ts'

const { writer, reader } = await legacyServer()
// Friday evening; the bar of that session is final from 16:00 in Asia/Kolkata
let now = Date.parse('2026-06-12T12:00:00Z')
const { target, options, emptyTarget, resources } = await valueTarget(() => new Date(now))

const row: LevelsRow = {
  symbol: 'M&M',
  timeframe_scope: 'W',
  p: 105,
  r1: 130,
  r2: 155,
  r3: 180,
  s1: 80,
  s2: 55,
  s3: 30.5,
  computed_at_ist: '2026-06-12T17:00:00.123456',
}
const read = (change: LevelsRow = {}) => readLevels({ ...row, ...change }, { calendar: nse, source: 'zerodha', now })
const of = { symbol: 'M&M', scope: 'W' } as const

beforeEach(async () => {
  now = Date.parse('2026-06-12T12:00:00Z')
  await writer.flushall()
  await emptyTarget()
})

describe('legacy levels', () => {
  test('become ours: the time of Asia/Kolkata as an instant, the span by the calendar, the rest as it is', () => {
    expect(read()).toMatchObject({
      note: null,
      levels: {
        symbol: 'M&M',
        scope: 'W',
        p: 105,
        s3: 30.5,
        source: 'zerodha',
        simulated: false,
        from: '2026-06-08',
        session: '2026-06-12',
        missing: 0,
        asOf: '2026-06-12T11:30:00.123Z',
      },
    })
  })

  test.each([
    ['2026-06-12T17:00:00+05:30', '2026-06-12T11:30:00.000Z'],
    ['2026-06-12 17:00:00', '2026-06-12T11:30:00.000Z'],
    ['2026-06-12T11:30:00+00:00', '2026-06-12T11:30:00.000Z'],
    ['2026-06-12T11:30:00+00:00Z', '2026-06-12T11:30:00.000Z'],
  ])('computed at %s are of %s', (computed_at_ist, asOf) => {
    expect(read({ computed_at_ist })).toMatchObject({ levels: { asOf } })
  })

  test.each<[LevelsRow, string]>([
    [{ r3: null }, 'r3 is no number: what is missing is not made up'],
    [{ s1: Number.NaN, p: '105' }, 'p, s1 is no number'],
    [{ r1: 200 }, 'do not rise'],
    [{ symbol: '../../x' }, 'is no symbol'],
    [{ symbol: 'm&m' }, 'is no symbol'],
    [{ timeframe_scope: 'Q' }, 'is no scope'],
    [{ computed_at_ist: '2026-06-12T17:00:00Z' }, 'ends with Z'],
    [{ computed_at_ist: '2026-02-30T17:00:00' }, 'is no time'],
    [{ computed_at_ist: null }, 'is no time'],
    [{ computed_at_ist: '2026-06-12T18:00:00' }, 'in the future'],
    [{ computed_at_ist: '2026-06-12T10:15:00' }, 'before the bar of its session was final'],
    [{ computed_at_ist: '1999-01-01T17:00:00' }, 'our calendar does not know'],
  ])('%j are set aside', (change, reason) => {
    expect(read(change).reason).toContain(reason)
  })

  test('of before the open are of the session before', () => {
    expect(read({ computed_at_ist: '2026-06-12T08:00:00' })).toMatchObject({ levels: { session: '2026-06-11' } })
  })
})

const key = 'sr:levels:M&M:W'
const run = (sources: Parameters<typeof importValues>[1]) => importValues(target, sources, options)

describe('levels in Redis and rows', () => {
  test('of Redis live as long as they had to, and verify', async () => {
    await writer.set(key, JSON.stringify(row), 'PX', 20_000_000)
    expect(await run({ redis: reader })).toMatchObject({ read: 1, moved: 1, quarantined: [] })
    const found = await target.levels.look(of)
    expect(found?.levels).toMatchObject({ p: 105, session: '2026-06-12', asOf: '2026-06-12T11:30:00.123Z' })
    expect(found?.lifetimeMs).toBeLessThanOrEqual(20_000_000)
    expect(found?.lifetimeMs).toBeGreaterThan(19_990_000)
    expect(await run({ redis: reader })).toMatchObject({ moved: 0, unchanged: 1 })
    expect(await verifyValues(target, { redis: reader }, options)).toMatchObject({ same: { levels: 1 }, different: [] })
  })

  test('of another symbol than their key says are set aside', async () => {
    await writer.set('sr:levels:TCS:W', JSON.stringify(row), 'PX', 20_000_000)
    await writer.set('sr:levels:M&M:D', JSON.stringify(row), 'PX', 20_000_000)
    expect((await run({ redis: reader })).quarantined).toHaveLength(2)
  })

  test('of a table are moved once; older ones are named and kept as last good ones, and the oldest are not moved', async () => {
    const older = { ...row, symbol: 'TCS', computed_at_ist: '2026-06-11T17:00:00' }
    const oldest = { ...row, symbol: 'INFY', computed_at_ist: '2026-05-11T17:00:00' }
    const report = await run({ levels: [row, older, oldest] })
    expect(report).toMatchObject({
      read: 3,
      moved: 2,
      notes: [{ place: 'support_resistance_levels#TCS/W', reason: expect.stringContaining('not served as fresh') }],
      expired: [{ place: 'support_resistance_levels#INFY/W', reason: expect.stringContaining('30 days') }],
    })
    // 30 days less the age of a day and half an hour
    const { lifetimeMs = 0 } = (await target.levels.look({ symbol: 'TCS', scope: 'W' })) ?? {}
    expect(lifetimeMs).toBeLessThan((30 * 24 - 24.5) * 3_600_000 + 1)
    expect(await run({ levels: [row, older] })).toMatchObject({ moved: 0, unchanged: 2 })
  })

  test('that this installation computed are never replaced', async () => {
    const { levelsProjection } = await import('@fyntrix/services/levels')
    const ours = { ...(await moved()), p: 106, source: 'nse-daily' as const }
    await levelsProjection(resources.prefix).write(resources.redis, of, ours, 7)
    expect(await run({ levels: [row] })).toMatchObject({
      moved: 0,
      kept: [{ place: 'support_resistance_levels#M&M/W' }],
    })
    expect((await target.levels.look(of))?.levels).toMatchObject({ p: 106 })
    // its number outlives it, so that what is older does not come back
    await resources.redis.del(`${resources.prefix}${key}`)
    expect(await run({ levels: [row] })).toMatchObject({ moved: 0, kept: [{}] })
  })

  test('with integers of SQLite as bigint arrive as numbers', async () => {
    expect(await run({ levels: [{ ...row, p: 105n, r1: 130n }] })).toMatchObject({ moved: 1 })
    expect((await target.levels.look(of))?.levels).toMatchObject({ p: 105, r1: 130 })
  })
})

const moved = async () => {
  await run({ levels: [row] })
  const found = await target.levels.look(of)
  if (found === undefined) throw new Error('nothing was moved')
  return found.levels
}
