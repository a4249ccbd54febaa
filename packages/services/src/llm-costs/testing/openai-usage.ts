import { z } from 'zod'
import type { UsageOf } from '../readers.ts'

const Count = z.int().nonnegative()
const Chat = z.object({
  usage: z.object({
    prompt_tokens: Count,
    completion_tokens: Count.default(0),
    prompt_tokens_details: z.object({ cached_tokens: Count }).default({ cached_tokens: 0 }),
    completion_tokens_details: z.object({ reasoning_tokens: Count }).default({ reasoning_tokens: 0 }),
  }),
})
const Responses = z.object({
  usage: z.object({
    input_tokens: Count,
    output_tokens: Count,
    input_tokens_details: z.object({ cached_tokens: Count }),
    output_tokens_details: z.object({ reasoning_tokens: Count }),
  }),
})

/** The usage of the local server's answers. */
export const openAiUsage: UsageOf = (endpoint, body) => {
  if (endpoint === 'responses') {
    const usage = Responses.safeParse(body).data?.usage
    if (!usage) return null
    const { cached_tokens: cacheRead } = usage.input_tokens_details
    const { reasoning_tokens: reasoning } = usage.output_tokens_details
    return { input: usage.input_tokens - cacheRead, cacheRead, output: usage.output_tokens - reasoning, reasoning }
  }
  const usage = Chat.safeParse(body).data?.usage
  if (!usage) return null
  const { cached_tokens: cacheRead } = usage.prompt_tokens_details
  const { reasoning_tokens: reasoning } = usage.completion_tokens_details
  return { input: usage.prompt_tokens - cacheRead, cacheRead, output: usage.completion_tokens - reasoning, reasoning }
}
