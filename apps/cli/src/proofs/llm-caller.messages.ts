import { z } from 'zod'

/** What a process that makes calls is told. */
export const CallerTask = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), databaseUrl: z.string(), redisUrl: z.string(), home: z.string() }),
  z.object({
    kind: z.literal('call'),
    url: z.url(),
    provider: z.string(),
    model: z.string(),
    tag: z.string(),
    maxTokens: z.int(),
    timeoutMs: z.int(),
    waitMs: z.int(),
    calls: z.int(),
    callers: z.int(),
    /** Every other call is streamed. */
    stream: z.boolean(),
  }),
])
export type CallerTask = z.infer<typeof CallerTask>
export type CallsWanted = Extract<CallerTask, { readonly kind: 'call' }>

/** How calls ended; `refused` by a budget. */
export const CallsDone = z.object({ answered: z.int(), failed: z.int(), refused: z.int() })
export type CallsDone = z.infer<typeof CallsDone>
