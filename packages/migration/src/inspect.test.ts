import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Inspection, inspect, makePlan } from './index.ts'
import { makeInstallation } from './testing/installation.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fyntrix-legacy-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const file = (path: string, content: string | Uint8Array): string => {
  const whole = join(root, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, content)
  return whole
}
const database = (path: string, ...statements: readonly string[]): DatabaseSync => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  const made = new DatabaseSync(join(root, path))
  for (const statement of statements) made.exec(statement)
  return made
}
const reasonsOf = ({ problems }: Inspection) => problems.map(({ place, reason }) => `${place}: ${reason}`)
const tableOf = ({ databases }: Inspection, name: string) => {
  const found = databases.flatMap(({ tables }) => tables).find((table) => table.name === name)
  if (!found) throw new Error(`no table ${name}`)
  return found
}
const columnOf = (inspection: Inspection, table: string, column: string) =>
  tableOf(inspection, table).columns.find(({ name }) => name === column)

const levels = `create table support_resistance_levels
  (symbol text, timeframe_scope text, p real, r1 real, r2 real, r3 real, s1 real, s2 real, s3 real, computed_at_ist text)`

describe('a database', () => {
  test('has every cell looked at, whatever its table declares', async () => {
    using _ = database(
      'cache/top_picks_runs.db',
      levels,
      `insert into support_resistance_levels values
        ('M&M', 'D', 'not a number', 9e999, -9e999, 1, 2, x'00ff', null, cast(x'41ff42' as text)),
        ('../../x', 'D', 1, 2.5, 3, null, null, null, null, 'later'),
        (zeroblob(10000000), 'D', 1, 2, 3, 4, 5, 6, 7, 'x')`,
    )
    const inspection = await inspect(root)
    expect(tableOf(inspection, 'support_resistance_levels')).toMatchObject({ rows: 3, missing: [], extra: [] })
    expect(columnOf(inspection, 'support_resistance_levels', 'p')).toMatchObject({ real: 2, text: 1, longest: 12 })
    expect(columnOf(inspection, 'support_resistance_levels', 'r1')).toMatchObject({ real: 3, infinite: 1 })
    expect(columnOf(inspection, 'support_resistance_levels', 's2')).toMatchObject({ blob: 1, null: 1, real: 1 })
    expect(columnOf(inspection, 'support_resistance_levels', 'symbol')).toMatchObject({ text: 2, longest: 10_000_000 })
    const place = 'cache/top_picks_runs.db#support_resistance_levels'
    expect(reasonsOf(inspection)).toEqual([
      `${place}: 1 cells of symbol hold bytes`,
      `${place}: 1 cells of p hold text where REAL is declared`,
      `${place}: 1 cells of r1 are infinite`,
      `${place}: 1 cells of r2 are infinite`,
      `${place}: 1 cells of s2 hold bytes`,
      `${place}: 1 cells of computed_at_ist hold text that is no UTF-8`,
    ])
  })

  test('with other tables and columns than are known names them', async () => {
    using _ = database(
      'a.db',
      'create table llm_requests (id integer primary key, model text, "odd ""name" text)',
      'create table notes (text text)',
    )
    expect(reasonsOf(await inspect(root))).toEqual([
      'a.db#llm_requests: lacks tokens_input, tokens_output, cost_usd, created_at',
      'a.db#llm_requests: has columns that are not known: odd "name',
      'a.db#notes: not a table that the legacy system is known to have: nothing of it is moved',
    ])
  })

  test('of many rows is counted whole, also where a column took the name of the row number, or rows have none', async () => {
    const many = `insert into %s with recursive n(i) as (select -5 union all select i + 1 from n where i < 45000) select 'r' || i, i from n`
    using _ = database(
      'many.db',
      'create table plain (rowid text, n int)',
      'create table unnumbered (a text primary key, n int) without rowid',
      'create table taken (rowid text, n int, _rowid_ text, oid text)',
      many.replace('%s', 'plain'),
      many.replace('%s', 'unnumbered'),
      many.replace('%s', 'taken (rowid, n)'),
    )
    const inspection = await inspect(root)
    for (const table of ['plain', 'unnumbered', 'taken'])
      expect(columnOf(inspection, table, 'n')).toMatchObject({ integer: 45_006, null: 0 })
    expect(columnOf(inspection, 'plain', 'rowid')).toMatchObject({ text: 45_006 })
  })

  test.each(['wal', 'delete'])('that is being written to (%s) is read, and its writer goes on', async (journal) => {
    using writer = database(
      'live.db',
      `pragma journal_mode = ${journal}`,
      'pragma busy_timeout = 0',
      'create table llm_requests (id integer primary key, model text, tokens_input int, tokens_output int, cost_usd real, created_at text)',
      `insert into llm_requests (model) with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000) select 'm' from n`,
    )
    let written = 0
    const inspection = await inspect(root, {
      onProgress: () =>
        void (written += Number(writer.prepare(`insert into llm_requests (model) values ('m')`).run().changes)),
    })
    expect(written).toBeGreaterThan(3)
    expect(inspection.problems).toEqual([])
    expect(tableOf(inspection, 'llm_requests').rows).toBeGreaterThanOrEqual(50_000)
  })

  test('that lay quiet and begins to be written ahead while it is read is told, and none of its figures', async () => {
    using writer = database('a.db', 'pragma journal_mode = wal', levels)
    writer.exec(`insert into support_resistance_levels (symbol) values ('a')`)
    writer.close()
    using again = new DatabaseSync(join(root, 'a.db'))
    let begun = false
    const inspection = await inspect(root, {
      onProgress: (_, rows) => {
        if (rows > 0 && !begun)
          begun = again.prepare(`insert into support_resistance_levels (symbol) values ('b')`).run().changes === 1
      },
    })
    expect(begun).toBe(true)
    expect(inspection.databases).toEqual([])
    expect(reasonsOf(inspection)).toEqual([expect.stringMatching(/^a\.db: somebody wrote to/)])
  })

  test('that is locked, cut off, empty or none is told, and the others are read', async () => {
    const whole = database('whole.db', levels, `insert into support_resistance_levels (symbol) values ('a')`)
    whole.exec(
      `insert into support_resistance_levels (symbol) with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) select 'b' from n`,
    )
    whole.close()
    const bytes = readFileSync(join(root, 'whole.db'))
    file('cut.db', bytes.subarray(0, bytes.length / 2))
    file('empty.db', '')
    file('text.db', 'no database at all, but long enough to have been one')
    using locked = database('locked.db', levels, 'begin exclusive')
    const inspection = await inspect(root)
    expect(reasonsOf(inspection)).toEqual([
      expect.stringMatching(/^cut\.db: .*damaged, or cut off/),
      expect.stringMatching(/^empty\.db: .*no SQLite database/),
      expect.stringMatching(/^locked\.db: .*locked by whoever writes/),
      expect.stringMatching(/^text\.db: .*no SQLite database/),
    ])
    expect(tableOf(inspection, 'support_resistance_levels').rows).toBe(5_001)
    locked.exec('rollback')
  })
})

describe('files', () => {
  test('are told apart by place and name, and what cannot be read is named', async () => {
    const key = '0123456789abcdef0123456789abcdef'
    file('data/top_picks_intraday/picks_nifty50_Swing_20260109_142600.json', '{"items": []}')
    file('data/top_picks_intraday/picks_nifty50_Swing_20260109_142601.json', '{"other": 1}')
    file('cache/cache_metadata.json', JSON.stringify({ [key]: {} }))
    file(`cache/${key}.csv`, '')
    file('cache/ffffffffffffffffffffffffffffffff.csv', '')
    file('cache/summary.json', '{"price": NaN}')
    file('cache/minus.json', '[-Infinity]')
    file('cache/cut.json', '{"NaN": [')
    file('cache/bytes.json', Uint8Array.of(0x22, 0xff, 0x22))
    file('data/analytics/picks_log.jsonl', '{"a": 1}\n\n{"a": \n{"b": 2}\n')
    file('ml/quant_system/cache/model.joblib', 'x')
    file('ml/quant_system/cache/plain.pkl', gzipSync(Buffer.from('80045d942e', 'hex')))
    // what Python would run: os.system
    file('ml/quant_system/cache/evil.pkl', Buffer.from('\x80\x02cos\nsystem\nX\x01\x00\x00\x00x\x85R.', 'latin1'))
    file('output/charts/a.PNG', 'x')
    file('notes', 'x')
    symlinkSync('/etc', join(root, 'link'))
    const inspection = await inspect(root)
    expect(Object.fromEntries(inspection.files.map(({ kind, files }) => [kind, files]))).toEqual({
      'pick file': 2,
      'candle metadata': 1,
      'candle file': 2,
      json: 4,
      'json lines': 1,
      model: 1,
      pickle: 2,
      image: 1,
      other: 1,
    })
    expect(inspection.pickles).toEqual([{ path: 'ml/quant_system/cache/plain.pkl', tier: 'A', holds: 'list' }])
    expect(reasonsOf(inspection).toSorted()).toEqual([
      'cache/bytes.json: its text is no UTF-8',
      expect.stringMatching(/^cache\/cut\.json: no JSON: Unexpected end/),
      expect.stringMatching(/^cache\/minus\.json: no JSON: it holds NaN or Infinity/),
      expect.stringMatching(/^cache\/summary\.json: no JSON: it holds NaN or Infinity, as Python writes them/),
      'cache: 1 of 2 candle files are not named in cache_metadata.json',
      'data/analytics/picks_log.jsonl: 1 lines are no JSON, the first is line 3',
      'data/top_picks_intraday/picks_nifty50_Swing_20260109_142601.json: no picks: neither items nor picks stand in it',
      'link: no file but a link or a device: it is not followed',
      expect.stringMatching(/^ml\/quant_system\/cache\/evil\.pkl: .*os\.system/),
      'ml/quant_system/cache/model.joblib: a model of joblib holds code of Python: it is not read; export what is wanted of it',
    ])
  })

  test('and databases are as they were afterwards, and nothing is added', async () => {
    database('a.db', 'pragma journal_mode = wal', levels).close()
    using writer = database('written.db', 'pragma journal_mode = wal', levels)
    // as it is found after its writer died: a log without an index
    for (const end of ['', '-wal']) copyFileSync(writer.location() + end, join(root, `died.db${end}`))
    writer.exec(`insert into support_resistance_levels (symbol) values ('a')`)
    file('b.json', '{}')
    const state = () =>
      readdirSync(root).map((name) => [
        name,
        statSync(join(root, name)).mtimeMs,
        // where readers and the writer of a database meet: they write to it by design, and it is made anew at each start
        name.endsWith('-shm')
          ? null
          : createHash('md5')
              .update(readFileSync(join(root, name)))
              .digest('hex'),
      ])
    const before = state()
    const { databases, problems } = await inspect(root)
    expect(state()).toEqual(before)
    expect(databases.map(({ path, tables }) => [path, tables.map(({ rows }) => rows)])).toEqual([
      ['a.db', [0]],
      ['died.db', [0]],
      ['written.db', [1]],
    ])
    expect(problems).toEqual([])
  })

  test('are not gone on with once a signal says so, and a folder that is none is refused', async () => {
    file('b.json', '{}')
    await expect(inspect(root, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
    await expect(inspect(join(root, 'b.json'))).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

const shared = process.env['FYNTRIX_SHARED_DATA'] || resolve(import.meta.dirname, '../../../../shared/data')
const withoutSharedData = !existsSync(shared) && process.env['FYNTRIX_REQUIRE_DATA'] !== '1'

describe.skipIf(withoutSharedData)('the recorded installation', () => {
  test('has 42 runs, 43 recommendations without a price, and 42 files of picks with the one of the day', async () => {
    const inspection = await inspect(join(shared, 'legacy/fyntrix'))
    expect(tableOf(inspection, 'top_picks_runs')).toMatchObject({ rows: 42, missing: [], extra: [] })
    expect(columnOf(inspection, 'ai_recommendations', 'entry_price')).toMatchObject({ null: 43, real: 0 })
    expect(tableOf(inspection, 'llm_requests').rows).toBe(0)
    expect(inspection.files).toContainEqual({ kind: 'pick file', files: 43, bytes: 114_715 })
    expect(inspection.problems).toEqual([])
  })

  test('has 279 candle files, 16 of which the metadata do not name', async () => {
    const { files, problems } = await inspect(join(shared, 'legacy/stock-analyzer'))
    expect(files).toContainEqual({ kind: 'candle file', files: 279, bytes: 17_247_196 })
    expect(problems).toEqual([
      { place: 'cache', reason: '16 of 279 candle files are not named in cache_metadata.json' },
    ])
  })
})

test('files by whose names they could not be known again are named, and the others looked at', () => {
  using legacy = makeInstallation()
  legacy.file('known.json', '{}')
  writeFileSync(Buffer.concat([Buffer.from(`${legacy.root}/`), Buffer.from([0x61, 0xff, 0x62])]), '')
  legacy.file(`${Array.from({ length: 11 }, () => 'n'.repeat(190)).join('/')}/a.json`, '{}')
  const { unread, files } = makePlan(legacy.root)
  expect(files).toMatchObject([{ kind: 'json', files: 1 }])
  expect(unread.map(({ reason }) => reason).toSorted()).toEqual([
    'its name is no UTF-8: rename it',
    'its path has more than 2000 bytes: move it',
  ])
})
