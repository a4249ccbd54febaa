import type { Estimate, PerformanceReport } from '@fyntrix/domain/analyses'
import { modeNames } from '@fyntrix/domain/top-picks'
import { universeNames } from '@fyntrix/domain/universes'
import { styled, table } from '../shared/output.ts'

const shown = (estimate: Estimate | null, digits: number): string => {
  if (estimate === null) return '–'
  const { value, interval } = estimate
  const bounds = interval === null ? '' : ` [${interval.low.toFixed(digits)}, ${interval.high.toFixed(digits)}]`
  return `${value.toFixed(digits)}${bounds}`
}

/** The performance of agents for people: each with its interval, and beside it what chance and a known signal would show. */
export const performanceText = (report: PerformanceReport): string =>
  [
    styled('bold', `Agents on ${report.picks} picks: ${universeNames[report.universe]}, ${modeNames[report.mode]}`),
    `signals from ${report.from} to ${report.to}; intervals at 95 %`,
    '',
    table(
      ['agent', 'horizon', 'information coefficient', 'shuffled', 'planted', 'hit rate', 'sessions', 'pairs'],
      report.agents.map(({ agent, horizon, informationCoefficient, hitRate, controls }) => [
        agent,
        horizon,
        shown(informationCoefficient, 3),
        styled('dim', shown(controls.shuffled, 3)),
        styled('dim', shown(controls.planted, 3)),
        shown(hitRate, 2),
        String(informationCoefficient?.sessions ?? hitRate?.sessions ?? 0),
        String(informationCoefficient?.n ?? hitRate?.n ?? 0),
      ]),
      [6, 7],
    ),
    ...report.agents.flatMap(({ agent, horizon, reason }) =>
      reason === null ? [] : [styled('dim', `${agent} ${horizon}: ${reason}`)],
    ),
    ...report.warnings.map((warning) => styled('dim', `note: ${warning}`)),
  ].join('\n')
