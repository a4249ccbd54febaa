import {
  type Duration,
  describeFamily,
  durationText,
  type FamilyDescription,
  milliseconds,
  type ProjectionDefinition,
} from '@fyntrix/cache'
import type { CatalogueEntry } from '@fyntrix/domain/cache'
import { analysisProjection } from '../analyses/analyses.cache.ts'
import { dashboardProjections } from '../dashboard/dashboard.cache.ts'
import { learningProjection } from '../learnings/learnings.cache.ts'
import { positionsProjection } from '../positions/positions.cache.ts'
import { recommendationProjections } from '../recommendations/recommendations.cache.ts'
import { scalpingProjection } from '../scalping/scalping.cache.ts'
import { runProjections, topPicksProjection } from '../top-picks/top-picks.cache.ts'
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

const projected = (
  name: string,
  {
    pattern,
    description,
    fresh,
    lifetime,
  }: Pick<ProjectionDefinition<string, unknown>, 'pattern' | 'description' | 'fresh' | 'lifetime'>,
  rule: string,
): CatalogueEntry => ({
  kind: 'projection',
  name,
  namespace: 'general',
  pattern,
  structure: 'string: JSON',
  description,
  fresh: `${rule} after ${durationText(fresh * 1_000)}`,
  stale: (lifetime - fresh) * 1_000,
  hold: 0,
  bound: null,
  local: false,
})

const structured = (
  name: string,
  structure: string,
  { pattern, description, lifetime }: { pattern: string; description: string; lifetime: Duration },
): CatalogueEntry => ({
  kind: 'projection',
  name,
  namespace: 'general',
  pattern,
  structure,
  description,
  fresh: `until replaced, at most ${durationText(milliseconds(lifetime))}`,
  stale: 0,
  hold: 0,
  bound: null,
  local: false,
})

const topPicks = topPicksProjection('').definition
const runs = runProjections('')
const recommendations = recommendationProjections('')
const index = 'sorted set: id by epoch ms'
const dashboards = dashboardProjections('')
const untilReplaced = 'until replaced; stale by the session, at the latest'
const untilTraded = 'until replaced; stale once the exchange has traded since and'

/** Every kind of key that the project keeps in Redis. */
export const catalogue = (): readonly CatalogueEntry[] => [
  projected('top_picks', topPicks, untilReplaced),
  projected('dashboard_intraday', dashboards.intraday.definition, untilTraded),
  projected('dashboard_7d', dashboards['7d'].definition, untilTraded),
  projected('scalping_monitor', scalpingProjection('').definition, untilTraded),
  projected('positions_monitor', positionsProjection('').definition, untilTraded),
  projected('picks_latest', runs.latest.definition, 'until replaced; stale'),
  structured('picks_runs', index, runs.newest.definition),
  structured('picks_run', 'hash: text', runs.run.definition),
  structured('recommendation', 'hash: text', recommendations.record.definition),
  structured('recommendations_of_symbol', index, recommendations.bySymbol.definition),
  structured('recommendations_open', index, recommendations.open.definition),
  structured('recommendations_of_run', 'set: id', recommendations.ofRun.definition),
  structured('analysis', 'hash: text', analysisProjection('').definition),
  structured('learning', 'hash: mode and pattern to JSON', learningProjection('').definition),
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
