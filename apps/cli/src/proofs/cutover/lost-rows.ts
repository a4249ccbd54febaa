import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type pg from 'pg'
import { legacyPaths } from './legacy-system.ts'

interface Compared {
  readonly path: string
  readonly table: string
  /** Columns of the legacy table, and what PostgreSQL is to hold for each as text, or as a number. */
  readonly columns: readonly (readonly [legacy: string, here: string])[]
}

const same = (...names: string[]): (readonly [string, string])[] => names.map((name) => [name, name])
const compared: readonly Compared[] = [
  {
    path: legacyPaths.runs,
    table: 'top_picks_runs',
    columns: [
      ...same('run_id', 'payload', 'elapsed_sec', 'picks_count', 'trigger'),
      ['generated_at_utc', 'generated_at_utc_original'],
    ],
  },
  {
    path: legacyPaths.runs,
    table: 'support_resistance_levels',
    columns: [...same('symbol', 'timeframe_scope', 'p', 'r3', 's3'), ['computed_at_ist', 'computed_at_ist_original']],
  },
  {
    path: legacyPaths.recommendations,
    table: 'ai_recommendations',
    columns: [
      ...same(
        'symbol',
        'run_id',
        'entry_price',
        'score_blend',
        'features_json',
        'exit_price',
        'exit_reason',
        'pnl_pct',
      ),
      ['generated_at_utc', 'generated_at_utc_original'],
      ['evaluated', 'evaluated::int'],
      ['evaluated_at_utc', 'evaluated_at_utc_original'],
    ],
  },
  {
    path: legacyPaths.costs,
    table: 'llm_requests',
    columns: [...same('model', 'tokens_input', 'tokens_output', 'cost_usd'), ['created_at', 'created_at_original']],
  },
]

const hashOf = (cells: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify(cells.map((cell) => (typeof cell === 'number' ? String(cell) : cell))))
    .digest('hex')

/** What is the matter with the rows of a legacy installation: those that are neither here, cell by cell, nor in quarantine. Written without what it is to prove: it reads both databases itself. */
export const lostRows = async (
  client: pg.Client,
  root: string,
): Promise<{ readonly rows: number; readonly quarantined: number; readonly broken: readonly string[] }> => {
  const broken: string[] = []
  let [rows, quarantined] = [0, 0]
  for (const { path, table, columns } of compared) {
    using database = new DatabaseSync(join(root, path), { readOnly: true })
    // text of a float8 is not written as JavaScript writes it: the driver reads it as a number
    const selected = columns.map(([, here], i) => `t.${here} as c${i}`).join(', ')
    const { rows: kept } = await client.query<Record<string, unknown> & { row: string }>(
      `select t.source_row::text as row, ${selected} from imported.${table} t join imported.sources s on s.id = t.source_id
       where s.path = $1 and s.part = $2`,
      [path, table],
    )
    const here = new Map(kept.map(({ row, ...cells }) => [row, hashOf(columns.map((_, i) => cells[`c${i}`] ?? null))]))
    const { rows: aside } = await client.query<{ row: string }>(
      `select q.source_row::text as row from imported.quarantine q join imported.sources s on s.id = q.source_id where s.path = $1 and s.part = $2`,
      [path, table],
    )
    const set = new Set(aside.map(({ row }) => row))
    for (const stored of database.prepare(`select rowid as number, * from ${table}`).iterate()) {
      rows += 1
      const row = String(stored['number'])
      if (set.has(row)) {
        quarantined += 1
        continue
      }
      const there = hashOf(columns.map(([name]) => stored[name] ?? null))
      const found = here.get(row)
      if (found === undefined) broken.push(`${table} row ${row} is lost`)
      else if (found !== there) broken.push(`${table} row ${row} is not what it is there`)
    }
  }
  const { rows: files } = await client.query<{ path: string; sha256: string }>(
    'select path, sha256 from imported.files',
  )
  const known = new Map(files.map((file) => [file.path, file.sha256]))
  for (const name of readdirSync(join(root, legacyPaths.picks))) {
    const path = join(legacyPaths.picks, name)
    const sha256 = createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex')
    if (known.get(path) !== sha256) broken.push(`${path} is not kept as it is`)
  }
  return { rows, quarantined, broken }
}
