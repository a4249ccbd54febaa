import pg from 'pg'
import { test } from 'vitest'
import { testDatabase } from '../testing/index.ts'
const { database, url } = await testDatabase()
test('profile', async () => {
  const c = new pg.Client({ connectionString: url })
  await c.connect()
  await database.transaction((tx) => tx.llmCalls.ensurePartition(new Date('2026-03-10T06:00:00Z')))
  await c.query(`insert into llm_budgets values (gen_random_uuid(), 'global', 'day', 'UTC', 1000000, 'hard', '[{"percent":50,"action":"warn"}]', true, now())`)
  const call = (extra: string) => `jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'at', '2026-03-10T06:00:00Z', 'provider', 'openai', 'model_asked', 'gpt-5', 'purpose', 'x', 'tags', '[]'::jsonb ${extra}))`
  const time = async (name: string, sql: string, n = 500) => {
    await c.query(`do $$ begin for i in 1..50 loop ${sql} end loop; end $$`)
    const t = performance.now()
    await c.query(`do $$ begin for i in 1..${n} loop ${sql} end loop; end $$`)
    console.log(name, ((performance.now() - t) / n).toFixed(3), 'ms')
  }
  await time('reserve', `perform * from llm_reserve(${call(`, 'amount_usd', '0.1', 'hold_ms', 60000`)});`)
  await time('settle', `perform * from llm_settle(${call(`, 'status', 'ok', 'input_tokens', 10, 'output_tokens', 5, 'cost_usd', '0.05', 'cost_basis', 'price', 'usage', '{}'::jsonb`)}, gen_random_uuid());`)
  await time('count', `perform llm_count(${call(`, 'calls', 1, 'failed', 0, 'input_tokens', 10, 'output_tokens', 5, 'cost_usd', '0.05'`)}, '[]');`)
  await time('lock', `perform pg_advisory_xact_lock_shared(hashtextextended('llm-budgets', 0));`)
  await time('populate', `perform * from jsonb_populate_recordset(null::llm_requests, ${call('')});`)
  await time('scopes', `perform llm_scopes('a', 'b', 'c', 'd', null, '{}');`)
  await c.query('create table ll as select * from llm_requests limit 0')
  await time('outbox', `perform not exists (select 1 from outbox o where o.topic = 'llm-costs.settled' and o.published_at is null and o.parked_at is null for no key update skip locked limit 1);`)
  await c.query("load 'auto_explain'; set auto_explain.log_min_duration=0; set auto_explain.log_nested_statements=on; set auto_explain.log_analyze=on; set auto_explain.log_timing=off; set client_min_messages=log")
  const out: string[] = []
  c.on('notice', (n) => out.push(n.message ?? ''))
  await c.query(`do $$ begin perform * from llm_settle(${call(`, 'status', 'ok', 'input_tokens', 10, 'output_tokens', 5, 'cost_usd', '0.05', 'cost_basis', 'price', 'usage', '{}'::jsonb`)}, gen_random_uuid()); end $$`)
  console.log(out.map((o) => o.slice(0, 6000)).join('\n=====\n'))
  await c.end()
})
