import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Where the legacy system keeps what it writes, relative to the installation. */
export const legacyPaths = {
  runs: 'cache/top_picks_runs.db',
  recommendations: 'cache/ai_recommendations.db',
  costs: 'cache/llm_costs.db',
  picks: 'data/top_picks_intraday',
} as const

/** As the legacy system made them, in January 2026. */
const schemas = {
  runs: `
    create table if not exists support_resistance_levels (
      symbol text not null, timeframe_scope text not null, p real, r1 real, r2 real, r3 real, s1 real, s2 real, s3 real, computed_at_ist text not null,
      primary key (symbol, timeframe_scope));
    create table if not exists top_picks_runs (
      id integer primary key autoincrement, run_id text not null, universe text not null, mode text not null, generated_at_utc text not null, trigger text not null,
      total_analyzed integer, filtered_count integer, picks_count integer, elapsed_sec real, payload text not null);
    create index if not exists idx_tpr_universe_mode_time on top_picks_runs (universe, mode, generated_at_utc desc);
    create index if not exists idx_tpr_run_id on top_picks_runs (run_id);`,
  recommendations: `
    create table if not exists ai_recommendations (
      id integer primary key autoincrement, symbol text not null, mode text not null, universe text not null, source text not null, recommendation text not null,
      direction text not null, generated_at_utc text not null, entry_price real, stop_loss_price real, target_price real, score_blend real, confidence text,
      risk_profile text, run_id text, rank_in_run integer, policy_version text, features_json text, evaluated integer not null default 0, evaluated_at_utc text,
      exit_price real, exit_time_utc text, exit_reason text, pnl_pct real, max_drawdown_pct real, alpha_vs_benchmark real, labels_json text);
    create index if not exists idx_ai_rec_symbol_mode_time on ai_recommendations (symbol, mode, generated_at_utc desc);
    create index if not exists idx_ai_rec_evaluated_time on ai_recommendations (evaluated, generated_at_utc);
    create index if not exists idx_ai_rec_run_id on ai_recommendations (run_id);
    create index if not exists idx_ai_rec_source on ai_recommendations (source);`,
  costs: `
    create table if not exists llm_requests (
      id integer primary key autoincrement, model text not null, tokens_input integer, tokens_output integer, cost_usd real, created_at timestamp default current_timestamp);
    create index if not exists idx_created_at on llm_requests (created_at desc);`,
} as const

const symbols = 'RELIANCE TCS INFY HDFCBANK M&M BAJAJ-AUTO ITC SBIN LT PNB AXISBANK WIPRO'.split(' ')
const modes = ['Intraday', 'Swing', 'Options', 'Futures', 'Scalping']
const universes = ['nifty50', 'banknifty', 'nifty100']
const triggers = ['backfill', 'scheduled', 'manual']
const scopes = ['D', 'W', 'M', 'Y']
const begun = Date.UTC(2026, 0, 5, 4)
const istMs = 330 * 60_000
const perRun = 5

/** What was done to the databases. */
export interface Written {
  runs: number
  recommendations: number
  requests: number
  evaluated: number
  levels: number
  deleted: number
  files: number
}

/** A legacy system that writes: real SQLite with its log written ahead, and files. */
export interface LegacySystem extends Disposable {
  readonly written: Written
  /** One run with all that follows from it; now and then older rows are evaluated, replaced or deleted. */
  step(): void
}

interface LegacySystemOptions {
  readonly seed: number
  /** Whether older rows are changed and deleted too. */
  readonly changes: boolean
  /** How many runs there were before. */
  readonly after: number
}

const openDatabase = (root: string, path: string, schema: string): DatabaseSync => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  const database = new DatabaseSync(join(root, path), { timeout: 10_000 })
  database.exec(`pragma journal_mode = wal; pragma synchronous = normal; ${schema}`)
  return database
}

/** Opens one on an installation, which is made if need be. */
export const openLegacySystem = (root: string, { seed, changes, after }: LegacySystemOptions): LegacySystem => {
  const random = xoroshiro128plus(seed)
  const upTo = (most: number) => uniformInt(random, 0, most)
  const oneOf = (words: readonly string[]) => words[upTo(words.length - 1)] ?? ''
  const oneIn = (n: number) => upTo(n - 1) === 0
  const runs = openDatabase(root, legacyPaths.runs, schemas.runs)
  const recommendations = openDatabase(root, legacyPaths.recommendations, schemas.recommendations)
  const costs = openDatabase(root, legacyPaths.costs, schemas.costs)
  mkdirSync(join(root, legacyPaths.picks), { recursive: true })
  const written: Written = { runs: 0, recommendations: 0, requests: 0, evaluated: 0, levels: 0, deleted: 0, files: 0 }
  const insert = (database: DatabaseSync, into: string, row: Readonly<Record<string, SQLInputValue>>, or = '') => {
    const columns = Object.keys(row)
    database
      .prepare(`insert ${or} into ${into} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`)
      .run(...Object.values(row))
  }
  const inTransaction = (database: DatabaseSync, work: () => void) => {
    database.exec('begin immediate')
    work()
    database.exec('commit')
  }
  let n = after
  const iso = (ms: number) =>
    new Date(ms).toISOString().replace(/\.\d+Z$/, `.${String(1 + upTo(999_998)).padStart(6, '0')}`)

  const writeRun = () => {
    const ms = begun + n * 7_000
    const [universe, mode, trigger] = [oneOf(universes), oneOf(modes), oneOf(triggers)]
    const [startedAt, finishedAt] = [iso(ms + istMs), iso(ms + 30_000)]
    const price = 100 + upTo(400_000) / 100
    const picks = oneIn(4)
      ? []
      : Array.from({ length: perRun }, (_, i) => ({
          rank: i + 1,
          symbol: symbols[(n + i) % symbols.length],
          price: price + i,
          score_blend: upTo(1_000) / 10,
          reasoning: `Three White Soldiers ${upTo(1_000_000)}`,
        }))
    const runId = `${universe}:${mode}:${finishedAt}`
    const payload = {
      date: startedAt.slice(0, 10),
      generated_at: startedAt,
      universe,
      mode,
      picks_count: picks.length,
      picks,
    }
    inTransaction(runs, () =>
      insert(runs, 'top_picks_runs', {
        run_id: runId,
        universe,
        mode,
        generated_at_utc: finishedAt,
        trigger,
        total_analyzed: 50,
        filtered_count: upTo(50),
        picks_count: picks.length,
        elapsed_sec: upTo(1_000_000) / 9_973,
        payload: JSON.stringify(payload),
      }),
    )
    inTransaction(recommendations, () => {
      for (const { symbol, rank, score_blend, reasoning, price: entry } of picks)
        insert(recommendations, 'ai_recommendations', {
          symbol: symbol ?? '',
          mode,
          universe: universe.toUpperCase(),
          source: trigger,
          recommendation: rank % 2 === 0 ? 'Sell' : 'Buy',
          direction: rank % 2 === 0 ? 'SHORT' : 'LONG',
          // Asia/Kolkata, marked as UTC
          generated_at_utc: `${startedAt}Z`,
          entry_price: oneIn(3) ? null : entry,
          score_blend: oneIn(997) ? Number.POSITIVE_INFINITY : score_blend,
          confidence: 'Medium',
          run_id: runId,
          rank_in_run: oneIn(1_009) ? 1.5 : rank,
          policy_version: '1.0',
          features_json: JSON.stringify({ reasoning, rank, scores: { sentiment: 50, options: upTo(100) } }),
        })
    })
    inTransaction(costs, () => {
      for (let i = upTo(3); i > 0; i -= 1) {
        insert(costs, 'llm_requests', {
          model: oneOf(['gpt-4', 'gpt-4-turbo', 'sambanova:llama']),
          tokens_input: upTo(4_000),
          tokens_output: upTo(900),
          cost_usd: upTo(100_000) / 1_000_000,
          created_at: new Date(ms).toISOString().slice(0, 19).replace('T', ' '),
        })
        written.requests += 1
      }
    })
    written.runs += 1
    written.recommendations += picks.length
    // the first kind of file that is new would be another plan
    if (n === 0 || oneIn(25)) {
      const file = { items: picks, as_of: startedAt, universe, mode, run_id: runId }
      writeFileSync(join(root, legacyPaths.picks, `picks_${universe}_${mode}_${n}.json`), JSON.stringify(file))
      written.files += 1
    }
  }

  const writeLevels = () => {
    const p = upTo(400_000) / 100
    const row = { p, r1: p + 1, r2: p + 2, r3: p + 3, s1: p - 1, s2: p - 2, s3: p - 3 }
    const key = { symbol: oneOf(symbols), timeframe_scope: oneOf(scopes) }
    const levels = { ...key, ...row, computed_at_ist: iso(begun + n * 7_000 + istMs) }
    insert(runs, 'support_resistance_levels', levels, 'or replace')
    written.levels += 1
  }

  const someId = (database: DatabaseSync, table: string): number => {
    const most = database.prepare(`select max(id) as most from ${table}`).get()?.['most']
    return 1 + upTo(Math.max(0, Number(most ?? 1) - 1))
  }
  const evaluate = () => {
    const id = someId(recommendations, 'ai_recommendations')
    const { changes: changed } = recommendations
      .prepare(
        `update ai_recommendations set evaluated = 1, evaluated_at_utc = ?, exit_price = ?, exit_time_utc = ?, exit_reason = 'EOD_CLOSE', pnl_pct = ?
         where id between ? and ?`,
      )
      .run(
        `${iso(begun + n * 7_000)}Z`,
        upTo(100_000) / 100,
        `${iso(begun + n * 7_000)}Z`,
        (upTo(800) - 400) / 100,
        id,
        id + upTo(3),
      )
    written.evaluated += Number(changed)
  }
  const remove = () => {
    const tables = [
      { database: runs, table: 'top_picks_runs' },
      { database: recommendations, table: 'ai_recommendations' },
      { database: costs, table: 'llm_requests' },
    ]
    const chosen = tables[upTo(2)]
    if (chosen === undefined) return
    const { database, table } = chosen
    const { changes: gone } = database.prepare(`delete from ${table} where id = ?`).run(someId(database, table))
    written.deleted += Number(gone)
  }
  return {
    written,
    step() {
      writeRun()
      if (oneIn(4)) writeLevels()
      if (changes) {
        if (oneIn(2)) evaluate()
        if (oneIn(20)) remove()
      }
      n += 1
    },
    [Symbol.dispose]() {
      for (const database of [runs, recommendations, costs]) database.close()
    },
  }
}
