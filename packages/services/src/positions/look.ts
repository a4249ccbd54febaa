import { engineConfig, type Holding } from '@fyntrix/analysis'
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
import { holdingWithin } from '../pick-events/due.ts'
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

/** A run whose picks are held. */
interface Current {
  readonly run: TopPicksRun
  readonly mode: PositionMode
  readonly holding: Holding
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

const holdingOfRun = (calendar: Calendar, { asOf }: TopPicksRun, mode: PositionMode): Holding | null =>
  holdingWithin(calendar, { mode, signalAt: Date.parse(asOf), horizon: ownHorizon[mode] })

const positionsOf = async (looking: Looking, { run, mode, holding }: Current): Promise<TopPicksPosition[]> => {
  const { candles, asOf } = looking
  const symbols = run.picks.map(({ symbol }) => symbol)
  if (symbols.length === 0) return []
  const [series, prices] = await Promise.all([
    candles.many(symbols, engineConfig.modes[mode].interval, asOf, barsRead),
    candles.lastPrices(symbols, asOf),
  ])
  return followPicks({ run, mode, holding, asOf, candles: series, prices })
}

/** The newest run of a scope, or why its picks are not held. The picks of a day are held through its evening: they are what the day came to. */
const currentOf = ({ calendar, asOf }: Looking, { run, mode }: Scope): Current | string => {
  if (run === null) return 'there is no run yet'
  const holding = holdingOfRun(calendar, run, mode)
  if (holding === null) return `the calendar does not reach the end of what the run of ${run.asOf} holds`
  const today = calendar.sessionOnDayOf(asOf.getTime())
  const { date } = holding.lastSession
  if (today !== null && today.date > date)
    return `the picks of the newest run, of ${run.asOf}, were held until the session of ${date}`
  return { run, mode, holding }
}

const snapshotOf = async (looking: Looking, scope: Scope): Promise<PositionSnapshot> => {
  const { lane, asOf, calendar } = looking
  const { universe, mode } = scope
  const facts = { lane, universe, mode, asOf: toInstant(asOf) }
  const current = currentOf(looking, scope)
  if (typeof current === 'string') return { ...facts, run: null, reason: current, counts: countsOf([]), positions: [] }
  const { run } = current
  const positions = await positionsOf(looking, current)
  return {
    ...facts,
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
