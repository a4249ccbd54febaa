import { z } from 'zod'

/** How the writer is started. */
export const WriterOptions = z.object({
  root: z.string(),
  seed: z.int(),
  /** Runs that there were before. */
  after: z.int(),
  /** Between two runs. */
  pauseMs: z.number(),
})
export type WriterOptions = z.infer<typeof WriterOptions>

/** What it says last. */
export const WrittenMessage = z.object({
  runs: z.int(),
  recommendations: z.int(),
  requests: z.int(),
  evaluated: z.int(),
  levels: z.int(),
  deleted: z.int(),
  files: z.int(),
})
