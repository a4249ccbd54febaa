import { z } from 'zod'

/** A wish to hear of what is published: of what comes after the event with the id `lastEventId`, without it of what comes from now on. */
export const Following = z.object({
  lastEventId: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the id of an event that was received')
    .optional(),
})
export type Following = z.infer<typeof Following>

/**
 * What flows through a subscription. `seq` grows in publishing order; numbers between are of other publications. `event` is null in the first one of a
 * subscription that starts afresh: it only says where the feed stands, so that a subscriber who is cut off before the first event resumes without a gap.
 */
export const feedEvent = <T extends z.ZodType>(event: T) => z.object({ seq: z.int(), event: event.nullable() })
