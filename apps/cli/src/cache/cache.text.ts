import type {
  CacheExplanation,
  CacheHealth,
  CacheStatistics,
  CatalogueEntry,
  Cleared,
  FamilyStatistics,
  NamespaceStatistics,
  Rebuilt,
} from '@fyntrix/domain/cache'
import { styled, table } from '../shared/output.ts'

const count = (value: number) => value.toLocaleString('en-IN')
const bytes = (value: number) => (value < 1_024 ? `${value} B` : `${count(Math.round(value / 1_024))} KiB`)
const ms = (value: number | null) => (value === null ? '–' : `≤${value}`)
const percent = (share: number | null) => (share === null ? '–' : `${Math.round(share * 100)} %`)
const seconds = (value: number) => `${(value / 1_000).toFixed(1)} s`

const statsRow = (family: FamilyStatistics): string[] => [
  family.name,
  percent(family.hitRate),
  count(family.processHits),
  count(family.redisHits),
  count(family.staleHits),
  count(family.fallbacks),
  count(family.misses),
  count(family.loads),
  count(family.loadErrors),
  count(family.sets),
  family.kept === null ? '–' : `${count(family.kept.entries)} (${bytes(family.kept.bytes)})`,
  family.kept === null ? '–' : count(family.kept.evicted),
  bytes(family.bytesSaved),
  `${ms(family.redisP50)} / ${ms(family.redisP99)}`,
]

const namespaceRow = (each: NamespaceStatistics): string[] => [
  each.namespace,
  count(each.kinds),
  count(each.families),
  percent(each.hitRate),
  count(each.hits),
  count(each.misses),
  count(each.sets),
  count(each.removes),
  bytes(each.bytesRead),
  bytes(each.bytesWritten),
]

/** Statistics for people. */
export const statsText = ({ processes, families, namespaces }: CacheStatistics): string =>
  [
    table(
      [
        'family',
        'hit rate',
        'process',
        'Redis',
        'stale',
        'fallback',
        'misses',
        'loads',
        'failed',
        'sets',
        'kept',
        'evicted',
        'saved',
        'Redis ms p50 / p99',
      ],
      families.map(statsRow),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
    ),
    '',
    table(
      ['namespace', 'kinds', 'counted', 'hit rate', 'hits', 'misses', 'sets', 'removes', 'read', 'written'],
      namespaces.map(namespaceRow),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ),
    '',
    styled('dim', `counted by ${processes.length} processes since each of them started: ${processes.join(', ')}`),
  ].join('\n')

const boundText = ({ bound }: CatalogueEntry): string => {
  if (bound === null) return '–'
  const parts = [bound.entries > 0 ? count(bound.entries) : '', bound.bytes > 0 ? bytes(bound.bytes) : '']
  return parts.filter((part) => part !== '').join(', ')
}

const keyCells = (entry: CatalogueEntry): string[] => [
  entry.pattern,
  entry.name,
  entry.namespace,
  entry.structure,
  entry.fresh,
  boundText(entry),
  entry.description,
]

const keyTitles = ['key', 'name', 'namespace', 'structure', 'fresh', 'bound', 'holds']

/** The catalogue for people. */
export const keysText = (entries: readonly CatalogueEntry[]): string => table(keyTitles, entries.map(keyCells), [5])

/** The catalogue as a table of Markdown. */
export const keysMarkdown = (entries: readonly CatalogueEntry[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rows = entries.map((entry) => {
    const [pattern = '', ...rest] = keyCells(entry)
    return line([`\`${pattern}\``, ...rest])
  })
  return [line(keyTitles), line(keyTitles.map(() => '---')), ...rows].join('\n')
}

const storedLines = ({ stored, now }: CacheExplanation): string[] => {
  if (stored === null) return []
  const left = (until: string) => {
    const rest = Date.parse(until) - Date.parse(now)
    return rest >= 0 ? `${until} (${seconds(rest)} left)` : `${until} (over since ${seconds(-rest)})`
  }
  return [
    `written      by ${stored.writer || 'nobody'} ${seconds(stored.ageMs)} ago, version ${stored.version}`,
    `fresh until  ${left(stored.freshUntil)}`,
    `stale until  ${left(stored.staleUntil)}`,
    `held until   ${left(stored.holdUntil)}`,
    `expires in   ${seconds(stored.expiresInMs)}`,
    `stored as    ${stored.codec}, ${stored.compression}, ${bytes(stored.bytes)} of ${bytes(stored.rawBytes)}, schema version ${stored.schemaVersion}`,
    ...(stored.etag === '' ? [] : [`etag         ${stored.etag}`]),
    ...stored.tags.map(({ name, loadedUnder, now: current }) =>
      loadedUnder === current
        ? `tag          ${name}: not invalidated since`
        : `tag          ${name}: invalidated since, so nobody is served this value`,
    ),
  ]
}

/** An explanation for people. */
export const explanationText = (explanation: CacheExplanation): string => {
  const { key, process: own, redis, lease } = explanation
  return [
    styled('bold', key),
    `process      ${own === null ? 'holds nothing' : `holds version ${own.version}, ${own.age}, ${own.believed ? 'believed' : 'not believed'}: ${own.why}`}`,
    `Redis        ${redis}`,
    ...storedLines(explanation),
    ...(lease === null ? [] : [`lease        ${lease}`]),
  ].join('\n')
}

/** What was removed, for people. */
export const clearedText = ({ removed, families }: Cleared): string =>
  `removed ${count(removed)}${families
    .filter((family) => family.removed > 0)
    .map((family) => `\n  ${family.name} ${count(family.removed)}`)
    .join('')}`

/** What a rebuild did, for people. */
export const rebuiltText = (rebuilt: readonly Rebuilt[]): string =>
  table(
    ['view', 'removed', 'written', 'took'],
    rebuilt.map(({ view, removed, written, elapsedMs }) => [view, count(removed), count(written), seconds(elapsedMs)]),
    [1, 2, 3],
  )

const colour = { up: 'green', degraded: 'yellow', down: 'red' } as const

/** Health for people. */
export const healthText = ({ status, problems, latencyMs, coherent, redis }: CacheHealth): string =>
  [
    `${styled(colour[status], status)}${latencyMs === null ? '' : `, one round trip ${latencyMs} ms`}, invalidations ${coherent ? 'are heard' : 'are NOT heard'}`,
    ...(redis === null
      ? []
      : [
          `Redis ${redis.version}, up ${count(redis.uptimeSeconds)} s, ${count(redis.keys)} keys, ${redis.clients} clients, ${count(redis.commandsPerSecond)} commands/s`,
          `memory ${bytes(redis.usedBytes)} of ${redis.maxBytes === null ? 'no limit' : bytes(redis.maxBytes)}, ${redis.policy}`,
        ]),
    ...problems.map((problem) => `${styled('yellow', '!')} ${problem}`),
  ].join('\n')
