import { istTime } from '@fyntrix/calendar'
import type { SeenExit, SeenSnapshot } from '@fyntrix/services/jobs'
import { styled, table } from '../shared/output.ts'
import type { SessionReport } from './monitors.session.ts'

const time = (instant: string): string => istTime(Date.parse(instant)).slice(0, 5)
const price = (value: number): string => value.toFixed(2)
const percent = (value: number | null): string => (value === null ? '–' : `${value.toFixed(2)} %`)

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

const exitsTable = (exits: readonly SeenExit[]): string =>
  table(
    ['seen', 'monitor', 'symbol', 'side', 'signal', 'entry', 'at', 'stop', 'target', 'exit', 'at', 'reason', 'net'],
    exits.map((exit) => [
      time(exit.seenAt),
      exit.monitor === exit.mode ? exit.mode : `${exit.monitor} ${exit.mode}`,
      exit.symbol,
      exit.direction.toLowerCase(),
      time(exit.signalAt),
      time(exit.entryAt),
      price(exit.entryPrice),
      price(exit.stop),
      price(exit.target),
      time(exit.exitAt),
      price(exit.exitPrice),
      exit.reason,
      percent(exit.netReturnPct),
    ]),
    [6, 7, 8, 10, 12],
  )

const figure = (name: string, value: number | null): string => {
  if (value === null) return `${name} –`
  return Number.isInteger(value) ? `${name} ${value}` : `${name} ${value.toFixed(2)}`
}

const figuresOf = ({ figures }: SeenSnapshot): string =>
  Object.entries(figures)
    .map(([name, value]) => figure(name, value))
    .join(', ')

/** snapshots that say what the one before them said are left out: most of a session's do */
const changed = (snapshots: readonly SeenSnapshot[]): SeenSnapshot[] => {
  const before = new Map<string, string>()
  return snapshots.filter((snapshot) => {
    const [key, now] = [`${snapshot.monitor} ${snapshot.scope}`, figuresOf(snapshot)]
    const isNew = before.get(key) !== now
    before.set(key, now)
    return isNew
  })
}

/** A replayed session for people, times in Asia/Kolkata; everything that it could not watch is named. */
export const sessionText = (report: SessionReport): string => {
  const { date, looks, runs, picks, exits, alerts, snapshots, universes, outside, without, heldStocks } = report
  const told = changed(snapshots)
  return [
    styled('bold', `Session of ${date}`),
    report.marketData,
    `note: ${report.assumption}`,
    ...universes.map(
      ({ universe, members, watched }) =>
        `${universe}: ${watched.length} of ${members} members have 5-minute candles of the session${watched.length === 0 ? '' : `: ${watched.join(', ')}`}`,
    ),
    ...(outside.length === 0 ? [] : [`in no universe, so never picked: ${outside.join(', ')}`]),
    ...Object.entries(without).map(([reason, count]) => `${count} runs without picks: ${reason}`),
    `${runs} runs, ${picks} picks; ${looks} looks of each monitor`,
    `portfolio: invented, ${counted(heldStocks, 'stock')}, each on the watchlist too`,
    '',
    styled('bold', counted(exits.length, 'exit')),
    exits.length === 0 ? 'none' : exitsTable(exits),
    '',
    styled('bold', counted(alerts.length, 'alert')),
    alerts.length === 0
      ? 'none'
      : table(
          ['seen', 'monitor', 'symbol', 'urgency', ''],
          alerts.map(({ seenAt, monitor, symbol, urgency, text }) => [
            time(seenAt),
            monitor,
            symbol,
            urgency ?? '',
            text,
          ]),
        ),
    '',
    styled('bold', `${snapshots.length} snapshots, ${told.length} that say something new`),
    table(
      ['as of', 'monitor', 'of', ''],
      told.map((snapshot) => [time(snapshot.asOf), snapshot.monitor, snapshot.scope, figuresOf(snapshot)]),
    ),
  ].join('\n')
}
