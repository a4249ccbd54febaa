import { z } from 'zod'

/** Who is asked: our server through the SDK, or the floors: a tRPC procedure that does nothing, a Fastify route that answers a constant. */
export const Target = z.enum(['fyntrix', 'trpc', 'fastify'])
export type Target = z.infer<typeof Target>

/** What the process with the clients is told. */
export const ApiTask = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), url: z.string(), key: z.string(), floorsUrl: z.string(), clients: z.int() }),
  z.object({ type: z.literal('run'), target: Target, milliseconds: z.number() }),
])

/** Milliseconds of each call that was answered, and what the others failed with. */
export const ApiAnswer = z.object({
  elapsedMs: z.number(),
  samplesMs: z.instanceof(Float64Array),
  failures: z.record(z.string(), z.int()),
})
export type ApiAnswer = z.infer<typeof ApiAnswer>
