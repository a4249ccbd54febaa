import { z } from 'zod'
import { Id } from '../shared/index.ts'

/** Whether to write files again that are missing or damaged. */
export const ArchiveCheckRequest = z.object({ repair: z.boolean().default(false) })
export type ArchiveCheckRequest = z.infer<typeof ArchiveCheckRequest>

/**
 * What is wrong with the archive. `missing` there is no such file · `damaged` it is not what was written · `unwritten` a published run has no file ·
 * `unknown` a file that belongs to no run.
 */
export const ArchiveFinding = z.object({
  problem: z.enum(['missing', 'damaged', 'unwritten', 'unknown']),
  runId: Id.nullable(),
  /** Relative to the home. */
  path: z.string().nullable(),
  repaired: z.boolean(),
})
export type ArchiveFinding = z.infer<typeof ArchiveFinding>

/** What a check of the archive found: files that were looked at, their bytes, and the first thousand findings of `problems`. */
export const ArchiveReport = z.object({
  files: z.int(),
  bytes: z.number(),
  problems: z.int(),
  repaired: z.int(),
  findings: z.array(ArchiveFinding),
})
export type ArchiveReport = z.infer<typeof ArchiveReport>
