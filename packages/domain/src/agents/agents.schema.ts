import { z } from 'zod'

/** Every agent that a mode may give weight to. One that cannot answer abstains with a reason; it is never scored 50. */
export const AgentName = z.enum([
  'technical',
  'pattern_recognition',
  'market_regime',
  'risk',
  'microstructure',
  'options',
  'sentiment',
  'global',
  'policy',
])
export type AgentName = z.infer<typeof AgentName>

export const Confidence = z.enum(['High', 'Medium', 'Low'])
export type Confidence = z.infer<typeof Confidence>

/** One observation behind a score. `value` is a number in the unit that `type` implies, or null where the signal has none. */
export const Signal = z.object({
  type: z.string(),
  direction: z.enum(['bullish', 'bearish', 'neutral']),
  value: z.number().nullable(),
  description: z.string(),
})
export type Signal = z.infer<typeof Signal>

/**
 * Why there is no answer. `insufficient-candles` too few bars · `price-break` an unexplained jump in the window · `no-benchmark` nothing to
 * compare with · `no-contracts` options or futures data are missing · `no-source` nothing connected supplies this agent ·
 * `no-intraday` only daily bars exist · `stale-candles` the last session is missing.
 */
export const Abstention = z.object({
  code: z.enum([
    'insufficient-candles',
    'price-break',
    'no-benchmark',
    'no-contracts',
    'no-source',
    'no-intraday',
    'stale-candles',
  ]),
  message: z.string(),
})
export type Abstention = z.infer<typeof Abstention>

/** Score 0–100 (50 is neutral, above favours a long) and confidence, or both null with the reason. */
export const AgentResult = z.discriminatedUnion('answered', [
  z.object({
    answered: z.literal(true),
    agent: AgentName,
    score: z.number().min(0).max(100),
    confidence: Confidence,
    signals: z.array(Signal),
    reasoning: z.string(),
    metadata: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
  }),
  z.object({ answered: z.literal(false), agent: AgentName, abstention: Abstention }),
])
export type AgentResult = z.infer<typeof AgentResult>
