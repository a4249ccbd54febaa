import { defineHash, defineSet } from '@fyntrix/cache'
import { Id } from '@fyntrix/domain/shared'
import { defineIdIndex } from '../shared/index.ts'
import { RecommendationFields, toFields } from './recommendations.fields.ts'

/** How many of each symbol and mode are indexed, the newest. */
export const indexedPerSymbol = 200
/** How many open ones are indexed, the newest. */
export const indexedOpen = 10_000

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
  bySymbol: defineIdIndex(
    {
      pattern: 'rec:symbol:{symbol}:{mode}',
      description: 'recommendations of a symbol and mode',
      capacity: indexedPerSymbol,
    },
    prefix,
  ),
  open: defineIdIndex(
    { pattern: 'rec:unevaluated', description: 'recommendations that are not told yet', capacity: indexedOpen },
    prefix,
  ),
  ofRun: defineSet(
    { pattern: 'rec:run:{run_id}', description: 'recommendations of a run', schema: Id, lifetime: '7d' },
    prefix,
  ),
})
