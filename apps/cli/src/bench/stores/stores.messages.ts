import { z } from 'zod'

/** What a process is told: where the stores are, or to do one operation on one of them for a while. */
export const StoreTask = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('open'),
    places: z.object({ folder: z.string(), databaseUrl: z.string(), redisUrl: z.string() }),
  }),
  z.object({ type: z.literal('run'), store: z.string(), operation: z.string(), milliseconds: z.number() }),
  z.object({ type: z.literal('fill') }),
])

/** Epoch milliseconds of begin and end, and the milliseconds of each call. */
export const StoreAnswer = z.object({
  startedAt: z.number(),
  endedAt: z.number(),
  samplesMs: z.instanceof(Float64Array),
})
export type StoreAnswer = z.infer<typeof StoreAnswer>
