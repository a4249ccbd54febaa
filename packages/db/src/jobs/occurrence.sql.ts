import { instant } from '../shared/sql.ts'

/** SQL that writes the row `o` of `job_occurrences` as the domain's `Occurrence`. How long it took is known of attempts that came to their end. */
export const occurrenceJson = `jsonb_build_object('jobId', o.job_id, 'nominalAt', ${instant('o.nominal_at')}, 'trigger', o.trigger, 'state', o.state, 'reason', o.reason,
  'detail', o.detail, 'dueAt', ${instant('o.due_at')}, 'attempts', o.attempts, 'epoch', o.epoch, 'owner', o.owner, 'leaseUntil', ${instant('o.lease_until')},
  'startedAt', ${instant('o.started_at')}, 'finishedAt', ${instant('o.finished_at')},
  'elapsedMs', case when o.state in ('ran', 'caught-up', 'failed') then round(extract(epoch from o.finished_at - o.started_at) * 1000, 3)::float8 end,
  'error', o.error, 'wrote', o.wrote, 'cancelRequested', o.cancel_requested)`
