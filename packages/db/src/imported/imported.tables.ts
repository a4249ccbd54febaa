import type { ImportedTableName } from '@fyntrix/domain/imported'

/** How a column of an imported table is kept. `instant` is a timestamptz to the microsecond, `date` a date of the exchange. */
export type ImportedType = 'text' | 'float8' | 'int8' | 'bool' | 'instant' | 'date'

/** What stands in a column. An `instant` is a number of whole microseconds since 1970-01-01 UTC, a `date` reads `YYYY-MM-DD`, an `int8` is a bigint. */
export type ImportedValue = string | number | bigint | boolean | null

/** A table of the schema `imported`: it has the name of the legacy table whose rows it holds. */
export interface ImportedTable {
  readonly name: ImportedTableName
  /** Its columns in their order, without those that every imported table has. */
  readonly columns: Columns
}

type Columns = Readonly<Record<string, ImportedType>>

/** A row as it is kept. */
export interface ImportedRow {
  /** Number of the row in its source; below zero where the row is gone there and another one has its number. */
  readonly row: bigint
  /** The natural key of the legacy system. */
  readonly externalId: string
  /** Codes of what speaks against its numbers, separated by spaces; null where nothing is known to. */
  readonly suspect: string | null
  /** JSON of the cells that were altered or have no column here, as they were; null where there are none. */
  readonly original: string | null
  /** In the order of the table's columns. */
  readonly values: readonly ImportedValue[]
}

/** A row, a file or a value that could not be imported, kept whole with the reason. */
export interface ImportedReject {
  /** Number of the row in its source; 0 where the source is one thing. */
  readonly row: bigint
  /** A code to count by. */
  readonly reason: string
  /** What exactly is wrong, for people. */
  readonly detail: string
  /** JSON of all that was there. */
  readonly cells: string
  /** Of an item of a file, as `ImportedDocument` has it. */
  readonly knownBy?: string | null
}

const time = (column: string): Columns => ({
  [column]: 'instant',
  // as it was written
  [`${column}_original`]: 'text',
})

const all = (type: ImportedType, names: string): Columns =>
  Object.fromEntries(names.split(' ').map((name) => [name, type]))

/** The tables of the schema `imported` that hold rows of legacy databases. */
const importedTables = {
  top_picks_runs: {
    ...all('text', 'run_id universe mode trigger'),
    started_at: 'instant',
    ...time('generated_at_utc'),
    ...all('int8', 'total_analyzed filtered_count picks_count payload_picks'),
    elapsed_sec: 'float8',
    payload: 'text',
  },
  ai_recommendations: {
    ...all('text', 'symbol mode universe source recommendation direction'),
    ...time('generated_at_utc'),
    ...all('float8', 'entry_price stop_loss_price target_price score_blend'),
    ...all('text', 'confidence risk_profile run_id'),
    rank_in_run: 'int8',
    ...all('text', 'policy_version features_json'),
    evaluated: 'bool',
    ...time('evaluated_at_utc'),
    exit_price: 'float8',
    ...time('exit_time_utc'),
    exit_reason: 'text',
    ...all('float8', 'pnl_pct max_drawdown_pct alpha_vs_benchmark'),
    labels_json: 'text',
  },
  llm_requests: {
    model: 'text',
    ...all('int8', 'tokens_input tokens_output'),
    cost_usd: 'float8',
    ...time('created_at'),
  },
  pick_events: {
    ...all('text', 'pick_uuid symbol direction source mode'),
    ...time('signal_ts'),
    trade_date: 'date',
    ...all('float8', 'signal_price recommended_entry recommended_target recommended_stop'),
    time_horizon: 'text',
    blend_score: 'float8',
    ...all('text', 'recommendation confidence regime risk_profile_bucket mode_bucket universe extra_context'),
  },
  pick_agent_contributions: {
    ...all('text', 'pick_uuid agent_name'),
    score: 'float8',
    ...all('text', 'confidence metadata'),
  },
  pick_outcomes: {
    ...all('text', 'pick_uuid evaluation_horizon'),
    ...time('horizon_end_ts'),
    ...all('float8', 'price_close price_high price_low ret_close_pct max_runup_pct max_drawdown_pct'),
    benchmark_symbol: 'text',
    ...all('float8', 'benchmark_ret_pct ret_vs_benchmark_pct'),
    ...all('bool', 'hit_target hit_stop'),
    ...all('text', 'outcome_label notes'),
  },
  rl_policies: {
    ...all('text', 'policy_id name description'),
    ...time('created_at'),
    ...time('updated_at'),
    ...all('text', 'status config_json metrics_json'),
    ...time('activated_at'),
    ...time('deactivated_at'),
  },
  agent_analyses: {
    ...all('text', 'symbol agent_type'),
    score: 'float8',
    ...all('text', 'confidence signals reasoning analysis_metadata global_context policy_context'),
    ...time('created_at'),
  },
  agent_learnings: {
    ...all('text', 'agent_type pattern_recognized'),
    accuracy: 'float8',
    sample_size: 'int8',
    ...time('last_updated'),
    ...time('created_at'),
  },
  context_memory: { ...all('text', 'context_type key value'), ttl: 'int8', ...time('expires_at') },
  user_preferences: all('text', 'user_id pref_key pref_value'),
  picks_backtest: {
    ...all('text', 'run_id symbol universe mode'),
    ...time('generated_at_utc'),
    ...all('text', 'recommendation direction'),
    ...all('float8', 'score_blend entry stop target'),
    horizon_days: 'int8',
    ...all('float8', 'potential_return_tp1 potential_return_mfe potential_return_ladder'),
    meta: 'text',
  },
  support_resistance_levels: {
    ...all('text', 'symbol timeframe_scope'),
    ...all('float8', 'p r1 r2 r3 s1 s2 s3'),
    ...time('computed_at_ist'),
  },
} as const satisfies Record<ImportedTableName, Columns>

/** The table of a name. */
export const importedTable = (name: ImportedTableName): ImportedTable => ({ name, columns: importedTables[name] })
