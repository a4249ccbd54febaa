import { defineHash, defineSet, defineSortedSet } from '@fyntrix/cache'
import { Id } from '@fyntrix/domain/shared'
import { RecommendationFields, toFields } from './recommendations.fields.ts'

/** How many of each symbol and mode are indexed, the newest. */
export const indexedPerSymbol = 200
/** How many open ones are indexed, the newest. */
export const indexedOpen = 10_000

const index = <const Pattern extends string>(pattern: Pattern, description: string, capacity: number, prefix: string) =>
  defineSortedSet(
    {
      pattern,
      description,
      schema: Id,
      encode: (id) => id,
      decode: (stored) => stored,
      capacity,
      lifetime: '7d',
    },
    prefix,
  )

/** What Redis holds of recommendations, under the names that legacy readers know. Indexes are scored by the signal's time, epoch milliseconds. */
export const recommendationProjections = (prefix: string) => ({
  record: defineHash(
    {
      pattern: 'rec:{id}',
      description: 'a recommendation and, once told, its exit',
      schema: RecommendationFields,
      encode: toFields,
      decode: (fields) => fields,
      lifetime: '7d',
    },
    prefix,
  ),
  bySymbol: index('rec:symbol:{symbol}:{mode}', 'recommendations of a symbol and mode', indexedPerSymbol, prefix),
  open: index('rec:unevaluated', 'recommendations that are not told yet', indexedOpen, prefix),
  ofRun: defineSet(
    { pattern: 'rec:run:{run_id}', description: 'recommendations of a run', schema: Id, lifetime: '7d' },
    prefix,
  ),
})
