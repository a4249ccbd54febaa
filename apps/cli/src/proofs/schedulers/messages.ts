import { z } from 'zod'

/** What the handlers of a process do: write in several transactions, fenced or not; wait until they are told to finish; or write once. */
const Work = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('steps'), fenced: z.boolean(), longestPauseMs: z.int(), seed: z.int() }),
  z.object({ kind: z.literal('hold') }),
  z.object({ kind: z.literal('touch') }),
])

/** What a process with a daemon is told first. */
export const Assignment = z.object({
  databaseUrl: z.string(),
  leaseMs: z.number(),
  drainMs: z.number(),
  jobIds: z.array(z.string()),
  /** When all of them are due, in UTC; with a sixth field in front, of seconds. */
  pattern: z.string(),
  work: Work,
})
export type Assignment = z.infer<typeof Assignment>

/** What it is told later: to finish what holds a job. */
export const Order = z.object({ finish: z.string() })
export type Order = z.infer<typeof Order>

const attempt = { jobId: z.string(), nominalAt: z.number(), epoch: z.number() }

/**
 * What such a process tells. An attempt `began`; a step has `inserted` its row and not committed; it `wrote`, and how that ended: `lost` where the connection was; and the attempt `ended`, with the
 * state that the ledger took from it, null where it took none.
 */
export const Told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('began'), ...attempt }),
  z.object({ kind: z.literal('inserted'), step: z.int(), ...attempt }),
  z.object({
    kind: z.literal('wrote'),
    step: z.int(),
    outcome: z.enum(['committed', 'refused', 'lost']),
    ...attempt,
  }),
  z.object({ kind: z.literal('ended'), state: z.string().nullable(), ...attempt }),
])
export type Told = z.infer<typeof Told>
