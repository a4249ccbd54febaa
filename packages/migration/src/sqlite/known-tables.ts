const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/**
 * The tables that the legacy system wrote, whichever database they stand in, with their columns: those of the January 2026 databases as they are, those of `context.db` and the backtest
 * as far as they are known.
 */
export const knownTables: Readonly<Record<string, readonly string[]>> = {
  top_picks_runs: words(
    'id run_id universe mode generated_at_utc trigger total_analyzed filtered_count picks_count elapsed_sec payload',
  ),
  support_resistance_levels: words('symbol timeframe_scope p r1 r2 r3 s1 s2 s3 computed_at_ist'),
  ai_recommendations: words(
    `id symbol mode universe source recommendation direction generated_at_utc entry_price stop_loss_price target_price score_blend confidence risk_profile run_id
     rank_in_run policy_version features_json evaluated evaluated_at_utc exit_price exit_time_utc exit_reason pnl_pct max_drawdown_pct alpha_vs_benchmark labels_json`,
  ),
  pick_events: words(
    `id pick_uuid symbol direction source mode signal_ts trade_date signal_price recommended_entry recommended_target recommended_stop time_horizon blend_score
     recommendation confidence regime risk_profile_bucket mode_bucket universe extra_context`,
  ),
  pick_agent_contributions: words('id pick_uuid agent_name score confidence metadata'),
  pick_outcomes: words(
    `id pick_uuid evaluation_horizon horizon_end_ts price_close price_high price_low ret_close_pct max_runup_pct max_drawdown_pct benchmark_symbol benchmark_ret_pct
     ret_vs_benchmark_pct hit_target hit_stop outcome_label notes`,
  ),
  rl_policies: words(
    'id policy_id name description created_at updated_at status config_json metrics_json activated_at deactivated_at',
  ),
  llm_requests: words('id model tokens_input tokens_output cost_usd created_at'),
  agent_analyses: words(
    'id symbol agent_type score confidence signals reasoning analysis_metadata global_context policy_context created_at',
  ),
  agent_learnings: words('id agent_type pattern_recognized accuracy sample_size last_updated created_at'),
  context_memory: words('context_type key value ttl expires_at'),
  user_preferences: words('user_id pref_key pref_value'),
  picks_backtest: words(
    `run_id symbol universe mode generated_at_utc recommendation direction score_blend entry stop target horizon_days potential_return_tp1 potential_return_mfe
     potential_return_ladder meta`,
  ),
}
