import { Migration } from '@mikro-orm/migrations'

/**
 * The steps of a call, each one statement and so one short transaction: many calls at once, in the order given. Rows are locked in one order everywhere:
 * reservations, calls, periods of budgets by their key, days by theirs. Who makes budgets holds the lock `llm-budgets` alone, calls share it.
 */
export class Migration20270106000000LlmSteps extends Migration {
  override up(): void {
    this.addSql(`
      create function llm_scopes(provider text, model text, agent text, job text, user_id uuid, tags text[]) returns text[]
      language sql immutable as $$
        select array['global', 'provider:' || provider, 'model:' || model, 'agent:' || agent, 'job:' || job, 'user:' || user_id]
          || array(select 'tag:' || tag from unnest(tags) as tag)
      $$`)
    this.addSql(reserve)
    this.addSql(count)
    this.addSql(settle)
    this.addSql(correct)
  }
}

// plans are kept by the session: one that was made while a table was empty must not read all of it later
const planned =
  'set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off'
const callScopes = `llm_scopes(c.provider, c.model_asked, c.agent, c.job, c.user_id, c.tags)`
const lockPeriods = `
        perform 1 from llm_budget_periods p join unnest(ids, starts) as t (b, s) on p.budget_id = t.b and p.period_start = t.s
        order by p.budget_id, p.period_start for update of p;`

// a call that was reserved or settled before is admitted again and changes nothing: its answer may have been lost
const reserve = `
      create function llm_reserve(calls jsonb)
      returns table (id uuid, verdict text, budget_id uuid, spent_usd numeric, reserved_usd numeric, limit_usd numeric)
      language plpgsql ${planned} as $$
      #variable_conflict use_column
      declare
        ids uuid[]; starts timestamptz[]; call record; blocked record;
      begin
        perform pg_advisory_xact_lock_shared(hashtextextended('llm-budgets', 0));
        select array_agg(t.b order by t.b, t.s), array_agg(t.s order by t.b, t.s) into ids, starts from (
          select distinct b.id as b, date_trunc(b.period, c.at, b.zone) as s
          from jsonb_populate_recordset(null::llm_requests, calls) as c join llm_budgets b on b.active and b.scope = any (${callScopes})
        ) as t;
        insert into llm_budget_periods (budget_id, period_start)
        select t.b, t.s from unnest(ids, starts) as t (b, s)
        where not exists (select 1 from llm_budget_periods p where p.budget_id = t.b and p.period_start = t.s)
        order by t.b, t.s on conflict do nothing;${lockPeriods}
        for call in
          select c.id, c.at, ${callScopes} as scopes, (element->>'amount_usd')::numeric as amount,
            (element->>'hold_ms')::float8 as hold_ms, element - 'amount_usd' - 'hold_ms' as facts
          from jsonb_array_elements(calls) with ordinality as e (element, n)
            cross join lateral jsonb_populate_record(null::llm_requests, element) as c
          order by n
        loop
          id := call.id; budget_id := null; spent_usd := null; reserved_usd := null; limit_usd := null; verdict := 'admitted';
          if not exists (select 1 from llm_reservations r where r.id = call.id)
            and not exists (select 1 from llm_requests l where l.id = call.id and l.at = call.at) then
            select b.id, p.spent_usd, p.reserved_usd, b.limit_usd, p.spent_usd + call.amount > b.limit_usd as by_spend into blocked
            from llm_budgets b join llm_budget_periods p on p.budget_id = b.id and p.period_start = date_trunc(b.period, call.at, b.zone)
            where b.active and b.kind = 'hard' and b.scope = any (call.scopes) and p.spent_usd + p.reserved_usd + call.amount > b.limit_usd
            order by by_spend desc, b.id limit 1;
            if found then
              verdict := case when blocked.by_spend then 'refused' else 'wait' end;
              budget_id := blocked.id; spent_usd := blocked.spent_usd; reserved_usd := blocked.reserved_usd; limit_usd := blocked.limit_usd;
            else
              with held as (
                update llm_budget_periods p set reserved_usd = p.reserved_usd + call.amount from llm_budgets b
                where b.active and b.scope = any (call.scopes) and p.budget_id = b.id and p.period_start = date_trunc(b.period, call.at, b.zone)
                returning p.budget_id, p.period_start
              )
              insert into llm_reservations (id, at, expires_at, amount_usd, budget_ids, period_starts, call)
              select call.id, call.at, clock_timestamp() + call.hold_ms * interval '1 millisecond', call.amount,
                coalesce(array_agg(h.budget_id), '{}'), coalesce(array_agg(h.period_start), '{}'), call.facts
              from held h;
            end if;
          end if;
          return next;
        end loop;
      end $$`

// counts: what calls add to the spend of budgets and to the days, or take from them, except in periods of before a budget was active; freed: what reservations held of periods
const count = `
      create function llm_count(counts jsonb, freed jsonb) returns void language plpgsql ${planned} as $$
      declare
        ids uuid[]; starts timestamptz[]; spent numeric[]; held numeric[]; numbers bigint[];
      begin
        select array_agg(t.b order by t.b, t.s), array_agg(t.s order by t.b, t.s), array_agg(t.cost order by t.b, t.s),
          array_agg(t.amount order by t.b, t.s), array_agg(t.calls order by t.b, t.s)
        into ids, starts, spent, held, numbers from (
          select u.b, u.s, sum(u.cost) as cost, sum(u.amount) as amount, sum(u.calls) as calls from (
            select b.id as b, date_trunc(b.period, c.at, b.zone) as s, c.cost_usd as cost, 0 as amount, c.calls
            from jsonb_to_recordset(counts) as c (at timestamptz, provider text, model_asked text, agent text, job text, user_id uuid, tags text[],
              cost_usd numeric, calls bigint)
              join llm_budgets b on b.active and b.scope = any (${callScopes})
                and date_trunc(b.period, c.at, b.zone) >= date_trunc(b.period, b.created_at, b.zone)
            union all
            select f.budget_id, f.period_start, 0, f.amount, 0
            from jsonb_to_recordset(freed) as f (budget_id uuid, period_start timestamptz, amount numeric)
          ) as u group by u.b, u.s
        ) as t;
        insert into llm_budget_periods (budget_id, period_start)
        select t.b, t.s from unnest(ids, starts) as t (b, s)
        where not exists (select 1 from llm_budget_periods p where p.budget_id = t.b and p.period_start = t.s)
        order by t.b, t.s on conflict do nothing;${lockPeriods}
        with changed as (
          update llm_budget_periods p
          set spent_usd = p.spent_usd + t.cost, reserved_usd = p.reserved_usd - t.amount, calls = p.calls + t.calls
          from unnest(ids, starts, spent, held, numbers) as t (b, s, cost, amount, calls)
          where p.budget_id = t.b and p.period_start = t.s
          returning p.budget_id, p.period_start, p.spent_usd
        )
        insert into llm_budget_alerts (budget_id, period_start, kind, percent, spent_usd, limit_usd, detail)
        select c.budget_id, c.period_start, 'threshold', t.percent, c.spent_usd, b.limit_usd, t.action
        from changed c join llm_budgets b on b.id = c.budget_id and b.active
          cross join lateral jsonb_to_recordset(b.thresholds) as t (percent float8, action text)
        where c.spent_usd * 100 >= b.limit_usd * t.percent::numeric
          and not exists (
            select 1 from llm_budget_alerts a
            where a.budget_id = c.budget_id and a.period_start = c.period_start and a.kind = 'threshold' and a.percent = t.percent
          )
        order by c.budget_id, c.period_start, t.percent on conflict do nothing;
        insert into llm_daily as d (day, provider, model, purpose, agent, calls, failed, input_tokens, output_tokens, cost_usd)
        select (c.at at time zone 'UTC')::date, c.provider, coalesce(c.model_served, c.model_asked), c.purpose, coalesce(c.agent, ''),
          sum(c.calls), sum(c.failed), sum(c.input_tokens), sum(c.output_tokens), sum(c.cost_usd)
        from jsonb_to_recordset(counts) as c (at timestamptz, provider text, model_asked text, model_served text, purpose text, agent text,
          calls bigint, failed bigint, input_tokens bigint, output_tokens bigint, cost_usd numeric)
        group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
        on conflict (day, provider, model, purpose, agent) do update set
          calls = d.calls + excluded.calls, failed = d.failed + excluded.failed, input_tokens = d.input_tokens + excluded.input_tokens,
          output_tokens = d.output_tokens + excluded.output_tokens, cost_usd = d.cost_usd + excluded.cost_usd;
      end $$`

/*
 * calls: rows of llm_requests. One that is in the ledger stays as it is, except that whatever is known takes the place of a lost call. Answers what became
 * of each: 'settled', 'corrected', or 'known'. message: the id of an outbox row, written unless one waits that no relay has begun to publish.
 */
const settle = `
      create function llm_settle(calls jsonb, message uuid) returns table (id uuid, outcome text) language plpgsql ${planned} as $$
      #variable_conflict use_column
      declare
        freed jsonb; counts jsonb; outcomes jsonb;
      begin
        perform pg_advisory_xact_lock_shared(hashtextextended('llm-budgets', 0));
        with gone as (
          delete from llm_reservations r using jsonb_array_elements(calls) as c where r.id = (c->>'id')::uuid
          returning r.amount_usd, r.budget_ids, r.period_starts
        )
        select coalesce(jsonb_agg(jsonb_build_object('budget_id', t.b, 'period_start', t.s, 'amount', gone.amount_usd)), '[]') into freed
        from gone cross join lateral unnest(gone.budget_ids, gone.period_starts) as t (b, s);
        with given as (
          select g.* from jsonb_populate_recordset(null::llm_requests, calls) as g
        ), known as (
          select l.* from llm_requests l join given g on g.id = l.id and g.at = l.at order by l.id for update of l
        ), inserted as (
          insert into llm_requests select g.* from given g where not exists (select 1 from known k where k.id = g.id)
          on conflict do nothing returning *
        ), corrected as (
          update llm_requests l
          set model_served = g.model_served, tier = g.tier, status = g.status, usage = g.usage, input_tokens = g.input_tokens,
            output_tokens = g.output_tokens, cost_usd = g.cost_usd, cost_basis = g.cost_basis, price_id = g.price_id,
            price_version = g.price_version, price_from = g.price_from, latency_ms = g.latency_ms, error = g.error
          from given g join known k on k.id = g.id
          where l.id = g.id and l.at = g.at and k.status = 'lost' and k.cost_basis = 'worst-case' and g.status <> 'lost'
          returning l.*
        ), changes as (
          select to_jsonb(i) - 'usage' as call, 1 as sign, 1 as calls from inserted i
          union all
          select to_jsonb(c) - 'usage', 1, 1 from corrected c
          union all
          select to_jsonb(k) - 'usage', -1, -1 from known k join corrected c on c.id = k.id
        )
        select coalesce(jsonb_agg(change.call || jsonb_build_object('calls', change.calls,
            'failed', change.sign * (change.call->>'status' <> 'ok')::int,
            'input_tokens', change.sign * (change.call->>'input_tokens')::bigint,
            'output_tokens', change.sign * (change.call->>'output_tokens')::bigint,
            'cost_usd', change.sign * (change.call->>'cost_usd')::numeric)), '[]'),
          (select jsonb_object_agg(g.id, case when g.id in (select i.id from inserted i) then 'settled'
            when g.id in (select c.id from corrected c) then 'corrected' else 'known' end) from given g)
        into counts, outcomes from changes as change;
        if counts <> '[]' or freed <> '[]' then perform llm_count(counts, freed); end if;
        if counts <> '[]' and not exists (
          select 1 from outbox o where o.topic = 'llm-costs.settled' and o.published_at is null and o.parked_at is null
          for no key update skip locked limit 1
        ) then
          insert into outbox (id, topic, aggregate, payload)
          values (message, 'llm-costs.settled', 'llm-costs:' || message, '{"topic": "llm-costs.settled"}');
          perform pg_notify('outbox', message::text);
        end if;
        return query select key::uuid, value from jsonb_each_text(outcomes);
      end $$`

// calls: id, at, and what is known of the cost by now. Rows that are not there are passed over. Answers how many changed.
const correct = `
      create function llm_correct(calls jsonb) returns int language plpgsql ${planned} as $$
      declare
        counts jsonb;
      begin
        perform pg_advisory_xact_lock_shared(hashtextextended('llm-budgets', 0));
        with given as (
          select g.* from jsonb_populate_recordset(null::llm_requests, calls) as g
        ), known as (
          select l.* from llm_requests l join given g on g.id = l.id and g.at = l.at order by l.id for update of l
        ), corrected as (
          update llm_requests l
          set cost_usd = g.cost_usd, cost_basis = g.cost_basis, price_id = g.price_id, price_version = g.price_version, price_from = g.price_from
          from given g join known k on k.id = g.id
          where l.id = g.id and l.at = g.at
          returning to_jsonb(l) - 'usage' as call, l.cost_usd - k.cost_usd as difference
        )
        select coalesce(jsonb_agg(c.call || jsonb_build_object('calls', 0, 'failed', 0, 'input_tokens', 0, 'output_tokens', 0,
          'cost_usd', c.difference)), '[]') into counts from corrected c;
        if counts <> '[]' then perform llm_count(counts, '[]'); end if;
        return jsonb_array_length(counts);
      end $$`
