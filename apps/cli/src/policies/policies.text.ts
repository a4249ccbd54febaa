import type { ArmStatistics, GateVerdict, Policy } from '@fyntrix/domain/policies'
import { styled, table } from '../shared/output.ts'

const colours = { draft: 'yellow', active: 'green', retired: 'dim' } as const

/** Policies for people, newest first. */
export const listText = (policies: readonly Policy[]): string =>
  policies.length === 0
    ? 'no policy fits'
    : table(
        ['created', 'universe', 'mode', 'status', 'exits', 'outcomes', 'name', 'id'],
        policies.map((policy) => [
          policy.createdAt.slice(0, 16),
          policy.universe,
          policy.mode,
          styled(colours[policy.status], policy.status),
          policy.config.exits.default,
          String(policy.metrics?.outcomes ?? 0),
          policy.name,
          styled('dim', policy.id),
        ]),
        [5],
      )

/** What the gate says, for people. */
export const verdictText = ({
  passed,
  against,
  n,
  sessions,
  meanDifferencePct,
  interval,
  reasons,
}: GateVerdict): string => {
  const beside = against === 'plan' ? "the picks' own plans" : 'the active policy'
  const bounds = interval === null ? '' : ` [${interval.low.toFixed(2)}, ${interval.high.toFixed(2)}]`
  const difference =
    meanDifferencePct === null ? 'nothing to compare' : `${meanDifferencePct.toFixed(2)} % a pick${bounds}`
  const verdict = passed ? styled('green', 'passes the gate') : styled('red', 'does not pass the gate')
  return [
    `${verdict}: beside ${beside} ${difference}, ${n} picks of ${sessions} sessions`,
    ...reasons.map((reason) => styled('dim', `  ${reason}`)),
  ].join('\n')
}

const share = (count: number, n: number): string => (n === 0 ? '–' : `${((100 * count) / n).toFixed(0)} %`)

const armRow = (name: string, isDefault: boolean, arm: ArmStatistics): string[] => [
  isDefault ? styled('bold', name) : name,
  String(arm.n),
  share(arm.wins, arm.n),
  share(arm.stops, arm.n),
  arm.n === 0 ? '–' : arm.meanReturnPct.toFixed(2),
  arm.n === 0 ? '–' : arm.meanDrawdownPct.toFixed(2),
  arm.n === 0 ? '–' : arm.meanReward.toFixed(3),
]

/** A policy for people: what it has learnt of each exit profile and entry arm; the defaults stand out. */
export const policyText = ({ name, status, universe, mode, id, config, metrics, proposal }: Policy): string =>
  [
    `${styled('bold', name)}  ${styled(colours[status], status)}  ${universe} ${mode}  ${styled('dim', id)}`,
    ...(proposal ? [verdictText(proposal.verdict)] : []),
    ...(metrics === null
      ? ['nothing learnt yet']
      : [
          `${metrics.outcomes} outcomes, ${metrics.unavailable} that can not be told`,
          '',
          table(
            ['exits', 'n', 'wins', 'stops', 'mean %', 'drawdown %', 'reward'],
            Object.entries(metrics.exits).map(([arm, { overall }]) =>
              armRow(arm, arm === config.exits.default, overall),
            ),
            [1, 2, 3, 4, 5, 6],
          ),
          '',
          table(
            ['entries', 'n', 'wins', 'stops', 'mean %', 'drawdown %', 'reward'],
            Object.entries(metrics.entries).map(([arm, { overall }]) =>
              armRow(arm, arm === config.entries.default, overall),
            ),
            [1, 2, 3, 4, 5, 6],
          ),
        ]),
  ].join('\n')
