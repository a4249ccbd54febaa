import { describeFamily, durationText, type FamilyDescription } from '@fyntrix/cache'
import type { CatalogueEntry } from '@fyntrix/domain/cache'
import { topPicksProjection } from '../top-picks/index.ts'
import { statisticsKey } from './statistics-board.ts'
import { unifiedFamilies } from './unified.families.ts'

const enveloped = ({ codec, schemaVersion, parameters: _, ...description }: FamilyDescription): CatalogueEntry => ({
  kind: 'enveloped',
  structure: `string: ${codec}, schema version ${schemaVersion}`,
  ...description,
})

const support = (name: string, pattern: string, structure: string, fresh: string, description: string) =>
  ({
    kind: 'support',
    name,
    namespace: 'support',
    pattern,
    structure,
    description,
    fresh,
    stale: 0,
    hold: 0,
    bound: null,
    local: false,
  }) as const satisfies CatalogueEntry

const topPicks = topPicksProjection('').definition

/** Every kind of key that the project keeps in Redis. */
export const catalogue = (): readonly CatalogueEntry[] => [
  {
    kind: 'projection',
    name: 'top_picks',
    namespace: 'general',
    pattern: topPicks.pattern,
    structure: 'string: JSON',
    description: topPicks.description,
    fresh: `until replaced; stale by the session, at the latest after ${durationText(topPicks.fresh * 1_000)}`,
    stale: (topPicks.lifetime - topPicks.fresh) * 1_000,
    hold: 0,
    bound: null,
    local: false,
  },
  ...Object.values(unifiedFamilies).map((definition) => enveloped(describeFamily(definition))),
  support(
    'version',
    'fx:v:{key}',
    'string: digits',
    'twice its value',
    "PostgreSQL's number of what a projection holds",
  ),
  support('refresh lease', 'fx:lease:{key}', 'string: token', '2s, renewed', 'who refreshes a value that is there'),
  support('tag', 'fx:tag:{tag}', 'string: epoch in µs', 'longer than any value', 'when a tag was invalidated last'),
  support(
    'use',
    'fx:lru:{head}',
    'sorted set: key by µs of last use',
    'with its family',
    'which value of a bounded family leaves next',
  ),
  support(
    'expiry',
    'fx:exp:{head}',
    'sorted set: key by µs of expiry',
    'with its family',
    'which values of a bounded family are gone',
  ),
  support(
    'bytes',
    'fx:bytes:{head}',
    'hash: key to bytes, sum, evicted',
    'with its family',
    'how much a bounded family holds',
  ),
  support('statistics', statisticsKey, 'hash: process to JSON', '1m after its process', 'what each process counted'),
  support(
    'run lock',
    'lock:top_picks:{universe}:{mode}',
    'string: token',
    '5m, renewed',
    'one run of a universe and mode at a time',
  ),
  support('limits', 'fx:limit:{kind}:{key}', 'string: points', '1m', 'how much a key or an address asked lately'),
]
