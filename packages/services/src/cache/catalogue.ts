import {
  type Duration,
  describeFamily,
  durationText,
  type FamilyDescription,
  milliseconds,
  type ProjectionDefinition,
} from '@fyntrix/cache'
import type { CacheNamespace, CatalogueEntry } from '@fyntrix/domain/cache'
import { analysisProjection } from '../analyses/analyses.cache.ts'
import { historyCounters, historyFamily } from '../candles/history.cache.ts'
import { dashboardProjections } from '../dashboard/dashboard.cache.ts'
import { learningProjection } from '../learnings/learnings.cache.ts'
import { freshFor, levelsProjection } from '../levels/levels.cache.ts'
import { memoryDefinition, memoryIndexPattern, memoryName } from '../memory/memory.cache.ts'
import { portfolioProjections } from '../portfolio/portfolio.cache.ts'
import { positionsProjection } from '../positions/positions.cache.ts'
import { preferenceProjection } from '../preferences/preferences.cache.ts'
import { recommendationProjections } from '../recommendations/recommendations.cache.ts'
import { scalpingProjection } from '../scalping/scalping.cache.ts'
import { freshFor as scoreFreshFor, scoreProjections } from '../scores/scores.cache.ts'
import { keptEvents, keptParts, keptSeconds, queuePattern } from '../top-picks/fan-out.queue.ts'
import { runProjections, topPicksProjection } from '../top-picks/top-picks.cache.ts'
import { generalDefinition, generalName } from './general.cache.ts'
import { statisticsKey } from './statistics-board.ts'
import { unifiedFamilies } from './unified.families.ts'

const enveloped = ({ codec, schemaVersion, parameters: _, ...description }: FamilyDescription): CatalogueEntry => ({
  kind: 'enveloped',
  structure: `string: ${codec}, schema version ${schemaVersion}`,
  ...description,
})

const ephemeral = (
  name: string,
  namespace: CacheNamespace,
  { pattern, description, fresh }: { readonly pattern: string; readonly description: string; readonly fresh: string },
): CatalogueEntry => ({
  kind: 'ephemeral',
  name,
  namespace,
  pattern,
  structure: 'string: JSON',
  description,
  fresh,
  stale: 0,
  hold: 0,
  bound: null,
  local: false,
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
  namespace: CacheNamespace = 'general',
): CatalogueEntry => ({
  kind: 'projection',
  name,
  namespace,
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
  namespace: CacheNamespace = 'general',
): CatalogueEntry => ({
  kind: 'projection',
  name,
  namespace,
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
const scores = scoreProjections('')
const index = 'sorted set: id by epoch ms'
const dashboards = dashboardProjections('')
const portfolios = portfolioProjections('')
const untilReplaced = 'until replaced; stale by the session, at the latest'
const untilTraded = 'until replaced; stale once the exchange has traded since and'

const levels = (): CatalogueEntry => {
  const { definition } = levelsProjection('')
  const times = Object.entries(freshFor).map(([scope, seconds]) => `${scope} ${durationText(seconds * 1_000)}`)
  const shortest = Math.min(...Object.values(freshFor)) * 1_000
  return {
    ...structured('levels', 'hash: text', definition, 'support_resistance'),
    fresh: `by scope: ${times.join('; ')}; at most until a later session has ended`,
    stale: milliseconds(definition.lifetime) - shortest,
  }
}

/** Every kind of key that the project keeps in Redis. */
export const catalogue = (): readonly CatalogueEntry[] => [
  projected('top_picks', topPicks, untilReplaced),
  projected('dashboard_intraday', dashboards.intraday.definition, untilTraded),
  projected('dashboard_7d', dashboards['7d'].definition, untilTraded),
  projected('portfolio_positions', portfolios.positions.own.definition, untilTraded),
  projected('portfolio_positions_of', portfolios.positions.others.definition, untilTraded),
  projected('portfolio_watchlist', portfolios.watchlist.own.definition, untilTraded),
  projected('portfolio_watchlist_of', portfolios.watchlist.others.definition, untilTraded),
  projected('scalping_monitor', scalpingProjection('').definition, untilTraded),
  projected('positions_monitor', positionsProjection('').definition, untilTraded),
  projected('picks_latest', runs.latest.definition, 'until replaced; stale'),
  structured('picks_runs', index, runs.newest.definition),
  structured('picks_run', 'hash: text', runs.run.definition),
  structured('recommendation', 'hash: text', recommendations.record.definition),
  structured('recommendations_of_symbol', index, recommendations.bySymbol.definition),
  structured('recommendations_open', index, recommendations.open.definition),
  structured('recommendations_of_run', 'set: id', recommendations.ofRun.definition),
  levels(),
  {
    ...structured('score', 'hash: text', scores.score.definition, 'scores'),
    fresh: `until replaced; stale once the exchange has traded since and after ${durationText(scoreFreshFor * 1_000)}`,
  },
  structured('score_times', 'hash: universe to instant', scores.times.definition, 'scores'),
  enveloped(describeFamily(historyFamily)),
  {
    ...structured('history_counts', 'hash: name to digits', historyCounters('').definition, 'historical'),
    fresh: 'for 30d after the first count',
  },
  structured('analysis', 'hash: text', analysisProjection('').definition, 'context'),
  structured('learning', 'hash: mode and pattern to JSON', learningProjection('').definition, 'context'),
  projected('preference', preferenceProjection('').definition, 'until replaced; stale', 'context'),
  ephemeral(memoryName, 'context', memoryDefinition),
  ephemeral(generalName, 'general', generalDefinition),
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
  support(
    'memory index',
    memoryIndexPattern,
    'sorted set: key by epoch ms of expiry',
    'with its memory',
    'what a user keeps in memory, and how many',
  ),
  support(
    'run queue',
    queuePattern,
    'lists, sets, hashes and a stream of BullMQ',
    `with its run; without one, when other parts come, after ${durationText(keptSeconds * 1_000)} or as one of ${keptParts.toLocaleString('en-IN')}; events, about ${keptEvents}`,
    'parts of runs that workers are to do',
  ),
  support('limits', 'fx:limit:{kind}:{key}', 'string: points', '1m', 'how much a key or an address asked lately'),
]
