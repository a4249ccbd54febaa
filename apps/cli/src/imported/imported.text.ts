import type { Estimate } from '@fyntrix/domain/analyses'
import type {
  ImportedExcluded,
  ImportedPerformance,
  ImportedRecommendation,
  ImportedRecommendations,
  ImportedRun,
  ImportedSummary,
  ImportedUsage,
} from '@fyntrix/domain/imported'
import { styled, table } from '../shared/output.ts'

const none = '–'
const told = (value: string | number | null): string => (value === null ? none : String(value))
const fixed = (value: number | null, digits = 2): string => (value === null ? none : value.toFixed(digits))
const minute = (at: string | null): string => told(at?.slice(0, 16) ?? null)
/** An amount without the zeros at its end, two decimals at least. */
const usd = (amount: string): string => amount.replace(/(\.\d{2}\d*?)0+$/, '$1')

const codesText = (codes: Readonly<Record<string, number>>): string =>
  Object.entries(codes)
    .toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b))
    .map(([code, n]) => `${code} ${n}`)
    .join(', ')

const excludedText = ({ rows, codes, runCodes }: ImportedExcluded): string[] => {
  if (rows === 0) return []
  const why = [
    ...(Object.keys(codes).length > 0 ? [`their own ${codesText(codes)}`] : []),
    ...(Object.keys(runCodes).length > 0 ? [`their runs' ${codesText(runCodes)}`] : []),
  ]
  return [styled('yellow', `${rows} left out as suspect (${why.join('; ')}): --include-suspect shows them`)]
}

/** Runs for people, newest first, times in UTC. */
export const runsText = (runs: readonly ImportedRun[]): string =>
  runs.length === 0
    ? 'no run fits'
    : table(
        ['ended (UTC)', 'universe', 'mode', 'trigger', 'analysed', 'picks', 'seconds', 'suspect', 'run'],
        runs.map((run) => [
          minute(run.generatedAt),
          told(run.universe),
          told(run.mode),
          told(run.trigger),
          told(run.totalAnalyzed),
          told(run.payloadPicks ?? run.picksCount),
          fixed(run.elapsedSeconds, 1),
          styled('yellow', run.suspect.join(' ')),
          styled('dim', told(run.runId)),
        ]),
        [4, 5, 6],
      )

const speaksAgainst = ({ suspect, runSuspect }: ImportedRecommendation): string =>
  [...suspect, ...(runSuspect ?? []).filter((code) => !suspect.includes(code)).map((code) => `run: ${code}`)].join(', ')

/** Recommendations for people, newest first, times in UTC, with what was left out. */
export const recommendationsText = ({ recommendations, excluded }: ImportedRecommendations): string =>
  [
    recommendations.length === 0
      ? 'no recommendation fits'
      : table(
          [
            'signal (UTC)',
            'symbol',
            'universe',
            'mode',
            'call',
            'score',
            'entry',
            'stop',
            'target',
            'pnl %',
            'suspect',
          ],
          recommendations.map((one) => [
            minute(one.generatedAt),
            told(one.symbol),
            told(one.universe),
            told(one.mode),
            told(one.recommendation),
            fixed(one.score, 1),
            fixed(one.entryPrice),
            fixed(one.stopPrice),
            fixed(one.targetPrice),
            one.evaluated === true ? fixed(one.pnlPct) : styled('dim', 'unevaluated'),
            styled('yellow', speaksAgainst(one)),
          ]),
          [5, 6, 7, 8, 9],
        ),
    ...excludedText(excluded),
  ].join('\n')

const estimated = ({ value, interval }: Estimate, scale: number, digits: number): string => {
  const bounds = interval && [interval.low, interval.high].map((bound) => (scale * bound).toFixed(digits)).join(', ')
  return `${(scale * value).toFixed(digits)}${bounds === null ? '' : ` [${bounds}]`}`
}

const countsText = (counts: ImportedPerformance['counts']): string => {
  const others = [
    [counts.excluded, 'evaluated but suspect'],
    [counts.withoutReturn, 'evaluated without a return'],
    [counts.undated, 'evaluated without an instant'],
    [counts.unknownMode, 'evaluated of an unknown mode'],
  ] as const
  return [
    `${counts.recommendations} recommendations: ${counts.measured} measured, ${counts.unevaluated} unevaluated`,
    ...others.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`),
  ].join(', ')
}

/** How imported recommendations did, for people: returns in percent, intervals at 95 %. */
export const performanceText = ({ by, groups, reason, counts, excluded, warnings }: ImportedPerformance): string =>
  [
    styled('bold', `Imported recommendations by ${by}`),
    countsText(counts),
    ...excludedText(excluded),
    '',
    reason ??
      table(
        [by, 'n', 'sessions', 'win rate %', 'mean', 'median', 'deviation'],
        groups.map((group) => [
          group.group || none,
          String(group.n),
          String(group.sessions),
          estimated(group.winRate, 100, 1),
          estimated(group.mean, 1, 2),
          fixed(group.median),
          fixed(group.standardDeviation),
        ]),
        [1, 2, 5, 6],
      ),
    ...groups.flatMap(({ group, warning }) =>
      warning === null ? [] : [styled('yellow', `${group || none}: ${warning}`)],
    ),
    ...warnings.map((warning) => styled('dim', `note: ${warning}`)),
  ].join('\n')

type Counted = ImportedUsage['total']

const countedCells = (one: Counted): string[] => [
  String(one.requests),
  String(one.inputTokens),
  String(one.outputTokens),
  usd(one.costUsd),
  one.withoutCost === 0 ? '' : `${one.withoutCost} without a cost`,
]

/** What calls of language models cost, for people, in USD and UTC days. */
export const usageText = ({ from, until, total, byModel, byDay, excluded, undated }: ImportedUsage): string =>
  [
    styled('bold', `${from} to ${until}: ${usd(total.costUsd)} USD for ${total.requests} requests`),
    ...(total.requests === 0
      ? []
      : [
          table(
            ['', 'requests', 'input tokens', 'output tokens', 'USD', ''],
            [
              ...byModel.map(({ model, ...one }) => [told(model), ...countedCells(one)]),
              ...byDay.map(({ day, ...one }) => [day, ...countedCells(one)]),
            ],
            [1, 2, 3, 4],
          ),
        ]),
    ...(total.withoutCost === 0 ? [] : [styled('yellow', `${total.withoutCost} without a cost are in no sum`)]),
    ...(excluded.rows === 0
      ? []
      : [styled('yellow', `${excluded.rows} left out as suspect (${codesText(excluded.codes)})`)]),
    ...(undated === 0 ? [] : [styled('yellow', `${undated} without an instant are in no span`)]),
  ].join('\n')

/** What was imported, for people. */
export const summaryText = ({ tables, documents, quarantined, files, importedAt }: ImportedSummary): string => {
  if (importedAt === null) return 'nothing was imported: ./fyntrix migrate --help'
  return [
    table(
      ['table', 'rows', 'suspect', 'why'],
      tables.map((one) => [one.table, String(one.rows), String(one.suspect), codesText(one.codes)]),
      [1, 2],
    ),
    ...documents.map(
      ({ kind, items, suspect, gone }) =>
        `items: ${items} of ${kind}${suspect === 0 ? '' : `, ${suspect} of them suspect`}${gone === 0 ? '' : `; ${gone} that are gone there`}`,
    ),
    ...quarantined.map(({ table: of, reason, rows }) =>
      styled('yellow', `quarantined: ${rows} of ${of === '' ? 'files and values' : of}, ${reason}`),
    ),
    ...files.map(({ became, files: n }) => `files ${became}: ${n}`),
    styled('dim', `imported last at ${importedAt}`),
  ].join('\n')
}
