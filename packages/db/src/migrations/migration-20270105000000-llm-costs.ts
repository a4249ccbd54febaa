import { Migration } from '@mikro-orm/migrations'

const usd = 'numeric(24,12)'

/** LLM calls, what they cost, and the budgets that they are held against; partitions of calls come with the rows. */
export class Migration20270105000000LlmCosts extends Migration {
  override up(): void {
    this.addSql(`
      create table llm_requests (
        id uuid not null,
        at timestamptz not null,
        provider text not null,
        model_asked text not null,
        model_served text,
        tier text,
        purpose text not null,
        agent text,
        job text,
        run_id uuid,
        user_id uuid,
        tags text[] not null,
        status text not null,
        usage jsonb,
        input_tokens bigint not null,
        output_tokens bigint not null,
        cost_usd ${usd} not null,
        cost_basis text not null,
        price_id text,
        price_version text,
        price_from timestamptz,
        latency_ms int,
        error text,
        idempotency_key text,
        primary key (id, at),
        constraint llm_requests_status_check check (status in ('ok', 'failed', 'aborted', 'lost')),
        constraint llm_requests_cost_basis_check check (cost_basis in ('price', 'worst-price', 'worst-case', 'invoice', 'free')),
        constraint llm_requests_cost_check check (cost_usd >= 0 and input_tokens >= 0 and output_tokens >= 0)
      ) partition by range (at)`)
    this.addSql(`create index llm_requests_at_index on llm_requests (at, id)`)
    this.addSql(`create index llm_requests_run_id_index on llm_requests (run_id) where run_id is not null`)
    this.addSql(
      `create index llm_requests_inbox_index on llm_requests (at) where cost_basis in ('worst-price', 'worst-case')`,
    )
    this.addSql(`
      create table llm_budgets (
        id uuid primary key,
        scope text not null,
        period text not null,
        zone text not null,
        limit_usd ${usd} not null,
        kind text not null,
        thresholds jsonb not null,
        active boolean not null,
        created_at timestamptz not null,
        constraint llm_budgets_scope_unique unique (scope, period, zone),
        constraint llm_budgets_period_check check (period in ('day', 'week', 'month')),
        constraint llm_budgets_zone_check check (zone in ('Asia/Kolkata', 'UTC')),
        constraint llm_budgets_kind_check check (kind in ('hard', 'soft')),
        constraint llm_budgets_limit_usd_check check (limit_usd > 0)
      )`)
    // its rows change with every call: room in the page keeps the changes off the index
    this.addSql(`
      create table llm_budget_periods (
        budget_id uuid not null,
        period_start timestamptz not null,
        spent_usd ${usd} not null default 0,
        reserved_usd ${usd} not null default 0,
        calls bigint not null default 0,
        primary key (budget_id, period_start),
        constraint llm_budget_periods_budget_id_foreign foreign key (budget_id) references llm_budgets (id) on delete restrict,
        constraint llm_budget_periods_amounts_check check (spent_usd >= 0 and reserved_usd >= 0)
      ) with (fillfactor = 50)`)
    this.addSql(`
      create table llm_reservations (
        id uuid primary key,
        at timestamptz not null,
        expires_at timestamptz not null,
        amount_usd ${usd} not null,
        budget_ids uuid[] not null,
        period_starts timestamptz[] not null,
        call jsonb not null,
        constraint llm_reservations_amount_usd_check check (amount_usd >= 0)
      )`)
    this.addSql(`create index llm_reservations_expires_at_index on llm_reservations (expires_at)`)
    this.addSql(`
      create table llm_budget_alerts (
        id uuid primary key default gen_random_uuid(),
        budget_id uuid not null,
        period_start timestamptz not null,
        kind text not null,
        percent float8 not null,
        spent_usd ${usd} not null,
        limit_usd ${usd} not null,
        detail text not null,
        raised_at timestamptz not null default clock_timestamp(),
        constraint llm_budget_alerts_once_unique unique (budget_id, period_start, kind, percent),
        constraint llm_budget_alerts_budget_id_foreign foreign key (budget_id) references llm_budgets (id) on delete restrict,
        constraint llm_budget_alerts_kind_check check (kind in ('threshold', 'forecast', 'spike'))
      )`)
    this.addSql(`create index llm_budget_alerts_raised_at_index on llm_budget_alerts (raised_at)`)
    this.addSql(`
      create table llm_prices (
        id uuid primary key,
        provider text not null,
        model text not null,
        tier text not null,
        effective_from timestamptz not null,
        rates jsonb not null,
        note text not null,
        created_at timestamptz not null default now(),
        constraint llm_prices_effective_unique unique (provider, model, tier, effective_from)
      )`)
    for (const [table, unit] of [
      ['llm_daily', 'day'],
      ['llm_monthly', 'month'],
    ]) {
      this.addSql(`
        create table ${table} (
          ${unit} date not null,
          provider text not null,
          model text not null,
          purpose text not null,
          agent text not null,
          calls bigint not null default 0,
          failed bigint not null default 0,
          input_tokens bigint not null default 0,
          output_tokens bigint not null default 0,
          cost_usd ${usd} not null default 0,
          primary key (${unit}, provider, model, purpose, agent)
        ) with (fillfactor = 50)`)
    }
  }
}
