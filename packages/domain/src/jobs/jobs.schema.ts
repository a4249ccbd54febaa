import type { z } from 'zod'

/**
 * A job as data: who it is, when it is due, what it is given. Handlers live in the services; whoever starts a job never imports one.
 * `cron` is a five-field pattern read in `timezone`; it only proposes an instant, the exchange calendar decides whether it is due.
 */
export interface JobDefinition<P extends z.ZodType = z.ZodType> {
  readonly id: string
  readonly cron: string
  readonly timezone: 'Asia/Kolkata' | 'UTC'
  readonly payload: P
  readonly input: z.infer<P>
}

/** Checks at compile time that `input` is what `payload` describes. */
export const defineJob = <P extends z.ZodType>(definition: JobDefinition<P>): JobDefinition<P> => definition
