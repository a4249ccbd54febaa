import { z } from 'zod'
import { defineJob } from '../jobs/index.ts'

/** Nothing has to be said: the job learns from whatever was told. */
export const PoliciesJob = z.object({})

/** Learns from the outcomes of the day, half an hour after they are told, and proposes what is better. */
export const policiesJob = defineJob({
  id: 'policies.training',
  cron: '0 17 * * *',
  timezone: 'Asia/Kolkata',
  payload: PoliciesJob,
  input: {},
})
