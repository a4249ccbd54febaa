import { Migration } from '@mikro-orm/migrations'

const times = (names: string): string =>
  names
    .split(' ')
    .map((name) => `${name} timestamptz, ${name}_original text`)
    .join(', ')
const columns = (type: string, names: string): string =>
  names
    .split(' ')
    .map((name) => `${name} ${type}`)
    .join(', ')

// tables and columns as they were when this was written
const tables: Readonly<Record<string, readonly string[]>> = {
  top_picks_runs: [
    columns('text', 'run_id universe mode trigger'),
    'started_at timestamptz',
    times('generated_at_utc'),
    columns('int8', 'total_analyzed filtered_count picks_count payload_picks'),
    'elapsed_sec float8',
    'payload text',
  ],
  ai_recommendations: [
    columns('text', 'symbol mode universe source recommendation direction'),
    times('generated_at_utc'),
    columns('float8', 'entry_price stop_loss_price target_price score_blend'),
    columns('text', 'confidence risk_profile run_id'),
    'rank_in_run int8',
    columns('text', 'policy_version features_json'),
    'evaluated bool',
    times('evaluated_at_utc'),
    'exit_price float8',
    times('exit_time_utc'),
    'exit_reason text',
    columns('float8', 'pnl_pct max_drawdown_pct alpha_vs_benchmark'),
    'labels_json text',
  ],
  llm_requests: ['model text', columns('int8', 'tokens_input tokens_output'), 'cost_usd float8', times('created_at')],
  pick_events: [
    columns('text', 'pick_uuid symbol direction source mode'),
    times('signal_ts'),
    'trade_date date',
    columns('float8', 'signal_price recommended_entry recommended_target recommended_stop'),
    'time_horizon text',
    'blend_score float8',
    columns('text', 'recommendation confidence regime risk_profile_bucket mode_bucket universe extra_context'),
  ],
  pick_agent_contributions: [
    columns('text', 'pick_uuid agent_name'),
    'score float8',
    columns('text', 'confidence metadata'),
  ],
  pick_outcomes: [
    columns('text', 'pick_uuid evaluation_horizon'),
    times('horizon_end_ts'),
    columns('float8', 'price_close price_high price_low ret_close_pct max_runup_pct max_drawdown_pct'),
    'benchmark_symbol text',
    columns('float8', 'benchmark_ret_pct ret_vs_benchmark_pct'),
    columns('bool', 'hit_target hit_stop'),
    columns('text', 'outcome_label notes'),
  ],
  rl_policies: [
    columns('text', 'policy_id name description'),
    times('created_at updated_at'),
    columns('text', 'status config_json metrics_json'),
    times('activated_at deactivated_at'),
  ],
  agent_analyses: [
    columns('text', 'symbol agent_type'),
    'score float8',
    columns('text', 'confidence signals reasoning analysis_metadata global_context policy_context'),
    times('created_at'),
  ],
  agent_learnings: [
    columns('text', 'agent_type pattern_recognized'),
    'accuracy float8',
    'sample_size int8',
    times('last_updated created_at'),
  ],
  context_memory: [columns('text', 'context_type key value'), 'ttl int8', times('expires_at')],
  user_preferences: [columns('text', 'user_id pref_key pref_value')],
  picks_backtest: [
    columns('text', 'run_id symbol universe mode'),
    times('generated_at_utc'),
    columns('text', 'recommendation direction'),
    columns('float8', 'score_blend entry stop target'),
    'horizon_days int8',
    columns('float8', 'potential_return_tp1 potential_return_mfe potential_return_ladder'),
    'meta text',
  ],
  support_resistance_levels: [
    columns('text', 'symbol timeframe_scope'),
    columns('float8', 'p r1 r2 r3 s1 s2 s3'),
    times('computed_at_ist'),
  ],
}

/** What a legacy system recorded, in a schema of its own: its numbers do not meet what the tables of this project promise. */
export class Migration20270201000000Imported extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`create schema imported`)
    this.addSql(`
      create table imported.sources (
        id int generated always as identity primary key,
        path text not null,
        part text not null,
        last_row bigint,
        counts jsonb not null default '{}',
        begun_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint sources_path_part_unique unique (path, part)
      )`)
    this.addSql(`
      create table imported.quarantine (
        source_id int not null,
        source_row bigint not null,
        reason text not null,
        detail text not null,
        cells text not null,
        quarantined_at timestamptz not null default now(),
        primary key (source_id, source_row),
        constraint quarantine_source_id_foreign foreign key (source_id) references imported.sources (id) on delete restrict
      )`)
    for (const [table, lines] of Object.entries(tables)) {
      this.addSql(`
        create table imported.${table} (
          external_id text collate "C" primary key,
          source_id int not null,
          source_row bigint not null,
          lane text not null default 'imported',
          suspect text,
          original text,
          ${lines.join(',\n          ')},
          constraint ${table}_source_unique unique (source_id, source_row),
          constraint ${table}_lane_check check (lane = 'imported')
        )`)
    }
    this.addSql(`
      create table imported.files (
        path text primary key,
        kind text not null,
        bytes bigint not null,
        sha256 text not null,
        modified_at timestamptz not null,
        became text not null,
        run_id text,
        detail text,
        indexed_at timestamptz not null default now()
      )`)
  }
}
