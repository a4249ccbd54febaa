import { engineConfig } from '@fyntrix/analysis'
import type { Calendar } from '@fyntrix/calendar'
import type { Repositories } from '@fyntrix/db/shared'
import { ownHorizon } from '@fyntrix/domain/pick-events'
import {
  PositionMode,
  type PositionSnapshot,
  type PositionsSeen,
  type TopPicksPosition,
} from '@fyntrix/domain/positions'
import { type Lane, toInstant } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import type { Candles } from '../candles/index.ts'
import { holdingFor } from '../pick-events/due.ts'
import { staleReason } from '../top-picks/staleness.ts'
import { countsOf } from './counts.ts'
import { followPicks } from './follow.ts'

interface Looking {
  readonly facts: Repositories
  readonly candles: Candles
  readonly calendar: Calendar
  readonly lane: Lane
  readonly asOf: Date
}

/** A universe and mode, and its newest run at the instant of the look. */
interface Scope {
  readonly universe: Universe
  readonly mode: PositionMode
  readonly run: TopPicksRun | null
}

/** Bars of the longest holding, ten sessions of quarters of an hour, with room to spare. */
const barsRead = 300

const scopesOf = async ({ facts, lane, asOf }: Looking): Promise<Scope[]> => {
  const scopes: Scope[] = []
  // in the order in which they are read back
  for (const universe of Universe.options.toSorted())
    for (const mode of PositionMode.options.toSorted())
      scopes.push({ universe, mode, run: await facts.topPicks.latestAt(lane, universe, mode, toInstant(asOf)) })
  return scopes
}

const heldUntil = (calendar: Calendar, { asOf }: TopPicksRun, mode: PositionMode) =>
  holdingFor(calendar, { mode, signalAt: Date.parse(asOf), horizon: ownHorizon[mode] })

const positionsOf = async (looking: Looking, mode: PositionMode, run: TopPicksRun): Promise<TopPicksPosition[]> => {
  const { candles, calendar, asOf } = looking
  const symbols = run.picks.map(({ symbol }) => symbol)
  if (symbols.length === 0) return []
  const [series, prices] = await Promise.all([
    candles.many(symbols, engineConfig.modes[mode].interval, asOf, barsRead),
    candles.lastPrices(symbols, asOf),
  ])
  return followPicks({ run, mode, holding: heldUntil(calendar, run, mode), asOf, candles: series, prices })
}

/** the picks of a day are held through its evening: they are what the day came to */
const endedBefore = (looking: Looking, mode: PositionMode, run: TopPicksRun): string | null => {
  const { lastSession } = heldUntil(looking.calendar, run, mode)
  const today = looking.calendar.sessionOnDayOf(looking.asOf.getTime())
  return today !== null && today.date > lastSession.date
    ? `the picks of the newest run, of ${run.asOf}, were held until the session of ${lastSession.date}`
    : null
}

const snapshotOf = async (looking: Looking, { universe, mode, run }: Scope): Promise<PositionSnapshot> => {
  const { lane, asOf, calendar } = looking
  const scope = { lane, universe, mode, asOf: toInstant(asOf) }
  const reason = run === null ? 'there is no run yet' : endedBefore(looking, mode, run)
  if (run === null || reason !== null) return { ...scope, run: null, reason, counts: countsOf([]), positions: [] }
  const positions = await positionsOf(looking, mode, run)
  return {
    ...scope,
    run: { id: run.id, asOf: run.asOf, staleReason: staleReason(run, asOf, calendar) },
    reason: positions.length === 0 ? (run.abstention?.message ?? 'the newest run has no picks') : null,
    counts: countsOf(positions),
    positions,
  }
}

/**
 * Looks at the picks of the newest run of each universe and mode, as long as they are held: a run without picks hides the one before it, and one whose
 * horizon has ended is not current any more.
 */
export const lookAtPositions = async (looking: Looking): Promise<PositionsSeen> => {
  const snapshots: PositionSnapshot[] = []
  for (const scope of await scopesOf(looking)) snapshots.push(await snapshotOf(looking, scope))
  return { lane: looking.lane, asOf: toInstant(looking.asOf), snapshots }
}
