import { tierNamed } from '@fyntrix/analysis'
import type { ServiceTier, Usage } from '@fyntrix/domain/llm-costs'
import { z } from 'zod'
import type { LlmEndpoint } from './endpoint.ts'
import type { UsageOf } from './readers.ts'

/** What a provider has told of a call so far. */
export interface Told {
  readonly modelServed: string | null
  readonly tier: ServiceTier | null
  readonly usage: Usage | null
}

/** Before anything was told. */
export const toldNothing: Told = { modelServed: null, tier: null, usage: null }

const Facts = z.looseObject({
  model: z.string().trim().min(1).max(200).nullish().catch(null),
  service_tier: z.string().nullish().catch(null),
  usage: z.unknown().optional(),
})

/** Reads the body of an answer; null where it is no JSON object. */
export const toldBy = (endpoint: LlmEndpoint, body: unknown, usageOf: UsageOf): Told | null => {
  const facts = Facts.safeParse(body).data
  if (!facts) return null
  return {
    modelServed: facts.model ?? null,
    tier: (facts.service_tier ?? null) === null ? null : tierNamed(facts.service_tier ?? ''),
    usage: (facts.usage ?? null) === null ? null : usageOf(endpoint, body),
  }
}

/** JSON, or undefined where it is none. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
