import { engineConfig } from '@fyntrix/analysis'
import type { Calendar } from '@fyntrix/calendar'
import type { NewestRun } from '@fyntrix/db/positions'
import type { Repositories } from '@fyntrix/db/shared'
import { ownHorizon } from '@fyntrix/domain/pick-events'
import {
  type FollowedPick,
  PositionMode,
  type PositionSnapshot,
  type PositionsSeen,
  type TopPicksPosition,
} from '@fyntrix/domain/positions'
import { type Lane, toInstant } from '@fyntrix/domain/shared'
import { Universe } from '@fyntrix/domain/universes'
import type { Candles } from '../candles/index.ts'
import { holdingWithin } from '../pick-events/due.ts'
import { staleReason } from '../top-picks/staleness.ts'
import { countsOf } from './counts.ts'
import { followPick, type PositionsMarket } from './follow.ts'
import { standingAmong } from './stand.ts'
import { windowsAt } from './windows.ts'

interface Looking {
  readonly facts: Repositories
  readonly candles: Candles
  readonly calendar: Calendar
  readonly lane: Lane
  readonly asOf: Date
}

interface Scope {
  readonly universe: Universe
  readonly mode: PositionMode
}

/** in the order in which they are read back */
const scopes: readonly Scope[] = Universe.options
  .toSorted()
  .flatMap((universe) => PositionMode.options.toSorted().map((mode) => ({ universe, mode })))

/** Bars that are read: of daily ones those since the first day of the month before last, of quarters of an hour those of two sessions, with room to spare. */
const barsRead = 100

const nothing: ReadonlyMap<string, never> = new Map<string, never>()

const marketOf = async (looking: Looking, picks: readonly FollowedPick[]): Promise<PositionsMarket> => {
  const { candles, calendar, asOf } = looking
  const symbolsOf = (some: readonly FollowedPick[]): string[] => [...new Set(some.map(({ symbol }) => symbol))]
  const bars = async (mode: PositionMode): ReturnType<Candles['many']> => {
    const symbols = symbolsOf(picks.filter((pick) => pick.mode === mode))
    return symbols.length === 0 ? nothing : candles.many(symbols, engineConfig.modes[mode].interval, asOf, barsRead)
  }
  const [intraday, swing, prices] = await Promise.all([
    bars('intraday'),
    bars('swing'),
    picks.length === 0 ? nothing : candles.lastPrices(symbolsOf(picks), asOf),
  ])
  return { asOf, calendar, candles: { intraday, swing }, prices }
}

/** The positions of every run, in order of signal. Those that ended long ago are left out, but for what they say of later picks. */
const positionsOf = async (looking: Looking): Promise<TopPicksPosition[]> => {
  const { facts, lane, asOf, calendar } = looking
  const windows = windowsAt(asOf, calendar)
  const instant = (at: number) => toInstant(new Date(at))
  const picks = await facts.positions.picks(
    lane,
    windows.map(({ mode, since, recent }) => ({ mode, since: instant(since), recent: instant(recent) })),
    toInstant(asOf),
  )
  const market = await marketOf(looking, picks)
  const toldFrom = new Map(windows.map((window) => [window.mode, window.toldFrom]))
  return standingAmong(picks, (pick) => followPick(pick, market))
    .filter(({ position, endsAt }) => endsAt >= (toldFrom.get(position.mode) ?? 0))
    .map(({ position }) => position)
}

/** Why the picks of a run are not held any more, or null while they are. */
const reasonNotHeld = ({ mode, asOf }: NewestRun, looking: Looking): string | null => {
  const { calendar } = looking
  const holding = holdingWithin(calendar, { mode, signalAt: Date.parse(asOf), horizon: ownHorizon[mode] })
  if (holding === null) return `the calendar does not reach the end of what the run of ${asOf} holds`
  const today = calendar.sessionOnDayOf(looking.asOf.getTime())
  const { date } = holding.lastSession
  if (today === null || today.date <= date) return null
  return `the picks of the newest run, of ${asOf}, were held until the session of ${date}`
}

const reasonForNone = (run: NewestRun | undefined, notHeld: string | null): string => {
  if (run === undefined) return 'there is no run yet'
  return notHeld ?? run.abstention ?? 'no pick of a run is held'
}

const snapshotOf = (
  looking: Looking,
  { universe, mode }: Scope,
  run: NewestRun | undefined,
  positions: readonly TopPicksPosition[],
): PositionSnapshot => {
  const { lane, asOf, calendar } = looking
  const notHeld = run === undefined ? null : reasonNotHeld(run, looking)
  return {
    lane,
    universe,
    mode,
    asOf: toInstant(asOf),
    run:
      run === undefined || notHeld !== null
        ? null
        : { id: run.id, asOf: run.asOf, staleReason: staleReason(run, asOf, calendar) },
    reason: positions.length > 0 ? null : reasonForNone(run, notHeld),
    counts: countsOf(positions),
    positions: [...positions],
  }
}

/**
 * Looks at the picks of every run of each universe and mode until their horizons have ended. A symbol that was picked again in the same direction while it
 * was held is one position, that of the earliest pick: see `standingAmong`.
 */
export const lookAtPositions = async (looking: Looking): Promise<PositionsSeen> => {
  const { facts, lane } = looking
  const asOf = toInstant(looking.asOf)
  const runs = await facts.positions.newestRuns(lane, scopes, asOf)
  const positions = await positionsOf(looking)
  const snapshots = scopes.map((scope) => {
    const isOf = (one: Scope): boolean => one.universe === scope.universe && one.mode === scope.mode
    return snapshotOf(looking, scope, runs.find(isOf), positions.filter(isOf))
  })
  return { lane, asOf, snapshots }
}
