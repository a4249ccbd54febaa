import { DatabaseSync } from 'node:sqlite'

const symbols = ['RELIANCE', 'TCS', 'INFY', 'HDFCBANK', 'M&M', 'NIFTY 50', 'BAJAJ-AUTO', 'ITC', 'SBIN', 'LT']
const modes = ['Intraday', 'Swing', 'Options', 'Futures', 'Scalping']
const universes = ['NIFTY50', 'BANKNIFTY']
const symbolsPerRun = symbols.length

/** As the legacy system made it, in January 2026. */
export const createRecommendations = `
  create table if not exists ai_recommendations (
    id integer primary key autoincrement, symbol text not null, mode text not null, universe text not null, source text not null,
    recommendation text not null, direction text not null, generated_at_utc text not null, entry_price real, stop_loss_price real,
    target_price real, score_blend real, confidence text, risk_profile text, run_id text, rank_in_run integer, policy_version text,
    features_json text, evaluated integer not null default 0, evaluated_at_utc text, exit_price real, exit_time_utc text,
    exit_reason text, pnl_pct real, max_drawdown_pct real, alpha_vs_benchmark real, labels_json text)`

/** Its columns but the number. */
export const columnsOfRecommendations =
  `symbol mode universe source recommendation direction generated_at_utc entry_price stop_loss_price target_price score_blend confidence risk_profile
  run_id rank_in_run policy_version features_json evaluated evaluated_at_utc exit_price exit_time_utc exit_reason pnl_pct labels_json`.split(
    /\s+/,
  )

const begun = Date.UTC(2025, 0, 1, 4)
const ist = 330 * 60_000
const written = (ms: number, micros: number): string =>
  new Date(ms).toISOString().replace(/\.\d+Z$/, `.${String(micros).padStart(6, '0')}`)

const signal = (i: number, agent: string) => ({
  type: 'Three White Soldiers',
  direction: i % 2 === 0 ? 'BULLISH' : 'BEARISH',
  confidence: 60 + (i % 37),
  description: `Strong reversal, ${(i * 7919) % 1000} of the last candles of this day agree`,
  agent,
})

const features = (i: number): string =>
  JSON.stringify({
    scores: { pattern_recognition: (i % 100) + 0.5, market_regime: 75, sentiment: 50, options: (i * 7.5) % 100 },
    agent_consensus: { bullish: i % 8, bearish: 0, neutral: 2, total_agents: 4 },
    key_signals: [signal(i, 'pattern_recognition'), signal(i + 1, 'market_regime'), signal(i + 3, 'options')],
    exit_strategy: {},
    reasoning: 'Three White Soldiers: ',
    horizon: 'Swing',
    risk_reward_ratio: null,
    color_scheme: { text: '#15803d', background: '#f0fdf4', border: '#bbf7d0', badge: 'bg-green-50 text-green-700' },
    recommendation_note: null,
    metadata: { elapsed_seconds: 30 + (i % 1_000) / 7 },
  })

const rowOf = (i: number, finite: boolean) => {
  const run = Math.floor(i / symbolsPerRun)
  const [mode = '', universe = ''] = [modes[run % modes.length], universes[run % universes.length]]
  const at = begun + run * 61_000
  const price = 100 + ((i * 37) % 90_000) / 20
  const priced = i % 3 !== 0
  const evaluated = priced && i % 5 !== 0
  const buys = i % 2 === 0
  return [
    symbols[i % symbolsPerRun] ?? '',
    mode,
    universe,
    'backfill',
    buys ? 'Buy' : 'Sell',
    buys ? 'LONG' : 'SHORT',
    // Asia/Kolkata, marked as UTC
    `${written(at + ist, (run * 131) % 1_000_000)}Z`,
    priced ? price : null,
    priced ? price * 0.97 : null,
    priced ? price * 1.05 : null,
    // now and then a score that is text, or more than any
    i % 10_007 === 5 ? `${i % 100}.5` : i % 50_021 === 7 && !finite ? Number.POSITIVE_INFINITY : (i % 1_000) / 10,
    'Medium',
    null,
    i % 9_973 === 3 ? null : `${universe.toLowerCase()}:${mode}:${written(at + 30_000, run % 1_000_000)}`,
    (i % symbolsPerRun) + 1,
    '1.0',
    // Python writes NaN
    i % 20_011 === 11 ? features(i).replace('null', 'NaN') : features(i),
    evaluated ? 1 : 0,
    evaluated ? `${written(at + 86_400_000, 0)}Z` : null,
    evaluated ? price * 1.01 : null,
    evaluated ? `${written(at + 80_000_000, 5)}Z` : null,
    evaluated ? 'EOD_CLOSE' : null,
    evaluated ? ((i % 800) - 400) / 100 : null,
    evaluated ? '{"horizon": "EOD"}' : null,
  ]
}

/**
 * Makes an `ai_recommendations.db` of so many rows with the irregularities of the real one and some that others may have: prices that are null, times in Asia/Kolkata that say UTC, text where a
 * number is declared, infinite scores, JSON with NaN, rows without a run, and every 30,011th twice. `finite`: without the infinite scores.
 */
export const makeRecommendations = (
  path: string,
  rows: number,
  options: { readonly journal?: 'wal'; readonly finite?: boolean } = {},
): void => {
  const database = new DatabaseSync(path)
  try {
    if (options.journal === 'wal') database.exec('pragma journal_mode = wal')
    database.exec(`pragma synchronous = off; ${createRecommendations}; begin`)
    const insert = database.prepare(
      `insert into ai_recommendations (${columnsOfRecommendations.join(', ')}) values (${columnsOfRecommendations.map(() => '?').join(', ')})`,
    )
    for (let i = 0; i < rows; i += 1) insert.run(...rowOf(i % 30_011 === 13 ? i - 10 : i, options.finite === true))
    database.exec('commit')
  } finally {
    database.close()
  }
}
