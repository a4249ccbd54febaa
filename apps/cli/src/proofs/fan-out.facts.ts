import type pg from 'pg'

/** What differs between two runs of the same: names, times, and whose turn it was. */
const own = `'{id,run_id,event_id,started_at,finished_at,elapsed_ms,fence,created_at,payload,extra_context}'::text[]`
/** The same within the run as it was recorded whole. */
const ownInPayload = `'{id,startedAt,finishedAt,elapsedMs}'::text[]`

const tables: Readonly<Record<string, string>> = {
  top_picks_runs: `select t.*, t.payload - ${ownInPayload} as told from top_picks_runs t where t.id = $1`,
  ai_recommendations: 'select t.* from ai_recommendations t where t.run_id = $1',
  pick_events: `select t.*, t.extra_context - 'run_id' as context from pick_events t where t.run_id = $1`,
  pick_agent_contributions: `select t.*, e.symbol from pick_agent_contributions t join pick_events e on e.id = t.event_id where e.run_id = $1`,
  pick_outcomes: `select t.*, e.symbol from pick_outcomes t join pick_events e on e.id = t.event_id where e.run_id = $1`,
  agent_analyses: 'select t.* from agent_analyses t where t.run_id = $1',
  outbox: `select t.topic from outbox t where t.payload->>'runId' = $1::text`,
}

/** Everything that a run recorded, table by table, as text; the same for runs that recorded the same. */
export const recordedFacts = async (client: pg.Client, runId: string): Promise<ReadonlyMap<string, string>> => {
  const facts = new Map<string, string>()
  for (const [table, statement] of Object.entries(tables)) {
    const { rows } = await client.query<{ rows: number; text: string | null }>(
      `select count(*)::int as rows, string_agg(r.fact, e'\\n' order by r.fact) as text
       from (select (to_jsonb(t) - ${own})::text as fact from (${statement}) t) r`,
      [runId],
    )
    facts.set(table, `${rows[0]?.rows}: ${rows[0]?.text}`)
  }
  return facts
}
