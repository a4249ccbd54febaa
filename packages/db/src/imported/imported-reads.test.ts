import { type ImportedQuarantineQuery, ImportedTableName } from '@fyntrix/domain/imported'
import { describe, expect, test } from 'vitest'
import { importSample, type SampleImported, testDatabase } from '../testing/index.ts'
import { type DocumentsWanted, type ImportedDocument, importedTable, type RecommendationsWanted } from './index.ts'

const { database } = await testDatabase()
const { importedReads: reads } = database

const run = (id: string, at: string | null, more: Partial<SampleImported> & { picks?: bigint | null } = {}) => ({
  externalId: id,
  ...more,
  cells: {
    run_id: id,
    universe: 'nifty50',
    mode: 'intraday',
    trigger: 'backfill',
    generated_at_utc: at,
    generated_at_utc_original: at,
    picks_count: 1n,
    payload_picks: more.picks === undefined ? 1n : more.picks,
    payload: `{"picks": [], "of": "${id}"}`,
    ...more.cells,
  },
})
await importSample(database, 'top_picks_runs', [
  run('first', '2026-01-09T14:26:26.097643Z'),
  run('tie a', '2026-01-09T14:28:23.933306Z', { suspect: 'impossible-level no-price' }),
  run('tie b', '2026-01-09T14:28:23.933306Z', { cells: { elapsed_sec: Number.POSITIVE_INFINITY } }),
  run('empty', '2026-01-09T15:00:00Z', { picks: 0n }),
  run('undated', null, { cells: { total_analyzed: 9_007_199_254_740_993n } }),
  run('unread', '2026-01-08T00:00:00Z', { picks: null, suspect: 'unreadable-payload', cells: { mode: 'swing' } }),
])

const recommendation = (id: string, runId: string | null, more: Partial<SampleImported> = {}) => ({
  externalId: id,
  ...more,
  cells: {
    symbol: 'INFY',
    mode: 'intraday',
    universe: 'nifty50',
    generated_at_utc: '2026-01-09T14:26:26.097643Z',
    run_id: runId,
    evaluated: false,
    ...more.cells,
  },
})
await importSample(database, 'ai_recommendations', [
  recommendation('clean', 'first', { original: '{"mode":{"text":"INTRADAY"}}' }),
  recommendation('own fault', 'first', { suspect: 'no-price' }),
  recommendation('fault of the run', 'tie a'),
  recommendation('no run here', 'gone', { cells: { symbol: 'TCS', evaluated: true, pnl_pct: -1.25 } }),
  recommendation('newest', null, { cells: { generated_at_utc: '2026-01-10T00:00:00.000001Z', pnl_pct: Number.NaN } }),
])
const wanted: RecommendationsWanted = { evaluatedOnly: false, includeSuspect: true, limit: 10, offset: 0 }
const idsOf = async (narrowed: Partial<RecommendationsWanted>) =>
  (await reads.recommendations({ ...wanted, ...narrowed })).map(({ externalId }) => externalId)

describe('a run', () => {
  test('is found by its id with its payload as it was written, to the microsecond', async () => {
    expect(await reads.runById('first')).toMatchObject({
      externalId: 'first',
      lane: 'imported',
      suspect: [],
      notNumbers: {},
      generatedAt: '2026-01-09T14:26:26.097643Z',
      picksCount: 1,
      payload: '{"picks": [], "of": "first"}',
    })
    expect(await reads.runById('gone')).toBeNull()
  })

  test('that holds what no number of JSON is has null there, and says what it was', async () => {
    expect(await reads.runById('tie b')).toMatchObject({
      elapsedSeconds: null,
      notNumbers: { elapsedSeconds: 'Infinity' },
    })
    expect(await reads.runById('undated')).toMatchObject({
      totalAnalyzed: null,
      notNumbers: { totalAnalyzed: '9007199254740993' },
    })
  })

  test('that is latest has picks, whatever the case of the names; without a count of its payload its own counts', async () => {
    expect((await reads.latestRun('NIFTY50', 'Intraday'))?.runId).toBe('tie b')
    expect(await reads.latestRun('nifty50', 'swing')).toMatchObject({
      runId: 'unread',
      suspect: ['unreadable-payload'],
    })
    expect(await reads.latestRun('nifty50', 'options')).toBeNull()
  })
})

test('runs come newest first, page by page without gap or repetition, those without an instant last', async () => {
  const order = ['empty', 'tie b', 'tie a', 'first', 'unread', 'undated']
  for (const limit of [1, 2, 4]) {
    const found: string[] = []
    for (;;) {
      const page = await reads.runs({ limit, before: found.at(-1) })
      if (page.length === 0) break
      found.push(...page.map(({ externalId }) => externalId))
    }
    expect(found).toEqual(order)
  }
  expect(await reads.runs({ limit: 5, before: 'nothing' })).toEqual([])
  const span = { from: '2026-01-09T14:26:26.097643Z', to: '2026-01-09T14:28:23.933306Z' }
  expect((await reads.runs({ ...span, limit: 5 })).map(({ runId }) => runId)).toEqual(['tie b', 'tie a', 'first'])
  expect(await reads.runs({ universe: 'BANKNIFTY', limit: 5 })).toEqual([])
  expect(await reads.runs({ trigger: 'manual', limit: 5 })).toEqual([])
})

describe('recommendations', () => {
  test('come newest first, of one instant in the order of their source, with what speaks against them and their run', async () => {
    const found = await reads.recommendations(wanted)
    expect(found.map((one) => [one.externalId, one.suspect, one.runSuspect])).toEqual([
      ['newest', [], null],
      ['clean', [], []],
      ['own fault', ['no-price'], []],
      ['fault of the run', [], ['impossible-level', 'no-price']],
      ['no run here', [], null],
    ])
    expect(found[0]).toMatchObject({
      generatedAt: '2026-01-10T00:00:00.000001Z',
      pnlPct: null,
      notNumbers: { pnlPct: 'NaN' },
    })
    expect(found[1]).toMatchObject({ original: { mode: { text: 'INTRADAY' } } })
    expect(await idsOf({ limit: 2, offset: 2 })).toEqual(['own fault', 'fault of the run'])
  })

  test('that are suspect, or whose run is, are left out unless they are asked for', async () => {
    expect(await idsOf({ includeSuspect: false })).toEqual(['newest', 'clean', 'no run here'])
  })

  test('are narrowed by each of what is asked for', async () => {
    expect(await idsOf({ evaluatedOnly: true })).toEqual(['no run here'])
    expect(await idsOf({ symbol: 'tcs' })).toEqual(['no run here'])
    expect(await idsOf({ runId: 'tie a' })).toEqual(['fault of the run'])
    expect(await idsOf({ mode: 'SWING' })).toEqual([])
    expect(await idsOf({ universe: 'NIFTY50', mode: 'Intraday' })).toHaveLength(5)
  })
})

test('usage is summed exactly by model and UTC day; what is no amount and what is suspect is counted, not summed', async () => {
  const request = (
    id: string,
    at: string | null,
    model: string,
    cost: number | null,
    more: Partial<SampleImported> = {},
  ) => ({
    externalId: id,
    ...more,
    cells: { model, created_at: at, cost_usd: cost, tokens_input: 10n, tokens_output: 2n, ...more.cells },
  })
  await importSample(database, 'llm_requests', [
    request('1', '2026-01-09T23:59:59.999999Z', 'gpt-4', 0.1),
    request('2', '2026-01-10T00:00:00Z', 'gpt-4', 987_654_321.1),
    request('3', '2026-01-10T12:00:00Z', 'gpt-3.5', null, { cells: { tokens_output: null } }),
    request('4', '2026-01-10T12:00:00Z', 'gpt-4', Number.NaN, { suspect: 'not-finite' }),
    request('5', '2026-01-11T00:00:00Z', 'gpt-4', 5),
    request('6', '2026-01-09T00:00:00Z', 'gpt-4', 1e-10),
    request('7', '2026-01-08T23:59:59.999999Z', 'gpt-4', 7),
    request('8', null, 'gpt-4', 7),
  ])
  const usage = { days: 2, until: '2026-01-11T00:00:00Z' }
  const gpt4 = {
    requests: 3,
    inputTokens: 30,
    outputTokens: 6,
    withoutTokens: 0,
    costUsd: '987654321.200000000100',
    withoutCost: 0,
  }
  const gpt35 = {
    requests: 1,
    inputTokens: 10,
    outputTokens: 0,
    withoutTokens: 1,
    costUsd: '0.000000000000',
    withoutCost: 1,
  }
  expect(await reads.usage(usage)).toEqual({
    from: '2026-01-09T00:00:00.000000Z',
    until: '2026-01-11T00:00:00.000000Z',
    total: {
      requests: 4,
      inputTokens: 40,
      outputTokens: 6,
      withoutTokens: 1,
      costUsd: '987654321.200000000100',
      withoutCost: 1,
    },
    byModel: [
      { model: 'gpt-4', ...gpt4 },
      { model: 'gpt-3.5', ...gpt35 },
    ],
    byDay: [
      { day: '2026-01-09', ...gpt4, requests: 2, inputTokens: 20, outputTokens: 4, costUsd: '0.100000000100' },
      { day: '2026-01-10', ...gpt35, requests: 2, inputTokens: 20, outputTokens: 2, costUsd: '987654321.100000000000' },
    ],
    excluded: { rows: 1, codes: { 'not-finite': 1 } },
    undated: 1,
  })
  expect(await reads.usage({ ...usage, includeSuspect: true })).toMatchObject({
    total: { requests: 5, costUsd: '987654321.200000000100', withoutCost: 2 },
    excluded: { rows: 0, codes: {} },
  })
  expect(await reads.usage({ days: 1, until: '2020-01-01T00:00:00Z' })).toMatchObject({
    total: { requests: 0, costUsd: '0.000000000000' },
    byModel: [],
    byDay: [],
  })
})

test('levels of a symbol are found by their scope', async () => {
  await importSample(database, 'support_resistance_levels', [
    {
      externalId: 'INFY|W',
      cells: { symbol: 'INFY', timeframe_scope: 'W', p: 1614.1, r1: 1650, computed_at_ist: '2026-01-09T10:00:00.5Z' },
    },
  ])
  expect(await reads.levels('infy', 'w')).toMatchObject({
    p: 1614.1,
    s1: null,
    computedAt: '2026-01-09T10:00:00.500000Z',
  })
  expect(await reads.levels('INFY', 'D')).toBeNull()
})

const cells = {
  ai_recommendations: { symbol: 'INFY', evaluated: true, rank_in_run: 9_007_199_254_740_993n, pnl_pct: Number.NaN },
  pick_events: {
    symbol: 'INFY',
    trade_date: '2026-01-09',
    signal_ts: '2026-01-09T04:00:00.000001Z',
    signal_price: 1.5,
  },
}

test('rows of any table are read whole, each with its place, page by page in the order of their external ids', async () => {
  for (const table of ImportedTableName.options) {
    const known = (await reads.tableRows({ table, limit: 500 })).map(({ externalId }) => externalId)
    const added = ['~ 2', '~ 1'].map((externalId) => ({ externalId, cells: {} }))
    await importSample(database, table, added, `${table}.db`)
    const ids = [...known, '~ 1', '~ 2']
    const rows = await reads.tableRows({ table, limit: 500 })
    expect(rows.map(({ externalId }) => externalId)).toEqual(ids)
    expect(Object.keys(rows[0]?.cells ?? {})).toEqual(expect.arrayContaining(Object.keys(importedTable(table).columns)))
    expect(await reads.tableRows({ table, after: ids.at(-2), limit: 1 })).toMatchObject([
      { externalId: '~ 2', lane: 'imported', suspect: [], original: null, place: `${table}.db#${table} row 1` },
    ])
  }
})

test('cells are what JSON can hold, and what it cannot is told as text', async () => {
  const recommended = { externalId: '~~', suspect: 'no-price not-finite', cells: cells.ai_recommendations }
  await importSample(database, 'ai_recommendations', [recommended], 'cells.db')
  await importSample(database, 'pick_events', [{ externalId: '~~', cells: cells.pick_events }], 'cells.db')
  expect(await reads.tableRows({ table: 'ai_recommendations', after: '~ 2', limit: 9 })).toMatchObject([
    {
      suspect: ['no-price', 'not-finite'],
      notNumbers: { pnl_pct: 'NaN', rank_in_run: '9007199254740993' },
      cells: { symbol: 'INFY', evaluated: true, rank_in_run: null, pnl_pct: null, mode: null },
    },
  ])
  expect(await reads.tableRows({ table: 'pick_events', after: '~ 2', limit: 9 })).toMatchObject([
    {
      notNumbers: {},
      cells: { trade_date: '2026-01-09', signal_ts: '2026-01-09T04:00:00.000001Z', signal_price: 1.5 },
    },
  ])
})

test('items of files are read by kind, file, symbol and time, page by page in the order of their places', async () => {
  const at = Date.parse('2026-01-09T10:00:00Z') * 1_000
  const item = (number: number, kind: string, more: Partial<ImportedDocument> = {}): ImportedDocument => ({
    item: number,
    knownBy: null,
    kind,
    symbol: null,
    at: null,
    suspect: null,
    body: Buffer.from(`{"n": ${number}, "pnl": NaN}`),
    ...more,
  })
  for (const [path, documents] of [
    ['b.jsonl', [item(2, 'event', { symbol: 'INFY', at: at + 1 }), item(10, 'event')]],
    ['a.json', [item(0, 'scalping exit', { symbol: 'TCS', suspect: 'made-up twice', at })]],
  ] as const) {
    const checkpoint = { path, bytes: 0, items: 0, tail: '' }
    await database.importedDocuments.write(checkpoint, checkpoint, { documents, rejects: [] })
  }
  const placesOf = async (wanted: Partial<DocumentsWanted>) =>
    (await reads.documents({ limit: 9, ...wanted })).map(({ path, item: number }) => `${path} ${number}`)
  expect(await reads.documents({ limit: 1 })).toEqual([
    {
      path: 'a.json',
      item: 0,
      lane: 'imported',
      kind: 'scalping exit',
      symbol: 'TCS',
      gone: false,
      at: '2026-01-09T10:00:00.000000Z',
      suspect: ['made-up', 'twice'],
      body: '{"n": 0, "pnl": NaN}',
    },
  ])
  expect(await placesOf({})).toEqual(['a.json 0', 'b.jsonl 2', 'b.jsonl 10'])
  expect(await placesOf({ after: { path: 'a.json', item: 0 }, limit: 1 })).toEqual(['b.jsonl 2'])
  expect(await placesOf({ after: { path: 'b.jsonl', item: 2 } })).toEqual(['b.jsonl 10'])
  expect(await placesOf({ kind: 'event' })).toEqual(['b.jsonl 2', 'b.jsonl 10'])
  expect(await placesOf({ path: 'a.json' })).toEqual(['a.json 0'])
  expect(await placesOf({ symbol: 'INFY' })).toEqual(['b.jsonl 2'])
  expect(await placesOf({ from: '2026-01-09T10:00:00.000001Z' })).toEqual(['b.jsonl 2'])
  expect(await placesOf({ to: '2026-01-09T10:00:00Z' })).toEqual(['a.json 0'])
})

test('what stands in quarantine is read whole, by file, table and reason, page by page in the order of its places', async () => {
  const reject = (row: bigint, reason: string) => ({ row, reason, detail: `${reason} of ${row}`, cells: '{"a":null}' })
  for (const [path, part, rejects] of [
    [
      'b.db',
      'pick_events',
      [reject(2n, 'no-symbol'), reject(9_007_199_254_740_993n, 'no-symbol'), reject(10n, 'zero')],
    ],
    ['a.pkl', '', [reject(0n, 'hostile')]],
  ] as const) {
    const source = await database.imported.source(path, part)
    await database.imported.append(importedTable('pick_events'), source, 0n, {
      rows: 0,
      encoded: new Uint8Array(),
      rejects,
      counts: {},
      cellsOf: () => Promise.resolve([]),
    })
  }
  const placesOf = async (wanted: Partial<ImportedQuarantineQuery>) =>
    (await reads.quarantine({ limit: 9, ...wanted })).map(({ path, table, row }) => `${path}#${table} ${row}`)
  const all = ['b.db#pick_events 2', 'b.db#pick_events 10', 'b.db#pick_events 9007199254740993', 'a.pkl# 0']
  expect(await placesOf({})).toEqual(all)
  expect(await placesOf({ after: { path: 'b.db', table: 'pick_events', row: '2' }, limit: 1 })).toEqual([all[1]])
  expect(await placesOf({ after: { path: 'b.db', table: 'pick_events', row: '10' } })).toEqual(all.slice(2))
  expect(await placesOf({ after: { path: 'gone', table: 'pick_events', row: '10' } })).toEqual([])
  expect(await placesOf({ path: 'a.pkl' })).toEqual(['a.pkl# 0'])
  expect(await placesOf({ table: 'pick_events', reason: 'zero' })).toEqual(['b.db#pick_events 10'])
  expect(await reads.quarantine({ reason: 'hostile', limit: 1 })).toMatchObject([
    { detail: 'hostile of 0', cells: '{"a":null}', quarantinedAt: expect.stringMatching(/Z$/) },
  ])
})

test('a page ends before it is larger than a few megabytes, with one row at least', async () => {
  const large = 'x'.repeat(3_000_000)
  const runs = ['large 1', 'large 2', 'large 3'].map((externalId) => ({ externalId, cells: { payload: large } }))
  await importSample(database, 'top_picks_runs', runs, 'large.db')
  const idsAfter = async (after: string) =>
    (await reads.tableRows({ table: 'top_picks_runs', after, limit: 3 })).map(({ externalId }) => externalId)
  expect(await idsAfter('large')).toEqual(['large 1', 'large 2'])
  expect((await idsAfter('large 2'))[0]).toBe('large 3')

  const path = 'large.jsonl'
  const checkpoint = { path, bytes: 0, items: 0, tail: '' }
  const documents = [1, 2, 3].map((item) => ({
    item,
    knownBy: null,
    kind: 'event',
    symbol: null,
    at: null,
    suspect: null,
    body: Buffer.alloc(5_000_000, 32),
  }))
  const rejects = [4n, 5n].map((row) => ({ row, reason: 'too-large', detail: '', cells: 'y'.repeat(5_000_000) }))
  await database.importedDocuments.write(checkpoint, checkpoint, { documents, rejects })
  expect(await reads.documents({ path, limit: 9 })).toMatchObject([{ item: 1 }])
  expect(await reads.documents({ path, after: { path, item: 2 }, limit: 9 })).toMatchObject([{ item: 3 }])
  expect(await reads.quarantine({ path, limit: 9 })).toMatchObject([{ row: '4', table: 'documents' }])
})
