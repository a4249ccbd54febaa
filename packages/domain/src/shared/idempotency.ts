import { z } from 'zod'

/** Chosen by whoever sends a request, so that sending it again does nothing twice. A key stands for one request of one user for seven days. */
export const IdempotencyKey = z.string().min(8).max(100)
export type IdempotencyKey = z.infer<typeof IdempotencyKey>
