import { z } from 'zod'

/** How soon somebody should look. `CRITICAL`: at or close to the stop · `MEDIUM`: close to the target. */
export const Urgency = z.enum(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'])
export type Urgency = z.infer<typeof Urgency>
