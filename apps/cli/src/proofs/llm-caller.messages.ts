import { appendFileSync, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
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

const refusals = (home: string): string => join(home, 'refusals')

/** Notes a refusal where the process's death does not take it along. */
export const noteRefusal = (home: string): void => appendFileSync(refusals(home), 'x')

/** How many were noted. */
export const readRefusals = (home: string): number => (existsSync(refusals(home)) ? statSync(refusals(home)).size : 0)
