import { importedTable } from '@fyntrix/db/imported'
import { importSample, type SampleImported, testDatabase } from '@fyntrix/db/testing'
import { ImportedPerformanceQuery, ImportedRecommendationsQuery, ImportedRunsQuery } from '@fyntrix/domain/imported'
import { describe, expect, test } from 'vitest'
import { createImported } from './index.ts'

const { database } = await testDatabase()
const wall = () => new Date('2026-01-12T00:00:00.000Z')
const imported = createImported({ db: database, wall })
const performance = (query: Partial<ImportedPerformanceQuery> = {}) =>
  imported.performance(ImportedPerformanceQuery.parse(query))
const runs = async (query: Partial<ImportedRunsQuery>) =>
  (await imported.runs(ImportedRunsQuery.parse(query))).map(({ runId }) => runId)

const run = (id: string, at: string, payload: string, suspect?: string): SampleImported => ({
  externalId: id,
  ...(suspect !== undefined && { suspect }),
  cells: {
    run_id: id,
    universe: 'nifty50',
    mode: 'intraday',
    generated_at_utc: at,
    payload_picks: 1n,
    payload,
  },
})
await importSample(database, 'top_picks_runs', [
  // 23:59:59.999999 and 00:00 in Kolkata
  run('late', '2026-01-09T18:29:59.999999Z', '{"picks": [{"symbol": "TCS", "last_price": 3000.1}]}'),
  run('next day', '2026-01-09T18:30:00Z', '{"picks": [{"symbol": "TCS", "price": NaN}]}', 'unreadable-payload'),
  run('bad', '2026-01-01T00:00:00Z', '{"picks": []}', 'impossible-level no-price'),
])

const recommendation = (id: string, pnl: number | null, more: Partial<SampleImported> = {}): SampleImported => ({
  externalId: id,
  ...more,
  cells: {
    symbol: 'INFY',
    mode: 'intraday',
    universe: 'nifty50',
    direction: 'LONG',
    confidence: 'High',
    run_id: 'late',
    generated_at_utc: '2026-01-08T04:00:00Z',
    evaluated: true,
    pnl_pct: pnl,
    ...more.cells,
  },
})
await importSample(database, 'ai_recommendations', [
  recommendation('win', 2),
  recommendation('loss', -1, { cells: { direction: 'SHORT', generated_at_utc: '2026-01-09T04:00:00Z' } }),
  recommendation('even', 0.2, { cells: { confidence: null } }),
  // 02:30 of the next day in Kolkata
  recommendation('swing', 3, { cells: { mode: 'swing', generated_at_utc: '2026-01-08T21:00:00Z' } }),
  recommendation('suspect', 90, { suspect: 'no-price' }),
  recommendation('of a suspect run', 80, { cells: { run_id: 'bad' } }),
  recommendation('unevaluated', null, { cells: { evaluated: false } }),
  recommendation('unevaluated suspect', null, { suspect: 'no-price', cells: { evaluated: null, run_id: 'bad' } }),
  recommendation('no return', null),
  recommendation('infinite', Number.POSITIVE_INFINITY, { suspect: 'not-finite' }),
  recommendation('undated', 70, { cells: { generated_at_utc: null } }),
  recommendation('other mode', 60, { cells: { mode: 'weekly' } }),
])

const counts = {
  recommendations: 12,
  measured: 4,
  unevaluated: 2,
  excluded: 3,
  withoutReturn: 1,
  undated: 1,
  unknownMode: 1,
}
const excluded = {
  rows: 4,
  codes: { 'no-price': 2, 'not-finite': 1 },
  runCodes: { 'impossible-level': 2, 'no-price': 2 },
}

describe('performance', () => {
  test('leaves out what is suspect, itself or by its run, and says how many, why, and how many are unevaluated', async () => {
    const found = await performance()
    expect(found).toMatchObject({ by: 'mode', includeSuspect: false, reason: null, counts, excluded })
    expect(found.groups.map(({ group, n }) => [group, n])).toEqual([
      ['intraday', 3],
      ['swing', 1],
    ])
  })

  test('is that of the returns by hand', async () => {
    const { groups } = await performance({ mode: 'Intraday' })
    expect(groups).toHaveLength(1)
    expect(groups[0]).toMatchObject({ n: 3, sessions: 2, wins: 1, losses: 1, median: 0.2 })
    // (2 − 1 + 0.2) ÷ 3, one win of three
    expect(groups[0]?.mean.value).toBeCloseTo(0.4, 12)
    expect(groups[0]?.winRate.value).toBeCloseTo(1 / 3, 12)
    expect(groups[0]?.warning).toMatch(/3 recommendations of 2 sessions are few/)
  })

  test('counts suspect ones where they are asked for, says so, and still has no number for what is none', async () => {
    const found = await performance({ includeSuspect: true })
    expect(found.counts).toEqual({ ...counts, measured: 6, excluded: 0, withoutReturn: 2 })
    expect(found.excluded).toEqual({ rows: 0, codes: {}, runCodes: {} })
    expect(found.groups[0]).toMatchObject({ group: 'intraday', n: 5 })
    expect(found.warnings.join()).toMatch(/suspect recommendations are counted/)
  })

  test.each([
    ['universe', [['nifty50', 4]]],
    [
      'side',
      [
        ['LONG', 3],
        ['SHORT', 1],
      ],
    ],
    [
      'confidence',
      [
        ['', 1],
        ['High', 3],
      ],
    ],
  ] as const)('is given by %s', async (by, expected) => {
    expect((await performance({ by })).groups.map(({ group, n }) => [group, n])).toEqual(expected)
  })

  test('is of exchange dates, both inclusive', async () => {
    const { groups, counts: dated } = await performance({ from: '2026-01-09', to: '2026-01-09' })
    expect(groups.map(({ group, n }) => [group, n])).toEqual([
      ['intraday', 1],
      ['swing', 1],
    ])
    expect(dated).toMatchObject({ recommendations: 2, undated: 0 })
  })

  test('of nothing that can be measured has no number but the reason', async () => {
    expect(await performance({ universe: 'banknifty' })).toMatchObject({ groups: [], reason: 'no recommendation fits' })
    expect(await performance({ mode: 'weekly' })).toMatchObject({
      groups: [],
      reason: 'of 1 recommendations 0 were never evaluated, 0 are evaluated but suspect, 1 cannot be measured',
      counts: { unknownMode: 1 },
    })
  })
})

describe('runs', () => {
  test('are of exchange dates to the last microsecond, both inclusive', async () => {
    expect(await runs({ from: '2026-01-09', to: '2026-01-09' })).toEqual(['late'])
    expect(await runs({ from: '2026-01-10' })).toEqual(['next day'])
    expect(await runs({ to: '2026-01-09' })).toEqual(['late', 'bad'])
    expect(() => ImportedRunsQuery.parse({ from: '2026-01-10', to: '2026-01-09' })).toThrow(/must not end before/)
  })

  test('have their picks, or none where the payload cannot be read, which stays as it was', async () => {
    expect((await imported.run({ runId: 'late' })).picks).toEqual([{ symbol: 'TCS', last_price: 3000.1 }])
    expect(await imported.latestRun({ universe: 'NIFTY50', mode: 'Intraday' })).toMatchObject({
      runId: 'next day',
      picks: null,
      suspect: ['unreadable-payload'],
      payload: '{"picks": [{"symbol": "TCS", "price": NaN}]}',
    })
  })

  test('that are not there are not found', async () => {
    const notFound = { code: 'not-found' }
    await expect(imported.run({ runId: 'gone' })).rejects.toMatchObject(notFound)
    await expect(imported.latestRun({ universe: 'nifty50', mode: 'swing' })).rejects.toMatchObject(notFound)
  })
})

test('a page of recommendations says what the whole selection leaves out', async () => {
  const wanted = ImportedRecommendationsQuery.parse({ limit: 1, evaluatedOnly: true })
  expect(await imported.recommendations(wanted)).toMatchObject({
    recommendations: [{ externalId: 'loss' }],
    excluded: {
      rows: 3,
      codes: { 'no-price': 1, 'not-finite': 1 },
      runCodes: { 'impossible-level': 1, 'no-price': 1 },
    },
  })
  const all = await imported.recommendations({ ...wanted, limit: 500, evaluatedOnly: false, includeSuspect: true })
  expect(all.recommendations).toHaveLength(12)
  expect(all.excluded.rows).toBe(0)
})

test('usage is of the days up to now where nothing else is said', async () => {
  expect(await imported.usage({ days: 7, includeSuspect: false })).toMatchObject({
    from: '2026-01-05T00:00:00.000000Z',
    until: '2026-01-12T00:00:00.000000Z',
    total: { requests: 0, costUsd: '0.000000000000' },
  })
})

test('a summary counts rows, those that are suspect with their codes, and what is in quarantine', async () => {
  const source = await database.imported.source('other.db', 'pick_events')
  await database.imported.append(importedTable('pick_events'), source, 1n, {
    rows: 0,
    encoded: new Uint8Array(),
    rejects: [{ row: 1n, reason: 'no-symbol', detail: 'x is no symbol', cells: '{}' }],
    counts: {},
    cellsOf: () => Promise.resolve([]),
  })
  const { tables, quarantined, importedAt } = await imported.summary()
  expect(tables.find(({ table }) => table === 'top_picks_runs')).toEqual({
    table: 'top_picks_runs',
    rows: 3,
    suspect: 2,
    codes: { 'impossible-level': 1, 'no-price': 1, 'unreadable-payload': 1 },
  })
  expect(tables.find(({ table }) => table === 'llm_requests')).toMatchObject({ rows: 0, suspect: 0, codes: {} })
  expect(quarantined).toEqual([{ table: 'pick_events', reason: 'no-symbol', rows: 1 }])
  expect(importedAt).toMatch(/^\d{4}-.*Z$/)
})
