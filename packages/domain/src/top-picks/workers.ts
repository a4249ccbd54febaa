import { z } from 'zod'

/** Where the agents of a run are asked: in the process that computes it, or by workers on any machine, reached through a BullMQ queue in Redis. */
export const Workers = z.enum(['daemon', 'bullmq'])
export type Workers = z.infer<typeof Workers>
