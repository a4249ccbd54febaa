import { z } from 'zod'
import { Id, Lane } from '../shared/index.ts'
import { Mode } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'

/** Something that was committed and that Redis, files and subscribers must learn. One variant a topic. */
export const OutboxMessage = z.discriminatedUnion('topic', [
  z.object({
    topic: z.literal('top-picks.run-recorded'),
    runId: Id,
    lane: Lane,
    universe: Universe,
    mode: Mode,
  }),
])
export type OutboxMessage = z.infer<typeof OutboxMessage>
