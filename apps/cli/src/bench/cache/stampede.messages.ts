import { z } from 'zod'

/** The name of no cache at all: each process calls the loader once. */
export const loaderAlone = 'the loader alone'

/** What a process of the stampede is told: first where Redis is, then which cache is to read which key. */
export const StampedeTask = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), redis: z.object({ host: z.string(), port: z.number(), password: z.string() }) }),
  z.object({ type: z.literal('read'), cache: z.string(), key: z.string(), callers: z.number(), loadMs: z.number() }),
])

/** Epoch milliseconds of the first call and of the last answer, and how often the process loaded. */
export const StampedeAnswer = z.object({ startedAt: z.number(), servedAt: z.number(), loads: z.number() })
export type StampedeAnswer = z.infer<typeof StampedeAnswer>
