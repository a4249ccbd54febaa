import { z } from 'zod'

/**
 * Where a run belongs. Lanes never mix: "latest" and every view in Redis look at one.
 *
 * `live` real data as it arrives · `replay` stored real data at an earlier instant · `simulated` the made-up market · `imported` a legacy system's.
 */
export const Lane = z.enum(['live', 'replay', 'simulated', 'imported'])
export type Lane = z.infer<typeof Lane>
