import { Migration } from '@mikro-orm/migrations'

// Lists of values stand here as they were when this was written; the domain's enumerations may grow, then a later migration replaces the check.
const lanes = `('live', 'replay', 'simulated', 'imported')`
const universes = `('nifty50', 'banknifty')`
const modes = `('scalping', 'intraday', 'swing', 'options', 'futures')`
const triggers = `('manual', 'first', 'pre-open', 'hourly', 'scalping-cycle', 'replay', 'proof', 'bench')`
const recommendations = `('Strong Buy', 'Buy', 'Neutral', 'Sell', 'Strong Sell')`
const directions = `('LONG', 'SHORT')`
const confidences = `('High', 'Medium', 'Low')`
const agents = `('technical', 'pattern_recognition', 'market_regime', 'risk', 'microstructure', 'options', 'sentiment', 'global', 'policy')`

// No default partition: a bar without a partition is an error, and a default one would block the later creation of the right one.
const candles = (table: string) => `
  create table ${table} (
    source text not null,
    symbol text not null,
    interval text not null,
    ts timestamptz not null,
    version int not null,
    session date not null,
    known_at timestamptz not null,
    cached_at timestamptz,
    open float8 not null,
    high float8 not null,
    low float8 not null,
    close float8 not null,
    volume float8 not null,
    provisional bool not null,
    simulated bool not null,
    import_id uuid not null,
    primary key (source, symbol, interval, ts, version),
    constraint ${table}_version_check check (version >= 1),
    constraint ${table}_simulated_check check (simulated = (source = 'simulated'))
  ) partition by range (ts)`

/** The first schema: candles, runs of top picks with what hangs on them, outbox, idempotency keys, access. */
export class Migration20260701000000Init extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.#candles()
    this.#topPicks()
    this.#learning()
    this.#outbox()
    this.#access()
  }

  #candles(): void {
    this.addSql(candles('candles_daily'))
    this.addSql(`alter table candles_daily add constraint candles_daily_interval_check check (interval = 'day')`)
    this.addSql(candles('candles_intraday'))
    this.addSql(`alter table candles_intraday add constraint candles_intraday_interval_check
      check (interval in ('minute', '5minute', '15minute', '30minute', '60minute'))`)
    this.addSql(`
      create table candle_imports (
        id uuid primary key,
        source text not null,
        description text not null,
        received_at timestamptz not null,
        started_at timestamptz not null,
        finished_at timestamptz not null,
        counts jsonb not null
      )`)
    this.addSql(`create index candle_imports_source_index on candle_imports (source, received_at)`)
    this.addSql(`
      create table candle_quarantine (
        source text not null,
        file text not null,
        line int not null,
        reason text not null,
        raw_sha256 bytea not null,
        detail text not null,
        raw text not null,
        symbol text,
        interval text,
        import_id uuid not null,
        primary key (source, file, line, reason, raw_sha256),
        constraint candle_quarantine_import_id_foreign foreign key (import_id) references candle_imports (id) on delete restrict
      )`)
  }

  #topPicks(): void {
    this.addSql(`create sequence fence_seq`)
    this.addSql(`
      create table top_picks_runs (
        id uuid primary key,
        external_id text,
        lane text not null,
        source text not null,
        universe text not null,
        mode text not null,
        as_of timestamptz not null,
        session date not null,
        trigger text not null,
        started_at timestamptz not null,
        finished_at timestamptz not null,
        elapsed_ms float8 not null,
        config_version text not null,
        weights jsonb not null,
        coverage float8 not null,
        total_members int not null,
        total_with_candles int not null,
        total_analyzed int not null,
        total_covered int not null,
        pick_count int not null,
        abstention jsonb,
        provenance jsonb not null,
        input_hash text not null,
        exclusions jsonb not null,
        payload jsonb not null,
        payload_schema int not null,
        fence bigint not null,
        created_at timestamptz not null default now(),
        constraint top_picks_runs_external_id_unique unique (external_id),
        constraint top_picks_runs_lane_check check (lane in ${lanes}),
        constraint top_picks_runs_universe_check check (universe in ${universes}),
        constraint top_picks_runs_mode_check check (mode in ${modes}),
        constraint top_picks_runs_trigger_check check (trigger in ${triggers}),
        constraint top_picks_runs_simulated_check check ((lane = 'simulated') = (source = 'simulated'))
      )`)
    this.addSql(`create index top_picks_runs_latest_index
      on top_picks_runs (lane, universe, mode, as_of desc, finished_at desc, id desc)`)
    this.addSql(`
      create table top_picks_heads (
        lane text not null,
        universe text not null,
        mode text not null,
        fence bigint not null default '0',
        run_id uuid,
        as_of timestamptz,
        finished_at timestamptz,
        version bigint not null default '0',
        primary key (lane, universe, mode),
        constraint top_picks_heads_run_id_foreign foreign key (run_id) references top_picks_runs (id) on delete restrict,
        constraint top_picks_heads_lane_check check (lane in ${lanes}),
        constraint top_picks_heads_universe_check check (universe in ${universes}),
        constraint top_picks_heads_mode_check check (mode in ${modes})
      )`)
    this.addSql(`
      create table archive_files (
        run_id uuid primary key,
        path text not null,
        sha256 text not null,
        bytes bigint not null,
        written_at timestamptz not null,
        constraint archive_files_path_unique unique (path),
        constraint archive_files_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
        constraint archive_files_run_id_foreign foreign key (run_id) references top_picks_runs (id) on delete restrict
      )`)
  }

  #learning(): void {
    this.addSql(`
      create table ai_recommendations (
        id uuid primary key,
        run_id uuid not null,
        lane text not null,
        rank_in_run int not null,
        symbol text not null,
        mode text not null,
        universe text not null,
        source text not null,
        recommendation text not null,
        direction text not null,
        generated_at timestamptz not null,
        entry_price float8 not null,
        stop_loss_price float8 not null,
        target_price float8 not null,
        score_blend float8 not null,
        confidence text not null,
        coverage float8 not null,
        risk_profile text,
        config_version text not null,
        features jsonb not null,
        evaluated bool not null default false,
        evaluated_at timestamptz,
        exit_price float8,
        exit_time timestamptz,
        exit_reason text,
        pnl_pct float8,
        max_drawdown_pct float8,
        alpha_vs_benchmark float8,
        labels jsonb,
        created_at timestamptz not null default now(),
        constraint ai_recommendations_run_symbol_unique unique (run_id, symbol),
        constraint ai_recommendations_run_id_foreign foreign key (run_id) references top_picks_runs (id) on delete restrict,
        constraint ai_recommendations_lane_check check (lane in ${lanes}),
        constraint ai_recommendations_mode_check check (mode in ${modes}),
        constraint ai_recommendations_universe_check check (universe in ${universes}),
        constraint ai_recommendations_source_check check (source in ${triggers}),
        constraint ai_recommendations_recommendation_check check (recommendation in ${recommendations}),
        constraint ai_recommendations_direction_check check (direction in ${directions}),
        constraint ai_recommendations_confidence_check check (confidence in ${confidences})
      )`)
    this.addSql(`create index ai_recommendations_symbol_index on ai_recommendations (symbol, mode, generated_at)`)
    this.addSql(`create index ai_recommendations_evaluated_index on ai_recommendations (lane, evaluated, generated_at)`)
    this.addSql(`
      create table pick_events (
        id uuid primary key,
        run_id uuid not null,
        lane text not null,
        symbol text not null,
        direction text not null,
        source text not null,
        mode text not null,
        universe text not null,
        signal_ts timestamptz not null,
        trade_date date not null,
        signal_price float8 not null,
        recommended_entry float8 not null,
        recommended_target float8 not null,
        recommended_stop float8 not null,
        blend_score float8 not null,
        recommendation text not null,
        confidence text not null,
        time_horizon text,
        regime text,
        risk_profile_bucket text,
        mode_bucket text,
        extra_context jsonb not null,
        created_at timestamptz not null default now(),
        constraint pick_events_run_symbol_unique unique (run_id, symbol),
        constraint pick_events_run_id_foreign foreign key (run_id) references top_picks_runs (id) on delete restrict,
        constraint pick_events_lane_check check (lane in ${lanes}),
        constraint pick_events_direction_check check (direction in ${directions}),
        constraint pick_events_source_check check (source in ${triggers}),
        constraint pick_events_mode_check check (mode in ${modes}),
        constraint pick_events_universe_check check (universe in ${universes}),
        constraint pick_events_recommendation_check check (recommendation in ${recommendations}),
        constraint pick_events_confidence_check check (confidence in ${confidences})
      )`)
    this.addSql(`create index pick_events_symbol_index on pick_events (symbol, trade_date)`)
    this.addSql(`create index pick_events_trade_date_index on pick_events (lane, trade_date, mode)`)
    this.addSql(`
      create table pick_agent_contributions (
        id uuid primary key,
        event_id uuid not null,
        agent_name text not null,
        weight float8 not null,
        score float8,
        confidence text,
        abstention jsonb,
        created_at timestamptz not null default now(),
        constraint pick_agent_contributions_event_agent_unique unique (event_id, agent_name),
        constraint pick_agent_contributions_event_id_foreign foreign key (event_id) references pick_events (id) on delete cascade,
        constraint pick_agent_contributions_answer_check check ((score is null) = (abstention is not null)),
        constraint pick_agent_contributions_agent_name_check check (agent_name in ${agents}),
        constraint pick_agent_contributions_confidence_check check (confidence in ${confidences})
      )`)
    this.addSql(`
      create table agent_analyses (
        id uuid primary key,
        run_id uuid not null,
        lane text not null,
        symbol text not null,
        agent_type text not null,
        as_of timestamptz not null,
        score float8,
        confidence text,
        signals jsonb not null,
        reasoning text,
        abstention jsonb,
        metadata jsonb not null,
        created_at timestamptz not null default now(),
        constraint agent_analyses_run_symbol_agent_unique unique (run_id, symbol, agent_type),
        constraint agent_analyses_run_id_foreign foreign key (run_id) references top_picks_runs (id) on delete restrict,
        constraint agent_analyses_answer_check check ((score is null) = (abstention is not null)),
        constraint agent_analyses_lane_check check (lane in ${lanes}),
        constraint agent_analyses_agent_type_check check (agent_type in ${agents}),
        constraint agent_analyses_confidence_check check (confidence in ${confidences})
      )`)
    this.addSql(`create index agent_analyses_history_index on agent_analyses (symbol, agent_type, as_of)`)
  }

  #outbox(): void {
    this.addSql(`
      create table outbox (
        id uuid primary key,
        position bigserial not null,
        topic text not null,
        aggregate text not null,
        payload jsonb not null,
        created_at timestamptz not null default now(),
        attempts int not null default 0,
        last_error text,
        next_attempt_at timestamptz,
        parked_at timestamptz,
        published_at timestamptz,
        published_seq bigint,
        constraint outbox_position_unique unique (position),
        constraint outbox_published_seq_unique unique (published_seq),
        constraint outbox_published_check check ((published_at is null) = (published_seq is null))
      )`)
    this.addSql(`create index outbox_pending_index on outbox (aggregate, position)
      where published_at is null and parked_at is null`)
    this.addSql(`
      create table outbox_counter (
        id int primary key,
        last_seq bigint not null default '0',
        constraint outbox_counter_one_row_check check (id = 1)
      )`)
    this.addSql(`insert into outbox_counter (id) values (1)`)
    this.addSql(`
      create table idempotency_keys (
        scope text not null,
        key text not null,
        request_hash text not null,
        result jsonb,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        primary key (scope, key)
      )`)
    this.addSql(`create index idempotency_keys_expires_at_index on idempotency_keys (expires_at)`)
  }

  #access(): void {
    this.addSql(`
      create table users (
        id uuid primary key,
        external_id text,
        name text not null,
        created_at timestamptz not null default now(),
        constraint users_external_id_unique unique (external_id)
      )`)
    this.addSql(`
      create table accounts (
        id uuid primary key,
        user_id uuid not null,
        name text not null,
        created_at timestamptz not null default now(),
        constraint accounts_user_id_foreign foreign key (user_id) references users (id) on delete restrict
      )`)
    this.addSql(`create index accounts_user_id_index on accounts (user_id)`)
    this.addSql(`
      create table api_keys (
        id uuid primary key,
        user_id uuid not null,
        prefix text not null,
        hash bytea not null,
        name text not null,
        scopes text[] not null,
        created_at timestamptz not null,
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz,
        constraint api_keys_prefix_unique unique (prefix),
        constraint api_keys_hash_check check (octet_length(hash) >= 32),
        constraint api_keys_user_id_foreign foreign key (user_id) references users (id) on delete restrict
      )`)
    this.addSql(`create index api_keys_user_id_index on api_keys (user_id)`)
    // the owner of everything until there are more; their ids are constants of the access folder
    this.addSql(
      `insert into users (id, external_id, name) values ('00000000-0000-7000-8000-000000000001', 'default', 'default')`,
    )
    this.addSql(`insert into accounts (id, user_id, name)
      values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'default')`)
  }
}
