import { z } from 'zod'
import { Usd } from '../llm-costs/index.ts'

const counted = {
  requests: z.int(),
  /** Sums over requests that have counts of tokens. */
  inputTokens: z.int(),
  outputTokens: z.int(),
  /** Requests of which a count of tokens is not known; they are in no sum of it. */
  withoutTokens: z.int(),
  /** Exact sum of the costs as they were written, over requests whose cost is a finite number. */
  costUsd: Usd,
  /** Requests whose cost is not known: they are in no sum. */
  withoutCost: z.int(),
}

/** What calls of language models cost the legacy system, in a span of time: `from` inclusive, `until` exclusive. */
export const ImportedUsage = z.object({
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  total: z.object(counted),
  /** Dearest first; null is the model of requests without one. */
  byModel: z.array(z.object({ model: z.string().nullable(), ...counted })),
  /** UTC days that have requests, in their order. */
  byDay: z.array(z.object({ day: z.iso.date(), ...counted })),
  /** Requests of the span that were left out as suspect, and what speaks against them: a request may have several codes. */
  excluded: z.object({ rows: z.int(), codes: z.record(z.string(), z.int()) }),
  /** Requests without an instant, in no span at all. */
  undated: z.int(),
})
export type ImportedUsage = z.infer<typeof ImportedUsage>
