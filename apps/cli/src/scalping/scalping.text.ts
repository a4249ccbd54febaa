import type {
  ActiveScalp,
  LatestScalping,
  ScalpingCycle,
  ScalpingDay,
  ScalpingExit,
  ScalpingOccupancy,
  ScalpingStats,
  ScalpingSummary,
} from '@fyntrix/domain/scalping'
import type { Lane } from '@fyntrix/domain/shared'
import { styled, table } from '../shared/output.ts'

const number = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits))
const share = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`)
const labelled = (lane: Lane | undefined, text: string): string =>
  lane === 'simulated' ? `${styled('yellow', 'SIMULATED')}\n${text}` : text
const time = (instant: string): string => `${instant.slice(0, 16)}Z`

/** Scalps that nothing has ended. */
export const activeText = (active: readonly ActiveScalp[]): string =>
  active.length === 0
    ? 'no active scalp'
    : table(
        [
          'symbol',
          'side',
          'signal',
          'status',
          'entry',
          'stop',
          'target',
          'price',
          'age s',
          'source',
          'return %',
          'left min',
          '',
        ],
        active.map((one) => [
          one.symbol,
          one.direction.toLowerCase(),
          time(one.signalAt),
          one.status,
          number(one.entryPrice),
          `${number(one.stopInForce)}${one.trailing ? ' trailing' : ''}`,
          number(one.target),
          number(one.current?.price ?? null),
          number(one.current?.ageSeconds ?? null, 0),
          one.current?.source ?? '',
          number(one.returnPct),
          number(one.leftMinutes, 0),
          one.detail ?? '',
        ]),
        [4, 6, 7, 8, 10, 11],
      )

/** Exits, one a line: gross return, and net after assumed costs. */
export const exitsText = (exits: readonly ScalpingExit[]): string =>
  exits.length === 0 ? 'no exit' : labelled(exits[0]?.lane, exitsTable(exits))

const exitsTable = (exits: readonly ScalpingExit[]): string =>
  table(
    ['exit', 'symbol', 'side', 'entry', 'exit', 'reason', 'gross %', 'net %', 'held min'],
    exits.map((exit) => [
      time(exit.exitAt),
      exit.symbol,
      exit.direction.toLowerCase(),
      number(exit.entryPrice),
      number(exit.exitPrice),
      exit.reason,
      number(exit.grossReturnPct),
      number(exit.netReturnPct),
      number(exit.holdMinutes, 0),
    ]),
    [3, 4, 6, 7, 8],
  )

/** What one look showed. */
export const cycleText = ({ lane, asOf, active, exits }: ScalpingCycle): string =>
  labelled(
    lane,
    [
      `as of ${asOf}: ${active.length} active, ${exits.length} exits`,
      activeText(active),
      ...(exits.length === 0 ? [] : ['', exitsTable(exits)]),
    ].join('\n'),
  )

/** What the monitor saw last, with a warning when it is out of date. */
export const latestText = ({ cycle, staleReason }: LatestScalping): string =>
  (staleReason === null ? '' : `${styled('yellow', `STALE: ${staleReason}`)}\n`) + cycleText(cycle)

/** exits of a span in one line */
const summaryText = (what: string, summary: ScalpingSummary): string => {
  const { exits, wins, losses, flat, winRate, meanNetReturn, meanHoldMinutes, reasons } = summary
  if (exits === 0) return `${what}: no exit`
  const told = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`)
  const held = number(meanHoldMinutes, 0)
  return `${what}: ${exits} exits, ${wins} wins, ${losses} losses, ${flat} flat (${share(winRate)}), mean ${number(meanNetReturn)} % net, held ${held} min; ${told.join(', ')}`
}

/** The exits of a span together, then date by date. */
export const statsText = ({ lane, from, to, total, days }: ScalpingStats): string =>
  labelled(lane, [summaryText(`${from} to ${to}`, total), ...days.map((day) => summaryText(day.date, day))].join('\n'))

/** The exits of a date. */
export const dayText = (day: ScalpingDay): string => labelled(day.lane, summaryText(day.date, day))

/** How full each cycle was. */
export const occupancyText = ({ lane, date, cycles, busiest, mean }: ScalpingOccupancy): string =>
  cycles.length === 0
    ? `${date}: nobody looked`
    : labelled(
        lane,
        [
          `${date}: at most ${busiest} at once, ${number(mean, 1)} on average`,
          table(
            ['as of', 'active', 'exits'],
            cycles.map(({ asOf, active, exits }) => [time(asOf), String(active), String(exits)]),
            [1, 2],
          ),
        ].join('\n'),
      )
