import { z } from 'zod'

/** What Redis holds of each noun's facts. */
export const ViewName = z.enum([
  'top-picks',
  'recommendations',
  'dashboards',
  'analyses',
  'learnings',
  'scores',
  'portfolio',
  'preferences',
  'scalping',
  'positions',
  'llm-costs',
])
export type ViewName = z.infer<typeof ViewName>

/** Which view to make again from PostgreSQL; without a name, all of them. */
export const RebuildRequest = z.object({ view: ViewName.optional() })
export type RebuildRequest = z.infer<typeof RebuildRequest>

/** What a rebuild did: keys that it removed, and keys that it wrote. */
export const Rebuilt = z.object({ view: ViewName, removed: z.int(), written: z.int(), elapsedMs: z.int() })
export type Rebuilt = z.infer<typeof Rebuilt>
