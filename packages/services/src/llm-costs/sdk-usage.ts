import type { LanguageModelV4Usage } from '@ai-sdk/provider'
import type { Usage } from '@fyntrix/domain/llm-costs'
import { z } from 'zod'

const Count = z.int().nonnegative()
const countOf = (value: number | undefined): number | null => Count.safeParse(value).data ?? null

/** The whole, or what is left of it; the part that the SDK names where it says more. */
const rest = (total: number | null, others: number, named: number | null): number | null => {
  if (total === null) return named
  // some providers count the others beside the total instead of in it
  const left = others > total ? total : total - others
  return Math.max(left, named ?? 0)
}

/**
 * The AI SDK's usage in disjoint parts; null where it tells none of one direction. Parts that it does not name are text without a cache. It does not say for how
 * long a cache was written: the short time, which is the default, is taken.
 */
export const usageOfSdk = ({ inputTokens, outputTokens }: LanguageModelV4Usage): Usage | null => {
  const cacheRead = countOf(inputTokens.cacheRead) ?? 0
  const cacheWrite5m = countOf(inputTokens.cacheWrite) ?? 0
  const reasoning = countOf(outputTokens.reasoning) ?? 0
  const input = rest(countOf(inputTokens.total), cacheRead + cacheWrite5m, countOf(inputTokens.noCache))
  const output = rest(countOf(outputTokens.total), reasoning, countOf(outputTokens.text))
  if (input === null || output === null) return null
  const parts = { input, cacheRead, cacheWrite5m, output, reasoning, requests: 1 }
  return Object.fromEntries(Object.entries(parts).filter(([, count]) => count > 0))
}
