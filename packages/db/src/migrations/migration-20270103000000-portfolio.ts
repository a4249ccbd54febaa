import { Migration } from '@mikro-orm/migrations'

// lists of values as they were when this was written
const lanes = `('live', 'replay', 'simulated', 'imported')`
const exchanges = `('NSE', 'BSE')`
const products = `('CNC', 'MIS', 'NRML')`

const account = (table: string): string =>
  `constraint ${table}_account_id_foreign foreign key (account_id) references accounts (id) on delete restrict`

/** Ledgers of accounts, to which entries are only added; stops and targets; snapshots, whose partitions come with the rows. */
export class Migration20270103000000Portfolio extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`
      create table portfolio_fills (
        id uuid primary key,
        account_id uuid not null,
        lane text not null,
        source text not null,
        external_id text not null,
        kind text not null,
        symbol text not null,
        exchange text not null,
        product text,
        side text,
        quantity int,
        price numeric(20,4),
        fees numeric(20,4),
        numerator int,
        denominator int,
        ex_date date,
        reverses uuid,
        at timestamptz not null,
        recorded_at timestamptz not null,
        line int not null,
        constraint portfolio_fills_external_id_unique unique (account_id, lane, source, external_id),
        constraint portfolio_fills_reverses_unique unique (reverses),
        ${account('portfolio_fills')},
        constraint portfolio_fills_lane_check check (lane in ${lanes}),
        constraint portfolio_fills_kind_check check (kind in ('fill', 'split', 'bonus', 'reversal')),
        constraint portfolio_fills_exchange_check check (exchange in ${exchanges}),
        constraint portfolio_fills_product_check check (product in ${products}),
        constraint portfolio_fills_side_check check (side in ('BUY', 'SELL')),
        constraint portfolio_fills_shape_check check (
          case kind when 'fill' then product is not null and side is not null and quantity > 0 and price > 0 and fees >= 0
          when 'reversal' then reverses is not null else numerator > 0 and denominator > 0 and ex_date is not null end)
      )`)
    this.addSql(`create index portfolio_fills_listing_index on portfolio_fills (account_id, lane, at, id)`)
    this.addSql(`
      create function portfolio_fills_append_only_fn() returns trigger as $$ begin
        raise exception 'entries of a ledger do not change: add a reversal'; end; $$ language plpgsql`)
    this.addSql(`
      create trigger append_only before update or delete on portfolio_fills
      for each statement execute function portfolio_fills_append_only_fn()`)
    this.addSql(`
      create table portfolio_plans (
        id uuid primary key,
        account_id uuid not null,
        lane text not null,
        symbol text not null,
        exchange text not null,
        product text not null,
        stop_loss float8,
        target float8,
        set_at timestamptz not null,
        recorded_at timestamptz not null,
        ${account('portfolio_plans')},
        constraint portfolio_plans_lane_check check (lane in ${lanes}),
        constraint portfolio_plans_exchange_check check (exchange in ${exchanges}),
        constraint portfolio_plans_product_check check (product in ${products})
      )`)
    this.addSql(
      `create index portfolio_plans_position_index on portfolio_plans (account_id, lane, symbol, exchange, product, set_at)`,
    )
    this.addSql(`
      create table portfolio_snapshots (
        lane text not null,
        account_id uuid not null,
        kind text not null,
        as_of timestamptz not null,
        items int not null,
        unpriced int not null,
        total_value numeric(20,4),
        total_cost numeric(20,4),
        realised numeric(20,4),
        unrealised numeric(20,4),
        fees numeric(20,4),
        payload jsonb not null,
        payload_schema int not null,
        created_at timestamptz not null default now(),
        primary key (lane, account_id, kind, as_of),
        ${account('portfolio_snapshots')},
        constraint portfolio_snapshots_lane_check check (lane in ${lanes}),
        constraint portfolio_snapshots_kind_check check (kind in ('positions', 'watchlist'))
      ) partition by range (as_of)`)
  }
}
