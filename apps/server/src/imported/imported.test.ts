import { importSample } from '@fyntrix/db/testing'
import { describe, expect, test } from 'vitest'
import { testServer } from '../testing/index.ts'

const server = await testServer()
const [client, runner] = [await server.client('read'), await server.client('run')]
const { imported } = client

const runId = 'nifty50:Intraday:2026-01-09T14:28:23.933306'
const names = { universe: 'nifty50', mode: 'intraday' }
await importSample(server.database, 'top_picks_runs', [
  {
    externalId: runId,
    suspect: 'impossible-level',
    cells: {
      ...names,
      run_id: runId,
      trigger: 'backfill',
      generated_at_utc: '2026-01-09T14:28:23.933306Z',
      payload_picks: 1n,
      payload: '{"picks": [{"symbol": "PNB", "last_price": 122.9}]}',
    },
  },
])
await importSample(server.database, 'ai_recommendations', [
  {
    externalId: `${runId}|PNB`,
    suspect: 'no-price',
    cells: { ...names, run_id: runId, symbol: 'PNB', evaluated: false, score_blend: Number.NaN },
  },
  {
    externalId: 'other|PNB',
    cells: {
      ...names,
      run_id: 'other',
      symbol: 'PNB',
      generated_at_utc: '2026-01-09T14:26:26.097643Z',
      evaluated: true,
      pnl_pct: 1.5,
    },
  },
])
await importSample(server.database, 'llm_requests', [
  { externalId: '1', cells: { model: 'gpt-4', created_at: '2026-01-09T14:00:00Z', cost_usd: 0.25 } },
])

describe('what was imported, over the API', () => {
  test('is a run with its picks, found by its id, as the latest and in the list of runs', async () => {
    const run = await imported.run({ runId })
    expect(run).toMatchObject({
      runId,
      lane: 'imported',
      suspect: ['impossible-level'],
      generatedAt: '2026-01-09T14:28:23.933306Z',
      picks: [{ symbol: 'PNB', last_price: 122.9 }],
    })
    expect(await imported.latestRun({ universe: 'NIFTY50', mode: 'Intraday' })).toEqual(run)
    const { payload: _, picks: __, ...listed } = run
    expect(await imported.runs()).toEqual([listed])
    expect(await imported.runs({ before: runId })).toEqual([])
    await expect(imported.run({ runId: 'gone' })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is recommendations without the suspect ones, which are counted, or with them where they are asked for', async () => {
    expect(await imported.recommendations()).toMatchObject({
      recommendations: [{ externalId: 'other|PNB', runSuspect: null, pnlPct: 1.5 }],
      excluded: { rows: 1, codes: { 'no-price': 1 }, runCodes: { 'impossible-level': 1 } },
    })
    const { recommendations } = await imported.recommendations({ includeSuspect: true })
    expect(recommendations[1]).toMatchObject({
      suspect: ['no-price'],
      runSuspect: ['impossible-level'],
      score: null,
      notNumbers: { score: 'NaN' },
    })
  })

  test('is their performance, with what was left out', async () => {
    expect(await imported.performance({ by: 'universe' })).toMatchObject({
      groups: [{ group: 'nifty50', n: 1, median: 1.5 }],
      counts: { recommendations: 2, measured: 1, unevaluated: 1 },
      excluded: { rows: 1, codes: { 'no-price': 1 } },
    })
  })

  test('is what calls of models cost, and what there is at all', async () => {
    expect(await imported.usage({ days: 1, until: '2026-01-10T00:00:00.000Z' })).toMatchObject({
      total: { requests: 1, costUsd: '0.250000000000', withoutTokens: 1 },
      byDay: [{ day: '2026-01-09' }],
    })
    const { tables } = await imported.summary()
    expect(tables.find(({ table }) => table === 'ai_recommendations')).toMatchObject({ rows: 2, suspect: 1 })
  })

  test('is the rows of each table, and the items of files', async () => {
    expect(await imported.rows({ table: 'ai_recommendations', after: 'other', limit: 1 })).toMatchObject([
      { externalId: 'other|PNB', place: 'sample.db#ai_recommendations row 2', cells: { symbol: 'PNB', pnl_pct: 1.5 } },
    ])
    const checkpoint = { path: 'exits.json', bytes: 0, items: 0, tail: '' }
    // the last moment of an exchange date, and the first of the next
    const at = (time: string, micros: number) => Date.parse(`${time}Z`) * 1_000 + micros
    const documents = [at('2026-01-09T18:29:59.999', 999), at('2026-01-09T18:30:00', 0)].map((instant, item) => ({
      item,
      knownBy: null,
      kind: 'scalping exit',
      symbol: 'PNB',
      at: instant,
      suspect: null,
      body: Buffer.from('{}'),
    }))
    await server.database.importedDocuments.write(checkpoint, checkpoint, { documents, rejects: [] })
    expect(await imported.documents()).toHaveLength(2)
    expect(await imported.documents({ from: '2026-01-09', to: '2026-01-09' })).toMatchObject([{ item: 0 }])
    expect(await imported.documents({ symbol: 'PNB', from: '2026-01-10', limit: 5 })).toMatchObject([
      { item: 1, body: '{}' },
    ])
    const rejects = [{ row: 5n, reason: 'no-json', detail: 'is none', cells: '{' }]
    await server.database.importedDocuments.write(checkpoint, checkpoint, { documents: [], rejects })
    expect(await imported.quarantine({ reason: 'no-json' })).toMatchObject([
      { path: 'exits.json', table: 'documents', row: '5', detail: 'is none', cells: '{' },
    ])
    const after = { path: 'exits.json', table: 'documents', row: '5' }
    expect(await imported.quarantine({ after })).toEqual([])
    const tooLong = { ...after, row: '9999999999999999999' }
    await expect(imported.quarantine({ after: tooLong })).rejects.toMatchObject({ code: 'invalid-input' })
    const beyond = { path: 'exits.json', item: 3_000_000_000 }
    await expect(imported.documents({ after: beyond })).rejects.toMatchObject({ code: 'invalid-input' })
    expect((await imported.summary()).documents).toEqual([{ kind: 'scalping exit', items: 2, suspect: 0, gone: 0 }])
    await server.database.importedDocuments.write(checkpoint, checkpoint, { documents: [], rejects: [], drop: [1, 5] })
    expect(await imported.documents()).toMatchObject([
      { item: -6, gone: true },
      { item: 0, gone: false },
    ])
    expect(await imported.quarantine({ reason: 'no-json' })).toMatchObject([{ row: '-2' }])
    expect((await imported.summary()).documents).toEqual([{ kind: 'scalping exit', items: 1, suspect: 0, gone: 1 }])
  })

  test('needs the scope read', async () => {
    await expect(runner.imported.summary()).rejects.toMatchObject({ code: 'forbidden' })
  })
})

test('nothing that was imported shows among what is of this installation', async () => {
  expect(await client.recommendations.list()).toEqual([])
  expect(await client.topPicks.list({ universe: 'nifty50', mode: 'intraday' })).toEqual([])
  expect(await client.recommendations.performance({ by: 'mode' })).toMatchObject({
    groups: [],
    counts: { open: 0, told: 0, unavailable: 0 },
  })
  expect((await client.llmCosts.spend({ from: '2026-01-09', to: '2026-01-09' })).total).toMatchObject({ calls: 0 })
})
