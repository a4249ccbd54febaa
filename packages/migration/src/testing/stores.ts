import { type Installation, makeInstallation, recommendationsPath } from './installation.ts'

export const runsPath = 'cache/top_picks_runs.db'
export const costsPath = 'cache/llm_costs.db'
const names = ['INFY', 'TCS', 'SBIN', 'M&M']
const modes = ['Intraday', 'Swing', 'Scalping']
const day = (i: number): string => `2026-01-${String(1 + (i % 9)).padStart(2, '0')}`
const at = (i: number): string => `${day(i)}T10:${String(i % 60).padStart(2, '0')}:00.0000${10 + (i % 90)}`

/** The statement that adds a run as the legacy system wrote it. */
export const insertRun = (i: number): string => {
  const mode = modes[i % modes.length] ?? ''
  const universe = i % 2 === 0 ? 'nifty50' : 'banknifty'
  const picks = i % 4 === 3 ? [] : [{ symbol: names[i % names.length], last_price: 100 + i }]
  const payload = { generated_at: at(i).replace('T10', 'T09'), universe, mode, picks }
  return `insert into top_picks_runs (run_id, universe, mode, generated_at_utc, trigger, total_analyzed, filtered_count, picks_count, elapsed_sec, payload)
    values ('${universe}:${mode}:${at(i)}:${i}', '${universe}', '${mode}', '${at(i)}', '${i % 5 === 0 ? 'manual' : 'backfill'}', 50, ${i % 50}, ${picks.length}, ${30 + i / 7}, '${JSON.stringify(payload)}')`
}

/** The statement that adds a request to a language model. */
export const insertCost = (i: number): string =>
  `insert into llm_requests (model, tokens_input, tokens_output, cost_usd, created_at)
   values ('gpt-${i % 3}', ${i * 7}, ${i}, ${i / 1_000}, '${day(i)} 0${i % 10}:00:00')`

const tables = {
  runs: `create table if not exists top_picks_runs (id integer primary key autoincrement, run_id text not null, universe text not null, mode text not null, generated_at_utc text not null,
    trigger text not null, total_analyzed integer, filtered_count integer, picks_count integer, elapsed_sec real, payload text not null)`,
  levels: `create table if not exists support_resistance_levels (symbol text not null, timeframe_scope text not null, p real, r1 real, r2 real, r3 real, s1 real, s2 real, s3 real,
    computed_at_ist text not null, primary key (symbol, timeframe_scope))`,
  costs: `create table if not exists llm_requests (id integer primary key autoincrement, model text not null, tokens_input integer, tokens_output integer, cost_usd real, created_at timestamp)`,
}

/** Writes levels as the legacy system did: in place of those of before. */
export const replaceLevels = (symbol: string, p: number): string =>
  `insert or replace into support_resistance_levels values ('${symbol}', 'D', ${p}, ${p + 1}, ${p + 2}, ${p + 3}, ${p - 1}, ${p - 2}, ${p - 3}, '2026-01-09T15:30:00.5')`

/** An installation with something of everything that is asked of it. */
export const makeStores = (rows = 40): Installation => {
  const legacy = makeInstallation()
  const some = Array.from({ length: rows }, (_, i) => i)
  legacy.execute(
    runsPath,
    tables.runs,
    tables.levels,
    ...some.map(insertRun),
    ...names.map((name) => replaceLevels(name, 100)),
  )
  legacy.execute(costsPath, tables.costs, ...some.map(insertCost))
  for (const i of some)
    legacy.recommend({
      symbol: names[i % names.length] ?? '',
      mode: modes[i % modes.length] ?? '',
      generated_at_utc: `${at(i)}Z`,
      run_id: `run ${i}`,
      score_blend: i / 3,
      evaluated: i % 2,
      evaluated_at_utc: i % 2 === 0 ? null : at(i + 1),
    })
  return legacy
}

export { recommendationsPath }
