import type { Estimate } from '@fyntrix/domain/analyses'
import type { RecommendationPerformance, RecommendationRecord } from '@fyntrix/domain/recommendations'
import { styled, table } from '../shared/output.ts'

const percent = (value: number | null): string => (value === null ? '–' : value.toFixed(2))

const shown = ({ value, interval }: Estimate, scale: number, digits: number): string => {
  const bounds = interval && [interval.low, interval.high].map((bound) => (scale * bound).toFixed(digits)).join(', ')
  return `${(scale * value).toFixed(digits)}${bounds === null ? '' : ` [${bounds}]`}`
}

const resultOf = ({ exit }: RecommendationRecord): string => {
  if (exit === null) return styled('dim', 'open')
  if (exit.netReturnPct === null) return styled('dim', exit.reason.toLowerCase())
  return styled(exit.netReturnPct > 0 ? 'green' : 'red', percent(exit.netReturnPct))
}

/** Recommendations for people, newest first, each with its net return in percent once it is told. */
export const listText = (records: readonly RecommendationRecord[]): string => {
  if (records.length === 0) return 'no recommendation fits'
  const label = records.some(({ lane }) => lane === 'simulated') ? `${styled('yellow', 'SIMULATED')}\n` : ''
  const rows = table(
    [
      'signal',
      'symbol',
      'universe',
      'mode',
      'call',
      'score',
      'entry',
      'stop',
      'target',
      'exit',
      'net %',
      'alpha %',
      'id',
    ],
    records.map((record) => [
      record.generatedAt.slice(0, 16),
      record.symbol,
      record.universe,
      record.mode,
      record.recommendation,
      record.score.toFixed(1),
      record.entryPrice.toFixed(2),
      record.stopPrice.toFixed(2),
      record.targetPrice.toFixed(2),
      record.exit?.reason ?? '–',
      resultOf(record),
      percent(record.exit?.alphaPct ?? null),
      styled('dim', record.id),
    ]),
    [5, 6, 7, 8, 10, 11],
  )
  return label + rows
}

/** The performance of recommendations for people: returns in percent, intervals at 95 %. */
export const performanceText = ({ by, groups, counts, warnings }: RecommendationPerformance): string =>
  [
    styled('bold', `Recommendations by ${by}`),
    `${counts.told} told, ${counts.open} open, ${counts.unavailable} can not be told; net returns in percent, intervals at 95 %`,
    '',
    groups.length === 0
      ? 'none of them is told yet'
      : table(
          [by, 'n', 'sessions', 'win rate %', 'mean', 'median', 'deviation', 'expectancy', 'alpha', 'drawdown'],
          groups.map((group) => [
            group.group,
            String(group.n),
            String(group.sessions),
            shown(group.winRate, 100, 1),
            shown(group.mean, 1, 2),
            percent(group.median),
            percent(group.standardDeviation),
            percent(group.expectancy),
            percent(group.meanAlpha),
            percent(group.equityDrawdown),
          ]),
          [1, 2, 5, 6, 7, 8, 9],
        ),
    ...groups.flatMap(({ group, warning }) => (warning === null ? [] : [styled('yellow', `${group}: ${warning}`)])),
    ...warnings.map((warning) => styled('dim', `note: ${warning}`)),
  ].join('\n')
