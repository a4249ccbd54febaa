import type { ImportedTableName } from '@fyntrix/domain/imported'
import type { TimeConvention } from './instants.ts'
import { payload, picksIn, startedAt } from './payload.ts'
import { date, flag, instant, integer, json, name, number, type Reader, symbol, text } from './readers.ts'
import { type ColumnRule, rule, type TableRule } from './table-rule.ts'

const each = (reader: Reader, names: readonly string[]): Record<string, Reader> =>
  Object.fromEntries(names.map((column) => [column, reader]))

const jsons = (...names: readonly string[]): Record<string, Reader> =>
  Object.fromEntries(names.map((column) => [column, json()]))

const time = (column: string, convention: TimeConvention): Record<string, Reader | ColumnRule> => ({
  [column]: instant(convention),
  [`${column}_original`]: { from: column, read: text },
})

const prices = ['entry_price', 'stop_loss_price', 'target_price']

/** How each table of the legacy system is imported, by its name. */
export const tableRules: readonly TableRule[] = [
  rule('top_picks_runs', {
    key: ['run_id'],
    columns: {
      ...each(text, ['run_id', 'trigger']),
      universe: name('small'),
      mode: name('title'),
      started_at: { from: 'payload', read: startedAt },
      ...time('generated_at_utc', 'utc'),
      ...each(integer, ['total_analyzed', 'filtered_count', 'picks_count']),
      payload_picks: { from: 'payload', read: picksIn },
      elapsed_sec: number,
      payload,
    },
  }),
  rule('ai_recommendations', {
    key: ['run_id', 'symbol'],
    lasting: ['symbol', 'mode', 'generated_at_utc'],
    judge: (value, notes) => {
      if (prices.some((column) => value(column) === null)) notes.suspect('no-price')
    },
    columns: {
      symbol,
      mode: name('title'),
      universe: name('capitals'),
      ...each(text, [
        'source',
        'recommendation',
        'direction',
        'confidence',
        'risk_profile',
        'run_id',
        'policy_version',
      ]),
      ...time('generated_at_utc', 'ist-as-utc'),
      ...each(number, ['entry_price', 'stop_loss_price', 'target_price', 'score_blend', 'exit_price', 'pnl_pct']),
      ...each(number, ['max_drawdown_pct', 'alpha_vs_benchmark']),
      rank_in_run: integer,
      ...jsons('features_json', 'labels_json'),
      evaluated: flag,
      ...time('evaluated_at_utc', 'utc'),
      ...time('exit_time_utc', 'utc'),
      exit_reason: text,
    },
  }),
  rule('llm_requests', {
    lasting: ['model', 'created_at'],
    columns: {
      model: text,
      ...each(integer, ['tokens_input', 'tokens_output']),
      cost_usd: number,
      ...time('created_at', 'utc'),
    },
  }),
  rule('pick_events', {
    key: ['pick_uuid'],
    columns: {
      symbol,
      mode: name('title'),
      universe: name('capitals'),
      ...each(text, ['pick_uuid', 'direction', 'source', 'time_horizon', 'recommendation', 'confidence', 'regime']),
      ...each(text, ['risk_profile_bucket', 'mode_bucket']),
      ...time('signal_ts', 'ist-as-utc'),
      trade_date: date,
      ...each(number, ['signal_price', 'recommended_entry', 'recommended_target', 'recommended_stop', 'blend_score']),
      extra_context: json(),
    },
  }),
  rule('pick_agent_contributions', {
    key: ['pick_uuid', 'agent_name'],
    columns: { ...each(text, ['pick_uuid', 'agent_name', 'confidence']), score: number, metadata: json() },
  }),
  rule('pick_outcomes', {
    key: ['pick_uuid', 'evaluation_horizon'],
    columns: {
      ...each(text, ['pick_uuid', 'evaluation_horizon', 'benchmark_symbol', 'outcome_label']),
      ...time('horizon_end_ts', 'utc'),
      ...each(number, ['price_close', 'price_high', 'price_low', 'ret_close_pct', 'max_runup_pct', 'max_drawdown_pct']),
      ...each(number, ['benchmark_ret_pct', 'ret_vs_benchmark_pct']),
      ...each(flag, ['hit_target', 'hit_stop']),
      notes: json(),
    },
  }),
  rule('rl_policies', {
    key: ['policy_id'],
    columns: {
      ...each(text, ['policy_id', 'name', 'description', 'status']),
      ...time('created_at', 'utc'),
      ...time('updated_at', 'utc'),
      ...time('activated_at', 'utc'),
      ...time('deactivated_at', 'utc'),
      ...jsons('config_json', 'metrics_json'),
    },
  }),
  rule('agent_analyses', {
    lasting: ['symbol', 'agent_type', 'created_at'],
    columns: {
      symbol,
      ...each(text, ['agent_type', 'confidence', 'reasoning']),
      score: number,
      ...jsons('signals', 'analysis_metadata', 'global_context', 'policy_context'),
      ...time('created_at', 'utc'),
    },
  }),
  rule('agent_learnings', {
    lasting: ['agent_type', 'pattern_recognized', 'created_at'],
    columns: {
      ...each(text, ['agent_type', 'pattern_recognized']),
      accuracy: number,
      sample_size: integer,
      ...time('last_updated', 'utc'),
      ...time('created_at', 'utc'),
    },
  }),
  rule('context_memory', {
    key: ['context_type', 'key'],
    columns: { ...each(text, ['context_type', 'key', 'value']), ttl: integer, ...time('expires_at', 'utc') },
  }),
  rule('user_preferences', {
    key: ['user_id', 'pref_key'],
    columns: each(text, ['user_id', 'pref_key', 'pref_value']),
  }),
  rule('picks_backtest', {
    lasting: ['run_id', 'symbol', 'generated_at_utc'],
    columns: {
      ...each(text, ['run_id', 'recommendation', 'direction']),
      symbol,
      universe: name('small'),
      mode: name('title'),
      ...time('generated_at_utc', 'utc'),
      ...each(number, ['score_blend', 'entry', 'stop', 'target']),
      ...each(number, ['potential_return_tp1', 'potential_return_mfe', 'potential_return_ladder']),
      horizon_days: integer,
      meta: json(),
    },
  }),
  rule('support_resistance_levels', {
    key: ['symbol', 'timeframe_scope'],
    columns: {
      symbol,
      timeframe_scope: text,
      ...each(number, ['p', 'r1', 'r2', 'r3', 's1', 's2', 's3']),
      ...time('computed_at_ist', 'ist'),
    },
  }),
]

/** The rule of a table that is imported. */
export const tableRuleOf = (name: ImportedTableName): TableRule => {
  const found = tableRules.find(({ table }) => table.name === name)
  if (found === undefined) throw new Error(`${name} has no rule`)
  return found
}
