import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import type pg from 'pg'

/** What must be empty at any moment, whoever died where. Each statement selects what breaks the rule that its name states. */
const rules: Readonly<Record<string, string>> = {
  'a run has as many recommendations as it counted picks': `
    select r.id from top_picks_runs r left join ai_recommendations a on a.run_id = r.id
    group by r.id, r.pick_count having count(a.id) <> r.pick_count`,
  'a run has as many pick events as it counted picks': `
    select r.id from top_picks_runs r left join pick_events e on e.run_id = r.id
    group by r.id, r.pick_count having count(e.id) <> r.pick_count`,
  'a pick event has its contributions': `
    select e.id from pick_events e left join pick_agent_contributions c on c.event_id = e.id group by e.id having count(c.event_id) = 0`,
  'a run has the analyses of every symbol that it analysed': `
    select r.id from top_picks_runs r left join agent_analyses a on a.run_id = r.id
    group by r.id, r.total_analyzed having count(distinct a.symbol) < r.total_analyzed`,
  'a recommendation belongs to a run': `
    select a.id from ai_recommendations a left join top_picks_runs r on r.id = a.run_id where r.id is null`,
  'a run left a message in the outbox': `
    select r.id from top_picks_runs r left join outbox o on o.payload ->> 'runId' = r.id::text group by r.id having count(o.id) <> 1`,
  'the head is the latest run': `
    select h.run_id from top_picks_heads h where h.run_id is distinct from (
      select r.id from top_picks_runs r where (r.lane, r.universe, r.mode) = (h.lane, h.universe, h.mode)
      order by r.as_of desc, r.finished_at desc, r.id desc limit 1)`,
  'publishing numbers have no gap': `
    select s.n from (select published_seq as n, row_number() over (order by published_seq) as place from outbox where published_seq is not null) s
    where s.n <> s.place`,
}

/** Redis must not know a run or a version that PostgreSQL does not. */
const redisAhead = async (client: pg.Client, redis: Redis): Promise<string[]> => {
  const problems: string[] = []
  for (const key of await redis.keys('top_picks:*')) {
    const [, universe, mode] = key.split(':')
    // Redis first: what is committed between the two looks can only bring PostgreSQL ahead
    const [value, version] = await redis.mget(key, `fx:v:{${key}}`)
    const { run_id: runId }: { run_id: string } = JSON.parse(value ?? '{}')
    const { rows } = await client.query(
      `select h.version from top_picks_heads h where h.universe = $1 and h.mode = $2 and exists (select 1 from top_picks_runs where id = $3)`,
      [universe, mode, runId],
    )
    const head = Number(rows[0]?.version ?? -1)
    if (head < Number(version))
      problems.push(`${key}: Redis holds version ${version} of run ${runId}, PostgreSQL ${head}`)
  }
  return problems
}

/** Every archive file that PostgreSQL names is there, whole. */
const archiveDiffers = async (client: pg.Client, home: string): Promise<string[]> => {
  const { rows } = await client.query<{ path: string; sha256: string }>('select path, sha256 from archive_files')
  return rows
    .filter(({ path, sha256 }) => {
      const file = join(home, path)
      return !existsSync(file) || createHash('sha256').update(readFileSync(file)).digest('hex') !== sha256
    })
    .map(({ path }) => `${path} is missing or is not what was recorded`)
}

/** Everything that is wrong now; empty when the promises hold. */
export const brokenPromises = async (client: pg.Client, redis: Redis, home: string): Promise<string[]> => {
  const broken: string[] = []
  for (const [rule, statement] of Object.entries(rules)) {
    const { rowCount } = await client.query(statement)
    if (rowCount !== 0) broken.push(`not true of ${rowCount}: ${rule}`)
  }
  return [...broken, ...(await redisAhead(client, redis)), ...(await archiveDiffers(client, home))]
}
