import pg from 'pg'

/** How much history to make: sessions × 2 universes × 5 modes × runs a session × 20 picks. */
export interface History {
  readonly sessions: number
  readonly runsPerSession: number
}

const universes = `(values ('nifty50'), ('banknifty')) as u (universe)`
const modes = `(values ('scalping'), ('intraday'), ('swing'), ('options'), ('futures')) as m (mode)`
const lastSession = '2026-06-30'

/** weekdays stand for sessions here: what is measured is reading, not the calendar */
const sessionsOf = (count: number) => `(
  select day::date as date, row_number() over (order by day desc) as age
  from generate_series('${lastSession}'::date - ${2 * count}, '${lastSession}'::date, interval '1 day') as day
  where extract(isodow from day) < 6 order by day desc limit ${count}
) s`

const runs = ({ sessions, runsPerSession }: History) => `
  insert into top_picks_runs (id, lane, source, universe, mode, as_of, session, trigger, started_at, finished_at, elapsed_ms, config_version,
    weights, coverage, total_members, total_with_candles, total_analyzed, total_covered, pick_count, provenance, input_hash, exclusions,
    payload, payload_schema, fence)
  select uuidv7(), 'replay', 'nse-daily', u.universe, m.mode, t.at, s.date, 'bench', t.at, t.at, 1000, '1.0.0',
    '{}', 1, 50, 50, 50, 50, 20, '{}', repeat('0', 64), '[]', '{}', 1, 1
  from ${sessionsOf(sessions)} cross join ${universes} cross join ${modes} cross join generate_series(1, ${runsPerSession}) as r (n)
  cross join lateral (select (s.date + time '08:00' + r.n * interval '30 minutes') at time zone 'Asia/Kolkata' as at) t
  order by t.at`

// about as large as a real pick, whose text is most of it
const features = `jsonb_build_object('contributions', jsonb_build_array(
    jsonb_build_object('agent', 'technical', 'score', 40 + 30 * h.a), jsonb_build_object('agent', 'risk', 'score', 40 + 30 * h.b),
    jsonb_build_object('agent', 'market_regime', 'score', 50), jsonb_build_object('agent', 'pattern_recognition', 'score', null)),
  'reasoning', repeat(md5(p.n::text || t.id::text), 24))`

const recommendations = `
  insert into ai_recommendations (id, run_id, lane, rank_in_run, symbol, mode, universe, source, recommendation, direction, generated_at,
    entry_price, stop_loss_price, target_price, score_blend, confidence, coverage, config_version, features, evaluated, evaluated_at,
    exit_price, exit_time, exit_reason, pnl_pct, max_drawdown_pct, alpha_vs_benchmark, outcome_label, closed_at)
  select uuidv7(), t.id, t.lane, p.n, 'SYM' || (1 + (p.n * 7 + abs(hashtext(t.id::text))) % 50), t.mode, t.universe, 'bench',
    case when p.n % 2 = 0 then 'Buy' else 'Sell' end, case when p.n % 2 = 0 then 'LONG' else 'SHORT' end, t.as_of,
    100, 95, 110, 30 + 40 * h.a, 'Medium', 0.9, '1.0.0', ${features}, c.closed, case when c.closed then c.at end,
    case when c.closed then 100 + 5 * (h.b - 0.5) end, case when c.closed then c.at end, case when c.closed then 'TIME' end,
    case when c.closed then 8 * (h.b - 0.49) end, case when c.closed then -2 * h.a end, case when c.closed then 6 * (h.a - 0.5) end,
    case when c.closed then case when 8 * (h.b - 0.49) > 0.5 then 'WIN' when 8 * (h.b - 0.49) < -0.5 then 'LOSS' else 'BREAKEVEN' end end,
    case when c.closed then c.at end
  from top_picks_runs t cross join generate_series(1, 20) as p (n)
  cross join lateral (select (hashtext(t.id::text || p.n) & 65535) / 65536.0::float8 as a, (hashtext(p.n || t.id::text) & 65535) / 65536.0::float8 as b) h
  cross join lateral (select (t.session + 7 + time '16:00') at time zone 'Asia/Kolkata' as at, t.session < date '${lastSession}' - 7 as closed) c
  on conflict (run_id, symbol) do nothing`

const events = `
  insert into pick_events (id, run_id, lane, symbol, direction, source, mode, universe, signal_ts, trade_date, signal_price, recommended_entry,
    recommended_target, recommended_stop, blend_score, recommendation, confidence, extra_context)
  select uuidv7(), run_id, lane, symbol, direction, source, mode, universe, generated_at, trade_date, entry_price, entry_price,
    target_price, stop_loss_price, score_blend, recommendation, confidence, '{}'
  from ai_recommendations`

const counts = `
  insert into recommendation_sessions (lane, trade_date, universe, mode, direction, total, open, returns, alphas)
  select lane, trade_date, universe, mode, direction, count(*), count(*) filter (where not evaluated),
    coalesce(array_agg(pnl_pct order by pnl_pct, alpha_vs_benchmark) filter (where pnl_pct is not null), '{}'),
    coalesce(array_agg(alpha_vs_benchmark order by pnl_pct, alpha_vs_benchmark) filter (where pnl_pct is not null), '{}')
  from ai_recommendations group by lane, trade_date, universe, mode, direction`

/** indexes that no constraint rests on: made after the rows they are made in one pass */
const secondary = `
  select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
  where indrelid in ('ai_recommendations'::regclass, 'pick_events'::regclass) and not indisunique`

const withoutIndexes = async (client: pg.Client, work: () => Promise<void>): Promise<void> => {
  const { rows } = await client.query<{ name: string; definition: string }>(secondary)
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await work()
  for (const { definition } of rows) await client.query(definition)
}

/** Fills empty tables with made-up runs, recommendations and events, and answers how many of each there are. */
export const generate = async (
  url: string,
  history: History,
): Promise<{ readonly recommendations: number; readonly events: number }> => {
  const client = new pg.Client({ connectionString: url, statement_timeout: 0 })
  await client.connect()
  try {
    // every row is made from one that it refers to, so that looking for each again would prove nothing
    for (const setting of [
      'synchronous_commit = off',
      'session_replication_role = replica',
      `maintenance_work_mem = '512MB'`,
    ])
      await client.query(`set ${setting}`)
    await withoutIndexes(client, async () => {
      for (const statement of [runs(history), recommendations, events, counts]) await client.query(statement)
    })
    await client.query('vacuum analyze')
    const { rows } = await client.query<{ recommendations: number; events: number }>(
      `select (select count(*) from ai_recommendations)::int as recommendations, (select count(*) from pick_events)::int as events`,
    )
    return rows[0] ?? { recommendations: 0, events: 0 }
  } finally {
    await client.end()
  }
}
