import { defaultUserId } from '@fyntrix/db/access'
import { anotherUser, freshId } from '@fyntrix/db/testing'
import { DomainError, type Id } from '@fyntrix/domain/shared'
import { type WatchlistDraft as Draft, WatchlistDraft, WatchlistQuery } from '@fyntrix/domain/watchlists'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { testServices } from '../testing/index.ts'
import { createWatchlists } from './index.ts'

const { services, resources, databaseUrl, again } = await testServices({ asOf: '2026-06-12T12:00:00.000Z' })
const { watchlists } = services
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const anna = defaultUserId
const ravi = await anotherUser(databaseUrl, 'ravi')

const draft = (symbol: string, plan: Partial<Draft> = {}): Draft => WatchlistDraft.parse({ symbol, ...plan })
const page = (over: Partial<WatchlistQuery> = {}) => WatchlistQuery.parse(over)
const symbolsOf = async (user: Id) => (await watchlists.list(user, page())).map(({ symbol }) => symbol).toSorted()

/** The codes of those that were refused. */
const refusals = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.flatMap((each) =>
    each.status === 'rejected' && each.reason instanceof DomainError ? [each.reason.code] : [],
  )

beforeEach(async () => {
  await watchlists.clear(anna)
  await watchlists.clear(ravi)
})

describe('a list', () => {
  test('belongs to one user: nobody else sees, changes or empties it', async () => {
    const entry = await watchlists.add(anna, draft('TCS', { notes: 'mine' }))
    expect(await watchlists.list(ravi, page())).toEqual([])
    expect(await watchlists.list(ravi, page({ before: freshId() }))).toEqual([])
    expect(await watchlists.check(ravi, 'TCS')).toEqual({ symbol: 'TCS', watched: false, entry: null })
    await expect(watchlists.update(ravi, { symbol: 'TCS', notes: 'his' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(watchlists.remove(ravi, 'TCS')).rejects.toMatchObject({ code: 'not-found' })
    expect(await watchlists.clear(ravi)).toEqual({ removed: 0 })
    await watchlists.add(ravi, draft('TCS'))
    expect(await watchlists.check(anna, 'TCS')).toEqual({ symbol: 'TCS', watched: true, entry })
  })

  test('holds a symbol once, however many add it at a time, and says so', async () => {
    const adds = [services, again(), again()].flatMap((each) =>
      Array.from({ length: 4 }, () => each.watchlists.add(anna, draft('M&M'))),
    )
    const settled = await Promise.allSettled(adds)
    expect(refusals(settled)).toEqual(Array.from({ length: 11 }, () => 'conflict'))
    expect(await symbolsOf(anna)).toEqual(['M&M'])
  })

  test('of an unknown user is another error than a duplicate', async () => {
    for (const attempt of [
      () => watchlists.add(freshId(), draft('TCS')),
      () => watchlists.addMany(freshId(), ['TCS']),
      () => watchlists.update(freshId(), { symbol: 'TCS' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is bounded, also for those who add at the same time', async () => {
    const small = () => createWatchlists({ db: resources.db, wall: resources.wall, capacity: 3 })
    const settled = await Promise.allSettled(
      ['A', 'B', 'C', 'D', 'E', 'F'].map((symbol) => small().add(anna, draft(symbol))),
    )
    expect(refusals(settled)).toEqual(['refused', 'refused', 'refused'])
    expect(await symbolsOf(anna)).toHaveLength(3)
    const [there] = await symbolsOf(anna)
    await expect(small().add(anna, draft(there ?? ''))).rejects.toMatchObject({ code: 'conflict' })
    await watchlists.remove(anna, there ?? '')
    const report = await small().addMany(anna, ['X', 'Y', 'X'])
    expect(report.lines.map(({ status }) => status)).toEqual(['added', 'full', 'already-there'])
  })

  test('comes in pages, newest first, also where the last entry of a page was removed', async () => {
    const symbols = ['A', 'B', 'C', 'D', 'E']
    let at = Date.parse('2026-06-12T12:00:00.000Z')
    const slow = createWatchlists({ db: resources.db, wall: () => new Date(at++) })
    for (const symbol of symbols) await slow.add(anna, draft(symbol))
    const first = await watchlists.list(anna, page({ limit: 2 }))
    expect(first.map(({ symbol }) => symbol)).toEqual(['E', 'D'])
    await watchlists.remove(anna, 'D')
    const second = await watchlists.list(anna, page({ limit: 9, before: first.at(-1)?.id }))
    expect(second.map(({ symbol }) => symbol)).toEqual(['C', 'B', 'A'])
  })
})

describe('an entry', () => {
  test('keeps what is left out of a change, and loses what is null', async () => {
    const plan = { desiredEntry: 100, stopLoss: 95, target: 120, timeframe: 'swing' as const, notes: 'a "quoted" ?' }
    const added = await watchlists.add(anna, draft('NIFTY 50', plan))
    expect(added).toMatchObject({ ...plan, exchange: 'NSE' })
    const changed = await watchlists.update(anna, { symbol: 'NIFTY 50', notes: null, exchange: null, target: 130 })
    expect(changed).toEqual({ ...added, notes: null, exchange: null, target: 130, updatedAt: changed.updatedAt })
    expect(await watchlists.check(anna, 'NIFTY 50')).toMatchObject({ entry: changed })
  })

  test('has a plan that fits together, whichever part of it changes', async () => {
    await watchlists.add(anna, draft('TCS', { desiredEntry: 100, stopLoss: 95, target: 120 }))
    for (const [wrong, field] of [
      [{ stopLoss: 100 }, 'stopLoss'],
      [{ desiredEntry: 120 }, 'target'],
      [{ desiredEntry: null, stopLoss: 121 }, 'target'],
    ] as const)
      await expect(watchlists.update(anna, { symbol: 'TCS', ...wrong })).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringContaining(field),
      })
    for (const wrong of [{ desiredEntry: 0 }, { stopLoss: -1 }, { target: Number.NaN }, { desiredEntry: 5, target: 5 }])
      expect(WatchlistDraft.safeParse({ symbol: 'TCS', ...wrong }).success).toBe(false)
  })

  test('keeps both of two changes at a time, and no two that do not fit together', async () => {
    await watchlists.add(anna, draft('TCS'))
    await Promise.all([
      watchlists.update(anna, { symbol: 'TCS', notes: 'one' }),
      again().watchlists.update(anna, { symbol: 'TCS', timeframe: 'swing' }),
      watchlists.update(anna, { symbol: 'TCS', exchange: 'BSE' }),
    ])
    expect((await watchlists.check(anna, 'TCS')).entry).toMatchObject({
      notes: 'one',
      timeframe: 'swing',
      exchange: 'BSE',
    })
    const settled = await Promise.allSettled([
      watchlists.update(anna, { symbol: 'TCS', desiredEntry: 100 }),
      again().watchlists.update(anna, { symbol: 'TCS', stopLoss: 101 }),
    ])
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

test('an entry that is removed while it is changed was not changed, and its change says so', async () => {
  await watchlists.add(anna, draft('TCS'))
  await client.query('begin')
  await client.query('delete from user_watchlists where user_id = $1', [anna])
  const change = Promise.allSettled([watchlists.update(anna, { symbol: 'TCS', notes: 'late' })])
  await vi.waitUntil(async () => (await client.query('select 1 from pg_locks where not granted')).rowCount === 1, {
    timeout: 30_000,
  })
  await client.query('commit')
  expect(refusals(await change)).toEqual(['not-found'])
})

describe('many lines', () => {
  test('are told of one by one, and the rest is added', async () => {
    await watchlists.add(anna, draft('TCS'))
    const lines = Array.from({ length: 1_000 }, (_, i) => `S${i % 600}`)
    const wrong = ['a:b*', 'X\nY', '', '%', 7, null, { symbol: 'OK', target: -1 }, { symbol: 'OK', more: 1 }, 'ﬁ', 'ſ']
    const report = await watchlists.addMany(anna, [...wrong, 'tcs', 'M&M', ...lines.slice(0, 988)])
    expect(report).toMatchObject({ added: 601, alreadyThere: 389, invalid: 10, full: 0 })
    expect(report.lines).toHaveLength(1_000)
    for (const line of report.lines.slice(0, 10)) expect(line).toMatchObject({ status: 'invalid', symbol: null })
    expect(report.lines[6]?.reason).toContain('target')
    expect(report.lines[10]).toEqual({
      line: 11,
      symbol: 'TCS',
      status: 'already-there',
      reason: 'it was watched before',
    })
    expect(report.lines[612]).toMatchObject({ symbol: 'S0', status: 'already-there', reason: 'line 13 has it' })
    const repeated = await watchlists.addMany(anna, lines)
    expect(repeated).toMatchObject({ added: 0, alreadyThere: 1_000 })
    expect((await client.query('select 1 from user_watchlists where user_id = $1', [anna])).rowCount).toBe(602)
  })

  test('of several who add at a time end up there once', async () => {
    const lines = Array.from({ length: 200 }, (_, i) => `S${i}`)
    const reports = await Promise.all([services, again()].map((each) => each.watchlists.addMany(anna, lines)))
    expect(reports.map(({ added }) => added).toSorted((a, b) => a - b)).toEqual([0, 200])
  })
})
