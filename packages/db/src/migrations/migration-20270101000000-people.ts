import { Migration } from '@mikro-orm/migrations'

// lists of values as they were when this was written
const universes = `('nifty50', 'banknifty')`
const modes = `('scalping', 'intraday', 'swing', 'options', 'futures')`

/** What people keep: watchlists and preferences. */
export class Migration20270101000000People extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`
      create table user_watchlists (
        id uuid primary key,
        user_id uuid not null,
        symbol text not null,
        exchange text,
        notes text,
        desired_entry double precision,
        stop_loss double precision,
        target double precision,
        timeframe text,
        added_at timestamptz not null,
        updated_at timestamptz not null,
        constraint user_watchlists_user_id_foreign foreign key (user_id) references users (id) on delete cascade,
        constraint user_watchlists_symbol_unique unique (user_id, symbol),
        constraint user_watchlists_timeframe_check check (timeframe in ${modes}),
        constraint user_watchlists_prices_check check (least(desired_entry, stop_loss, target) > '0'),
        constraint user_watchlists_sides_check check (stop_loss < desired_entry and desired_entry < target and stop_loss < target)
      )`)
    this.addSql(`create index user_watchlists_newest_index on user_watchlists (user_id, id)`)
    this.addSql(`
      create table user_preferences (
        user_id uuid primary key,
        disclosure_accepted boolean,
        disclosure_version text,
        universe text,
        market_region text,
        risk_profile text,
        trading_modes text[],
        primary_mode text,
        auxiliary_modes text[],
        revision int not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint user_preferences_user_id_foreign foreign key (user_id) references users (id) on delete cascade,
        constraint user_preferences_universe_check check (universe in ${universes}),
        constraint user_preferences_market_region_check check (market_region in ('india')),
        constraint user_preferences_risk_profile_check check (risk_profile in ('conservative', 'moderate', 'aggressive')),
        constraint user_preferences_primary_mode_check check (primary_mode in ${modes}),
        constraint user_preferences_modes_check check (trading_modes <@ array['scalping', 'intraday', 'swing', 'options', 'futures']
          and auxiliary_modes <@ array['scalping', 'intraday', 'swing', 'options', 'futures'])
      )`)
  }
}
