import { defineHash } from '@fyntrix/cache'
import { LearningCounts } from '@fyntrix/domain/learnings'
import { z } from 'zod'

/** One field a mode and pattern, such as `swing rsi bullish`. */
const toFields = (learnings: readonly LearningCounts[]) =>
  Object.fromEntries(
    learnings.map(({ agent, mode, pattern, sampleSize, hits, lastUpdated }) => [
      `${mode} ${pattern}`,
      JSON.stringify({
        agent,
        accuracy: hits / sampleSize,
        sample_size: sampleSize,
        hits,
        last_updated: lastUpdated,
      }),
    ]),
  )

const Stored = z.object({ agent: z.string(), sample_size: z.int(), hits: z.int(), last_updated: z.string() })

const learningOf = ([name, json]: [string, string]): unknown => {
  const { agent, sample_size: sampleSize, hits, last_updated: lastUpdated } = Stored.parse(JSON.parse(json))
  const [mode = '', ...pattern] = name.split(' ')
  return { agent, mode, pattern: pattern.join(' '), sampleSize, hits, lastUpdated }
}

/** What every pattern of an agent was worth, under the name that legacy readers know. */
export const learningProjection = (prefix: string) =>
  defineHash(
    {
      pattern: 'context:learning:{agent_type}',
      description: 'how often patterns of an agent told the way of the stock',
      schema: z.array(LearningCounts),
      encode: toFields,
      decode: (fields) => Object.entries(fields).map(learningOf),
      lifetime: '30d',
    },
    prefix,
  )
