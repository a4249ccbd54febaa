import type { PickEvent, PickOutcome } from '@fyntrix/domain/pick-events'
import { type LatestTopPicks, modeNames, type TopPicksRun } from '@fyntrix/domain/top-picks'
import { universeNames } from '@fyntrix/domain/universes'
import { styled, table } from '../shared/output.ts'

const price = (value: number) => value.toFixed(2)
const percent = (share: number) => `${Math.round(share * 100)} %`

const picksTable = (run: TopPicksRun): string =>
  table(
    ['#', 'symbol', 'call', 'score', 'confidence', 'entry', 'stop', 'target', 'R:R', 'coverage'],
    run.picks.map((pick) => [
      String(pick.rank),
      pick.symbol,
      styled(pick.direction === 'LONG' ? 'green' : 'red', pick.recommendation),
      pick.score.toFixed(1),
      pick.confidence,
      price(pick.plan.entry),
      price(pick.plan.stop),
      price(pick.plan.target),
      pick.plan.riskReward.toFixed(2),
      percent(pick.coverage),
    ]),
    [0, 3, 5, 6, 7, 8, 9],
  )

/** A run for people: what it saw, what it picked, what it could not do. */
export const runText = (run: TopPicksRun): string => {
  const { provenance: from, counts } = run
  const label = from.simulated ? styled('yellow', 'SIMULATED') : run.lane
  const lines = [
    styled('bold', `Top picks: ${universeNames[run.universe]}, ${modeNames[run.mode]}`) + `  [${label}]`,
    `as of ${run.asOf}, session ${from.session}, ${from.source} candles (${from.adjustment})`,
    `${counts.withCandles} of ${counts.members} members have candles, ${counts.covered} reach the coverage floor, ${counts.picks} picked; mean coverage ${percent(run.coverage)}`,
  ]
  if (from.missingMembers.length > 0) lines.push(styled('dim', `without candles: ${from.missingMembers.join(', ')}`))
  for (const warning of from.warnings) lines.push(styled('dim', `note: ${warning}`))
  if (run.abstention) lines.push('', `No picks: ${run.abstention.message}`)
  else if (run.picks.length === 0) lines.push('', 'No picks: nothing passed the gates.')
  else lines.push('', picksTable(run))
  return lines.join('\n')
}

/** The latest run for people, with a warning when it is stale. */
export const latestText = ({ run, staleReason }: LatestTopPicks): string =>
  staleReason === null ? runText(run) : `${styled('yellow', `STALE: ${staleReason}`)}\n${runText(run)}`

const outcomeText = ({ horizon, outcome }: PickOutcome): string => {
  if (outcome.status === 'pending') return `${horizon} –`
  if (outcome.status === 'unavailable') return `${horizon} ${outcome.code}`
  const net = `${outcome.netReturnPct > 0 ? '+' : ''}${outcome.netReturnPct.toFixed(2)} %`
  return `${horizon} ${styled(outcome.label === 'WIN' ? 'green' : outcome.label === 'LOSS' ? 'red' : 'dim', net)}`
}

/** Pick events for people. Net returns after assumed costs. */
export const eventsText = (events: readonly PickEvent[]): string => {
  if (events.length === 0) return 'no picks'
  const rows = events.map((event) => [
    event.signalAt.slice(0, 16),
    event.symbol,
    event.universe,
    event.mode,
    styled(event.direction === 'LONG' ? 'green' : 'red', event.direction),
    event.score.toFixed(1),
    String(event.contributions.filter(({ score }) => score !== null).length),
    event.outcomes.map(outcomeText).join('  '),
  ])
  const label = events.some(({ lane }) => lane === 'simulated')
    ? [styled('yellow', 'SIMULATED: the prices are invented')]
    : []
  return [
    ...label,
    table(
      ['signal (UTC)', 'symbol', 'universe', 'mode', 'side', 'score', 'agents', 'net return by horizon'],
      rows,
      [5, 6],
    ),
  ].join('\n')
}
