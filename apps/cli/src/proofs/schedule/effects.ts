import { currentFence, transactionBounds } from '@fyntrix/db/jobs'
import type pg from 'pg'
import { between, type Fate } from './fate.ts'

/** `n` is drawn where epochs are drawn, so that it tells which of two came first. */
export const effectsTable = `create table if not exists simulated_effects (
  n bigint not null default nextval('fence_seq'), job_id text not null, nominal_at timestamptz not null, epoch bigint not null, first boolean not null
); create index if not exists simulated_effects_of on simulated_effects (job_id, nominal_at)`

/** Writes of a holder after somebody else had begun the same. */
export const staleWrites = `select o.job_id, o.nominal_at from simulated_effects e join job_occurrences o using (job_id, nominal_at)
  where e.epoch < o.epoch and e.n > o.epoch`

/**
 * What a handler of the simulation writes: a row an attempt, the first of its nominal time marked, found by looking and not by a constraint, in one transaction under the fence of the
 * caller. With `fenced` false without one, to see that stale writes would show.
 */
export const writeEffect = async (
  pool: pg.Pool,
  fate: Fate,
  { jobId, nominal, fenced }: { readonly jobId: string; readonly nominal: Date; readonly fenced: boolean },
): Promise<void> => {
  const { begin, commit } = fenced ? transactionBounds() : { begin: 'begin', commit: 'commit' }
  const client = await pool.connect()
  let done = false
  try {
    await between(fate, () => client.query(begin))
    await between(fate, () =>
      client.query(
        `insert into simulated_effects (job_id, nominal_at, epoch, first)
         select $1, $2, $3, not exists (select 1 from simulated_effects where job_id = $1 and nominal_at = $2)`,
        [jobId, nominal, currentFence()?.epoch],
      ),
    )
    await between(fate, () => client.query(commit))
    done = true
  } finally {
    // as a dead process would leave it
    client.release(!done)
  }
}
