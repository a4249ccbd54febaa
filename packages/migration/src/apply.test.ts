import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { applyPlan, makePlan, type Target, verify } from './index.ts'
import { apply } from './testing/apply.ts'
import { openHome } from './testing/home.ts'
import { type Installation, makeInstallation, recommendationsPath } from './testing/installation.ts'
import { makeRecommendations } from './testing/legacy-recommendations.ts'

const table = 'ai_recommendations'
const recommended = (installation: Installation, ...rows: Parameters<Installation['recommend']>[0][]) => {
  for (const row of rows) installation.recommend(row)
}

describe('a row', () => {
  test('that was evaluated since is written anew, and one that was deleted stays and is told', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    recommended(legacy, { symbol: 'INFY' }, { symbol: 'TCS' }, { symbol: 'SBIN' })
    await apply(home.target, legacy.root)
    legacy.execute(
      recommendationsPath,
      `update ${table} set evaluated = 1, pnl_pct = 1.5 where symbol = 'TCS'`,
      `delete from ${table} where symbol = 'INFY'`,
    )
    legacy.recommend({ symbol: 'LT' })
    expect((await verify(home.target, legacy.root)).tables[0]).toMatchObject({
      proved: 1,
      differences: [
        {
          row: 2n,
          kind: 'changed',
          cells: [{ column: 'evaluated' }, { column: 'pnl_pct', legacy: '3ff8000000000000', kept: '-' }],
        },
        { row: 1n, kind: 'deleted', cells: [] },
      ],
    })
    expect((await apply(home.target, legacy.root)).tables[0]).toMatchObject({ added: 1, replaced: 1, deleted: 1 })
    expect(await home.rows(`select symbol, pnl_pct from imported.${table} order by source_row`)).toEqual([
      { symbol: 'INFY', pnl_pct: null },
      { symbol: 'TCS', pnl_pct: 1.5 },
      { symbol: 'SBIN', pnl_pct: null },
      { symbol: 'LT', pnl_pct: null },
    ])
  })

  test('whose cells are stored otherwise than declared is read by a named rule, or kept in quarantine whole', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const long = 'x'.repeat(10_000_000)
    recommended(
      legacy,
      { symbol: 'M&M', rank_in_run: 3.5, run_id: 'a' },
      { symbol: 'NIFTY 50', score_blend: Number.POSITIVE_INFINITY, run_id: 'b' },
      { symbol: '../../x', run_id: 'c' },
      { symbol: 'TCS', entry_price: Buffer.from([1, 2]), run_id: 'd' },
      { symbol: 'TCS', confidence: 'a\0b', run_id: 'e' },
      { symbol: 'TCS', features_json: long, run_id: 'f' },
      { symbol: 'TCS', generated_at_utc: '2026-02-30T10:00:00', run_id: 'g' },
      { symbol: 'TCS', target_price: 'nan', run_id: 'h' },
      { symbol: 'TCS', mode: 'INTRADAY', run_id: null },
      { symbol: 'M&M', run_id: 'i' },
    )
    legacy.execute(
      recommendationsPath,
      `update ${table} set source = cast(x'41ff42' as text) where run_id = 'd' or run_id = 'h'`,
    )
    const { tables, problems } = await apply(home.target, legacy.root)
    expect(tables).toMatchObject([{ added: 10, counts: { 'score_blend: not finite, kept': 1 } }])
    expect(problems.map(({ reason }) => reason)).toEqual([
      '1 row in quarantine, no-symbol: row 3: symbol holds "../../x", which is no symbol',
      '2 rows in quarantine, not-utf8: row 4: source holds text that is no UTF-8',
      '1 row in quarantine, real-for-whole-number: row 1: rank_in_run holds real where a whole number is expected',
      '1 row in quarantine, text-for-time: row 7: generated_at_utc holds text where a time is expected',
      "1 row in quarantine, zero-in-text: row 5: confidence holds U+0000, which PostgreSQL's text cannot",
      '1 cells of features_json: no JSON, kept',
      '1 cells of score_blend: not finite, kept',
    ])
    expect(
      await home.rows(
        `select source_row::int as row, reason, cells::jsonb->'symbol'->>'text' as symbol from imported.quarantine order by 1`,
      ),
    ).toEqual([
      { row: 1, reason: 'real-for-whole-number', symbol: 'M&M' },
      { row: 3, reason: 'no-symbol', symbol: '../../x' },
      { row: 4, reason: 'not-utf8', symbol: 'TCS' },
      { row: 5, reason: 'zero-in-text', symbol: 'TCS' },
      { row: 7, reason: 'text-for-time', symbol: 'TCS' },
      { row: 8, reason: 'not-utf8', symbol: 'TCS' },
    ])
    expect(
      await home.rows(
        `select cells::jsonb->'source' as source, cells::jsonb->'entry_price' as entry from imported.quarantine where source_row = 4`,
      ),
    ).toEqual([{ source: { notUtf8: Buffer.from('41ff42', 'hex').toString('base64') }, entry: { bytes: 'AQI=' } }])
    expect(
      await home.rows(
        `select source_row::int as row, external_id, entry_price, original::jsonb as original, suspect, mode from imported.${table} order by 1`,
      ),
    ).toEqual([
      {
        row: 2,
        external_id: 'b|NIFTY 50',
        entry_price: 1614.1,
        original: null,
        suspect: 'not-finite',
        mode: 'intraday',
      },
      {
        row: 6,
        external_id: 'f|TCS',
        entry_price: 1614.1,
        original: null,
        suspect: 'unreadable-json',
        mode: 'intraday',
      },
      {
        row: 9,
        external_id: expect.stringMatching(/^ai_recommendations\.db#ai_recommendations:9@[0-9a-f]{16}$/),
        entry_price: 1614.1,
        original: { mode: { text: 'INTRADAY' } },
        suspect: null,
        mode: 'intraday',
      },
      {
        row: 10,
        external_id: 'i|M&M',
        entry_price: 1614.1,
        original: null,
        suspect: null,
        mode: 'intraday',
      },
    ])
    expect(await verify(home.target, legacy.root)).toMatchObject({
      proved: true,
      tables: [{ proved: 10, differences: [] }],
    })
    legacy.execute(recommendationsPath, `update ${table} set symbol = 'WIPRO' where run_id = 'c'`)
    expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ added: 0, replaced: 1 }])
    expect(await home.rows(`select symbol from imported.${table} where source_row = 3`)).toEqual([{ symbol: 'WIPRO' }])
    expect(await verify(home.target, legacy.root)).toMatchObject({ proved: true })
  })

  test('whose key or name is longer than an index holds stands in quarantine, and the others are imported', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    const long = (n: number) => randomBytes(n).toString('base64')
    recommended(
      legacy,
      { symbol: 'INFY', run_id: long(3_000) },
      { symbol: 'INFY', mode: long(3_000), run_id: 'a' },
      { symbol: 'INFY', run_id: 'b', confidence: long(9_000) },
    )
    legacy.execute(
      'cache/context.db',
      'create table context_memory (id integer primary key, context_type text, key text, value text)',
      `insert into context_memory values (1, 'session', '${long(3_000)}', '1'), (2, 'session', 'k', '${long(9_000)}')`,
    )
    const { tables } = await apply(home.target, legacy.root)
    expect(
      tables.map(({ table: name, quarantined }) => [name, quarantined.map(({ reason, row }) => [reason, row])]),
    ).toEqual([
      [
        'ai_recommendations',
        [
          ['key-too-long', 1n],
          ['name-too-long', 2n],
        ],
      ],
      ['context_memory', [['key-too-long', 1n]]],
    ])
    expect((await verify(home.target, legacy.root)).proved).toBe(true)
    expect(await home.rows(`select run_id from imported.${table}`)).toEqual([{ run_id: 'b' }])
  })

  test('of a table that lacks columns or has others is imported with what there is', async () => {
    using legacy = makeInstallation()
    await using home = await openHome()
    legacy.execute(
      'cache/llm_costs.db',
      `create table llm_requests (id integer primary key, model text, cost_usd text, provider text, created_at text)`,
      `insert into llm_requests values (7, 'gpt-4', ' 0.25 ', 'openai', '2026-01-09 14:00:00')`,
      `create table notes (id integer primary key, body text)`,
    )
    expect(makePlan(legacy.root)).toMatchObject({
      tables: [{ table: 'llm_requests', missing: ['tokens_input', 'tokens_output'], extra: ['provider'] }],
      unread: [{ place: 'cache/llm_costs.db#notes' }],
    })
    await apply(home.target, legacy.root)
    expect(
      await home.rows(
        `select external_id, tokens_input, cost_usd, original::jsonb as original, created_at, created_at_original from imported.llm_requests`,
      ),
    ).toEqual([
      {
        external_id: expect.stringMatching(/^llm_costs\.db#llm_requests:7@[0-9a-f]{16}$/),
        tokens_input: null,
        cost_usd: 0.25,
        original: { cost_usd: { text: ' 0.25 ' }, provider: { text: 'openai' } },
        created_at: new Date('2026-01-09T14:00:00Z'),
        created_at_original: '2026-01-09 14:00:00',
      },
    ])
    expect(await verify(home.target, legacy.root)).toMatchObject({
      proved: false,
      tables: [{ proved: 1, waiting: 0, differences: [] }],
      unread: [{ place: 'cache/llm_costs.db#notes' }],
    })
  })
})

describe('an import of many rows', () => {
  const many = 6_000

  const hashOf = async (target: Target, root: string): Promise<string> => {
    const verified = await verify(target, root)
    expect(verified).toMatchObject({ proved: true, tables: [{ proved: many, waiting: 0 }] })
    return verified.tables[0]?.hash ?? ''
  }

  test('that is stopped again and again ends as one that was not', async () => {
    using legacy = makeInstallation()
    legacy.execute(recommendationsPath)
    makeRecommendations(join(legacy.root, recommendationsPath), many)
    await using unbroken = await openHome()
    await apply(unbroken.target, legacy.root)
    await using broken = await openHome()
    const { hash } = makePlan(legacy.root)
    /** How it ended, stopped once it had got on. */
    const attempt = async (): Promise<string> => {
      const stopping = new AbortController()
      const onProgress = (what: string) => what.endsWith('compared') || stopping.abort()
      const applying = applyPlan(broken.target, legacy.root, { hash, signal: stopping.signal, onProgress })
      return applying.then(
        () => 'done',
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      )
    }
    const ends: string[] = []
    while (ends.at(-1) !== 'done') ends.push(await attempt())
    expect(new Set(ends.slice(0, -1))).toEqual(new Set(['AbortError']))
    const stops = ends.length - 1
    expect(stops).toBeGreaterThan(2)
    expect(await hashOf(broken.target, legacy.root)).toBe(await hashOf(unbroken.target, legacy.root))
  })

  test('proves every row, finds one cell that was flipped on either side, and says which', async () => {
    using legacy = makeInstallation()
    legacy.execute(recommendationsPath)
    makeRecommendations(join(legacy.root, recommendationsPath), many)
    await using home = await openHome()
    await apply(home.target, legacy.root)
    await hashOf(home.target, legacy.root)
    await home.rows(`update imported.${table} set score_blend = score_blend + 1e-12 where source_row = 4321`)
    expect(await verify(home.target, legacy.root)).toMatchObject({
      proved: false,
      tables: [
        { proved: many - 1, differences: [{ row: 4321n, kind: 'changed', cells: [{ column: 'score_blend' }] }] },
      ],
    })
    await home.rows(`delete from imported.${table} where source_row = 100`)
    const database = new DatabaseSync(join(legacy.root, recommendationsPath))
    database.exec(`update ${table} set features_json = replace(features_json, 'Three', 'Two') where id = 5999`)
    database.close()
    const { tables } = await verify(home.target, legacy.root)
    expect(tables[0]?.differences).toMatchObject([
      { row: 100n, kind: 'missing' },
      { row: 4321n, kind: 'changed', cells: [{ column: 'score_blend' }] },
      { row: 5999n, kind: 'changed', cells: [{ column: 'features_json' }] },
    ])
    expect(tables[0]?.aggregates.map(({ column }) => column)).toContain('rank_in_run')
  })

  test('by two at once is refused to one of them, and whole', async () => {
    using legacy = makeInstallation()
    legacy.execute(recommendationsPath)
    makeRecommendations(join(legacy.root, recommendationsPath), many)
    await using home = await openHome()
    const both = await Promise.allSettled([apply(home.target, legacy.root), apply(home.target, legacy.root)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    await hashOf(home.target, legacy.root)
  })
})

test('an installation that is no longer what was planned is refused', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.recommend()
  const { hash } = makePlan(legacy.root)
  legacy.recommend({ symbol: 'TCS' })
  expect(makePlan(legacy.root).hash).toBe(hash)
  legacy.execute(recommendationsPath, `alter table ${table} add column mood text`)
  await expect(applyPlan(home.target, legacy.root, { hash })).rejects.toMatchObject({ code: 'conflict' })
  expect(await home.rows('select 1 from imported.sources')).toEqual([])
})

test('a damaged, a locked and a foreign database are named, and the others are imported', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.recommend()
  legacy.file('cache/none.db', 'hello')
  legacy.execute(
    'cache/cut.db',
    `create table llm_requests (id integer primary key, model text)`,
    `insert into llm_requests values (1, hex(zeroblob(20000)))`,
  )
  const { truncateSync } = await import('node:fs')
  truncateSync(join(legacy.root, 'cache/cut.db'), 9_000)
  legacy.execute('cache/locked.db', `create table llm_requests (id integer primary key, model text)`)
  using locking = new DatabaseSync(join(legacy.root, 'cache/locked.db'))
  locking.exec('begin exclusive')
  const { problems, tables } = await apply(home.target, legacy.root)
  expect(problems.map(({ place }) => place).toSorted()).toEqual(['cache/cut.db', 'cache/locked.db', 'cache/none.db'])
  expect(tables.find(({ path }) => path === recommendationsPath)).toMatchObject({ added: 1 })
})
