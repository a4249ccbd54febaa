import { z } from 'zod'
import { Instant } from '../shared/index.ts'
import { ViewName } from './views.schema.ts'

/** What is put into the cache. */
export const WarmKind = z.enum(['picks', 'dashboards', 'levels', 'candles'])
export type WarmKind = z.infer<typeof WarmKind>

/**
 * Of a kind: `found` were in the cache already, `warmed` were put there, the others were not, by reason. `example` is one that it is about, with what was said
 * of it.
 */
export const WarmedKind = z.object({
  kind: WarmKind,
  found: z.int(),
  warmed: z.int(),
  failed: z.array(z.object({ reason: z.string(), count: z.int(), example: z.string() })),
})
export type WarmedKind = z.infer<typeof WarmedKind>

/** What warming the cache did. `rebuilt` are views that were missing in Redis and had facts. */
export const WarmingReport = z.object({
  asOf: Instant,
  rebuilt: z.array(ViewName),
  kinds: z.array(WarmedKind),
  elapsedMs: z.int(),
})
export type WarmingReport = z.infer<typeof WarmingReport>
