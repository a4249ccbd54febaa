import { z } from 'zod'
import { defineJob } from '../jobs/index.ts'

/** Nothing has to be said: the job learns from whatever was told. */
export const PoliciesJob = z.object({})

/** Learns from the outcomes of the session, half an hour after they are told, and proposes what is better. */
export const policiesJob = defineJob({
  id: 'policies.training',
  schedule: { kind: 'session', at: { of: 'daily-bars', minutes: 60 } },
  windowMs: 24 * 3_600_000,
  timeoutMs: 30 * 60_000,
  payload: PoliciesJob,
  input: {},
})
