import { Migration } from '@mikro-orm/migrations'

/** Columns of counts by session lie in the order of their values, so that equal facts give equal sums; an index holds what dashboards count. */
export class Migration20261220000000Sums extends Migration {
  override up(): void {
    this.addSql(`set local statement_timeout = 0`)
    this.addSql(`drop index ai_recommendations_closed_index`)
    this.addSql(`create index ai_recommendations_closed_index
      on ai_recommendations (lane, closed_at, generated_at) include (pnl_pct, alpha_vs_benchmark, universe, mode, id)`)
    this.addSql(`
      update recommendation_sessions s set returns = f.returns, alphas = f.alphas
      from (
        select lane, trade_date, universe, mode, direction,
          array_agg(pnl_pct order by pnl_pct, alpha_vs_benchmark) as returns,
          array_agg(alpha_vs_benchmark order by pnl_pct, alpha_vs_benchmark) as alphas
        from ai_recommendations where pnl_pct is not null group by lane, trade_date, universe, mode, direction
      ) f where (s.lane, s.trade_date, s.universe, s.mode, s.direction) = (f.lane, f.trade_date, f.universe, f.mode, f.direction)`)
  }
}
