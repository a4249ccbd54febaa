import { istDate, istTime } from '@fyntrix/calendar'
import type { LatestPositions, PositionSnapshot, PositionsSeen, TopPicksPosition } from '@fyntrix/domain/positions'
import { styled, table } from '../shared/output.ts'

const number = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits))

const counted = ({ counts }: PositionSnapshot): string =>
  `${counts.open} open, ${counts.closed} closed (${counts.wins} wins, ${counts.losses} losses, ${counts.flat} flat), ${counts.pending} waiting; mean return ${number(counts.meanReturnPct)} %`

/** when the run was made that a position comes from, in Asia/Kolkata */
const signal = ({ signalAt }: TopPicksPosition): string => {
  const at = Date.parse(signalAt)
  return `${istDate(at).slice(5)} ${istTime(at).slice(0, 5)}`
}

const row = (one: TopPicksPosition): string[] => [
  signal(one),
  one.symbol,
  one.direction.toLowerCase(),
  one.status,
  number(one.entryPrice),
  number(one.stop),
  number(one.target),
  number(one.exitPrice ?? one.current?.price ?? null),
  one.exitReason ?? one.current?.source ?? '',
  one.current === null ? '' : String(Math.round(one.current.ageSeconds)),
  number(one.netReturnPct),
  one.urgency ?? '',
  [...one.alerts, ...(one.detail === null ? [] : [one.detail])].join('; '),
]

const snapshotText = (snapshot: PositionSnapshot): string => {
  const title = styled('bold', `${snapshot.universe} ${snapshot.mode}`)
  if (snapshot.positions.length === 0) return `${title}: ${snapshot.reason ?? 'no position'}`
  const head = ['signal', 'symbol', 'side', 'status', 'entry', 'stop', 'target', 'price', 'of', 'age s', 'net %']
  return `${title}: ${counted(snapshot)}\n${table([...head, 'urgency', ''], snapshot.positions.map(row), [4, 5, 6, 7, 9, 10])}`
}

/** What the monitor saw, universe by universe and mode by mode. Returns are after assumed costs, in percent; signals are told in Asia/Kolkata. */
export const seenText = ({ lane, asOf, snapshots }: PositionsSeen): string =>
  [
    ...(lane === 'simulated' ? [styled('yellow', 'SIMULATED')] : []),
    `as of ${asOf}`,
    ...snapshots.map(snapshotText),
  ].join('\n')

/** What the monitor saw last, with a warning when it is out of date. */
export const latestText = ({ seen, staleReason }: LatestPositions): string =>
  (staleReason === null ? '' : `${styled('yellow', `STALE: ${staleReason}`)}\n`) + seenText(seen)

/** Past snapshots, one a line. */
export const historyText = (history: readonly PositionSnapshot[]): string =>
  history.length === 0
    ? 'nobody has looked yet'
    : history.map((one) => `${one.asOf}  ${one.positions.length === 0 ? one.reason : counted(one)}`).join('\n')
