import type {
  ClosedRecommendation,
  Dashboard,
  ExitSummary,
  IntradayOverview,
  LatestDashboard,
  WeekPerformance,
} from '@fyntrix/domain/dashboard'
import { styled, table } from '../shared/output.ts'

const number = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits))
const share = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`)

const exitsLine = (what: string, { exits, wins, losses, winRate, meanReturn, reasons }: ExitSummary): string =>
  exits === 0
    ? `${what}: none closed`
    : `${what}: ${exits} closed, ${wins} wins, ${losses} losses (${share(winRate)}), mean ${number(meanReturn)} %; ${Object.entries(
        reasons,
      )
        .map(([reason, count]) => `${reason} ${count}`)
        .join(', ')}`

const overviewText = (overview: IntradayOverview): string[] => [
  styled('bold', `Session of ${overview.date}`),
  `as of ${overview.asOf}`,
  exitsLine('all modes', overview.closed),
  exitsLine('scalping', overview.scalping),
  '',
  overview.signals.length === 0
    ? 'no run yet'
    : table(
        ['universe', 'mode', 'runs', 'abstained', 'picks', 'latest'],
        overview.signals.map(({ universe, mode, runs, abstained, picks, latest }) => [
          universe,
          mode,
          String(runs),
          String(abstained),
          String(picks),
          latest.slice(0, 16),
        ]),
        [2, 3, 4],
      ),
]

const extremesText = (title: string, list: readonly ClosedRecommendation[]): string[] =>
  list.length === 0
    ? []
    : [
        `${styled('dim', title)} ${list.map(({ symbol, direction, netReturn }) => `${symbol} ${direction.toLowerCase()} ${number(netReturn)} %`).join(', ')}`,
      ]

const weekText = (week: WeekPerformance): string[] => [
  styled('bold', 'Seven days'),
  `${week.from} to ${week.asOf}: ${week.signalled} signalled, ${week.total?.n ?? 0} closed, ${week.unavailable} can not be told, ${week.open} open`,
  '',
  week.total === null
    ? 'nothing closed'
    : table(
        ['', 'n', 'wins', 'losses', 'win rate', 'mean %', 'alpha %', 'drawdown %'],
        [week.total, ...week.groups].map((group) => [
          group.group,
          String(group.n),
          String(group.wins),
          String(group.losses),
          share(group.winRate.value),
          number(group.mean.value),
          number(group.meanAlpha),
          number(group.equityDrawdown),
        ]),
        [1, 2, 3, 4, 5, 6, 7],
      ),
  ...extremesText('best: ', week.best),
  ...extremesText('worst:', week.worst),
  ...(week.total?.warning ? [styled('dim', `note: ${week.total.warning}`)] : []),
]

/** A dashboard for people: returns are net of assumed costs, in percent. */
export const dashboardText = (dashboard: Dashboard): string => {
  const label = dashboard.lane === 'simulated' ? `${styled('yellow', 'SIMULATED')}\n` : ''
  return label + (dashboard.period === 'intraday' ? overviewText(dashboard) : weekText(dashboard)).join('\n')
}

/** The newest dashboard for people, with a warning when it is out of date. */
export const latestText = ({ dashboard, staleReason }: LatestDashboard): string =>
  (staleReason === null ? '' : `${styled('yellow', `STALE: ${staleReason}`)}\n`) + dashboardText(dashboard)
