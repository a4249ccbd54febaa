import type pg from 'pg'

/** Of how many days the calls are, up to and with today. */
const days = 80
const models = ['gpt-4o', 'gpt-4o-mini', 'gpt-5', 'gpt-5-mini', 'o3', 'o4-mini', 'gpt-4.1', 'gpt-4.1-mini']
const portion = 1_000_000

/** Fills the ledger with so many made-up calls, evenly over eighty days, and sums up their days, as settling would have done. */
export const generateCalls = async (client: pg.Client, rows: number, onRows: (done: number) => void): Promise<void> => {
  await client.query('set statement_timeout = 0')
  for (let from = 0; from < rows; from += portion) {
    await client.query(
      `insert into llm_requests (id, at, provider, model_asked, model_served, tier, purpose, agent, run_id, tags, status, usage, input_tokens,
         output_tokens, cost_usd, cost_basis, price_id, price_version, latency_ms)
       select uuidv7(at - clock_timestamp()), at, 'openai', model, model, 'standard', (array['insight', 'summary', 'research'])[1 + n % 3],
         (array['technical', 'sentiment', null])[1 + n % 3], case when n % 50 = 0 then overlay(overlay(md5((n / 1000)::text) placing '4' from 13) placing '8' from 17)::uuid end, '{}',
         case when n % 40 = 0 then 'failed' else 'ok' end, jsonb_build_object('input', n % 4000, 'output', n % 700), n % 4000, n % 700,
         ((n % 4000) * 25 + (n % 700) * 100)::numeric / 10000000, 'price', 'bench', 'bench', (n % 3000)::int
       from (
         select n, date_trunc('day', clock_timestamp(), 'UTC') - (n % ${days}) * interval '1 day' + (n % 86399) * interval '1 microsecond' as at,
           ($3::text[])[1 + n % 8] as model
         from generate_series($1::bigint, $2::bigint) as n
       ) as calls`,
      [from, Math.min(rows, from + portion) - 1, models],
    )
    onRows(Math.min(rows, from + portion))
  }
  await client.query(
    `insert into llm_daily (day, provider, model, purpose, agent, calls, failed, input_tokens, output_tokens, cost_usd)
     select (at at time zone 'UTC')::date, provider, coalesce(model_served, model_asked), purpose, coalesce(agent, ''), count(*),
       count(*) filter (where status <> 'ok'), sum(input_tokens), sum(output_tokens), sum(cost_usd)
     from llm_requests group by 1, 2, 3, 4, 5`,
  )
  await client.query('vacuum analyze llm_requests, llm_daily')
}

/** The months that such calls lie in need their partitions. */
export const firstDay = (now: Date): Date => new Date(now.getTime() - days * 86_400_000)
