import type pg from 'pg'
import { claimedKey, effectScopeOf, scopeOf } from './writes.ts'

/** What the database holds of an occurrence that has ended. */
export interface Verdict {
  /** Rows that attempts wrote after a newer one had begun. */
  readonly stale: number
  /** How often what it is for was brought about. */
  readonly effects: number
  readonly state: string
  /** Whether the ledger's last word is that of the newest attempt. */
  readonly byNewest: boolean
}

/** Compares the rows of older epochs with those that there were when each newer one began. */
export const judge = async (pool: pg.Pool, jobId: string, nominalAt: number): Promise<Verdict> => {
  const { rows } = await pool.query<{ stale: number; effects: number; state: string; newest: boolean }>(
    `with begun as (
       select epoch, older_rows, (
         select count(*)::int from idempotency_keys where scope = $3 and split_part(key, '.', 1)::bigint < j.epoch
       ) as older_now
       from proof_journal j where job_id = $1 and nominal_at = $2 and state = 'running'
     )
     select max(older_now - older_rows)::int as stale, (select count(*)::int from idempotency_keys where scope = $4 and key <> $5) as effects,
       o.state, o.epoch = max(begun.epoch) as newest
     from begun, job_occurrences o where o.job_id = $1 and o.nominal_at = $2 group by o.state, o.epoch`,
    [jobId, new Date(nominalAt).toISOString(), scopeOf(jobId, nominalAt), effectScopeOf(jobId, nominalAt), claimedKey],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`the ledger knows nothing of ${jobId} at ${nominalAt}`)
  return { stale: row.stale, effects: row.effects, state: row.state, byNewest: row.newest }
}

/** Whether it was done; otherwise it was given up, because its attempts lost their leases or connections too often. */
export const hasRun = (state: string): boolean => state === 'ran' || state === 'caught-up'

/** What a verdict says against the promise that nothing stale is written and everything once. */
export const problemsOf = ({ stale, effects, state, byNewest }: Verdict): readonly string[] => [
  ...(stale > 0 ? [`${stale} stale writes`] : []),
  // one that was given up may have brought nothing about
  ...(effects > 1 || (effects === 0 && hasRun(state)) ? [`${state}, and brought about ${effects} times`] : []),
  ...(byNewest || !hasRun(state) ? [] : ['the ledger took the word of an older attempt']),
]
