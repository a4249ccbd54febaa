import { Migration } from '@mikro-orm/migrations'

// lists of values as they were when this was written
const lanes = `('live', 'replay', 'simulated', 'imported')`
const universes = `('nifty50', 'banknifty')`
const modes = `('scalping', 'intraday', 'swing', 'options', 'futures')`
const agents = `('technical', 'pattern_recognition', 'market_regime', 'risk', 'microstructure', 'options', 'sentiment', 'global', 'policy')`

/** Policies, what agents' patterns were worth, and which outcome was learnt from by whom. */
export class Migration20261101000000Learning extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`
      create table rl_policies (
        id uuid primary key,
        external_id text,
        lane text not null,
        universe text not null,
        mode text not null,
        name text not null,
        description text not null,
        status text not null default 'draft',
        config jsonb not null,
        config_schema int not null,
        config_version int not null,
        metrics jsonb,
        proposal jsonb,
        created_at timestamptz not null,
        activated_at timestamptz,
        retired_at timestamptz,
        constraint rl_policies_external_id_unique unique (external_id),
        constraint rl_policies_lane_check check (lane in ${lanes}),
        constraint rl_policies_universe_check check (universe in ${universes}),
        constraint rl_policies_mode_check check (mode in ${modes}),
        constraint rl_policies_status_check check (status in ('draft', 'active', 'retired')),
        constraint rl_policies_dates_check check (case status when 'draft' then activated_at is null and retired_at is null
          when 'active' then activated_at is not null and retired_at is null else retired_at is not null end)
      )`)
    this.addSql(
      `create unique index rl_policies_active_unique on rl_policies (lane, universe, mode) where status = 'active'`,
    )
    this.addSql(`create index rl_policies_scope_index on rl_policies (lane, universe, mode, created_at)`)
    this.addSql(`
      create table outcome_consumptions (
        consumer text not null,
        outcome_id uuid not null,
        consumed_at timestamptz,
        primary key (consumer, outcome_id),
        constraint outcome_consumptions_outcome_id_foreign foreign key (outcome_id) references pick_outcomes (id) on delete cascade
      )`)
    this.addSql(
      `create index outcome_consumptions_waiting_index on outcome_consumptions (consumer, outcome_id) where consumed_at is null`,
    )
    this.addSql(`
      create table agent_learnings (
        lane text not null,
        agent_type text not null,
        mode text not null,
        pattern_recognized text not null,
        sample_size int not null,
        hits int not null,
        last_updated timestamptz not null,
        created_at timestamptz not null default now(),
        primary key (lane, agent_type, mode, pattern_recognized),
        constraint agent_learnings_lane_check check (lane in ${lanes}),
        constraint agent_learnings_agent_type_check check (agent_type in ${agents}),
        constraint agent_learnings_mode_check check (mode in ${modes}),
        constraint agent_learnings_hits_check check (hits >= 0 and hits <= sample_size)
      )`)
  }
}
