import type { PositionMode, PositionSnapshot } from '@fyntrix/domain/positions'
import type { ScalpingExitReason } from '@fyntrix/domain/scalping'
import type { Instant, Urgency } from '@fyntrix/domain/shared'
import type { Direction, Mode } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { Positions } from '../positions/index.ts'
import type { Scalping } from '../scalping/index.ts'

/** An exit that a monitor saw first at `seenAt`. Prices in INR, the return in percent after assumed costs. */
export interface SeenExit {
  readonly monitor: string
  readonly seenAt: Instant
  readonly symbol: string
  readonly universe: Universe
  readonly mode: Mode
  readonly direction: Direction
  readonly signalAt: Instant
  readonly entryAt: Instant
  readonly entryPrice: number
  readonly stop: number
  readonly target: number
  readonly exitAt: Instant
  readonly exitPrice: number
  readonly reason: ScalpingExitReason
  readonly netReturnPct: number
}

/** Something that somebody should look at, as it began. */
export interface SeenAlert {
  readonly monitor: string
  readonly seenAt: Instant
  readonly symbol: string
  /** null where it says what could not be judged. */
  readonly urgency: Urgency | null
  readonly text: string
}

/** What a monitor recorded, in numbers; null where there is nothing to average. */
export interface SeenSnapshot {
  readonly monitor: string
  readonly asOf: Instant
  readonly scope: string
  readonly figures: Readonly<Record<string, number | null>>
}

/** What one look of a monitor showed for the first time, and what it recorded. */
export interface Sight {
  readonly exits: readonly SeenExit[]
  readonly alerts: readonly SeenAlert[]
  readonly snapshots: readonly SeenSnapshot[]
}

/** A monitor that a replay lets look every five minutes. It remembers what it has shown, so it is made anew for each replay. */
export interface ReplayedMonitor {
  readonly name: string
  /** True when it looks once more as soon as the daily bars of the session are known. */
  readonly followsDailyBars?: boolean
  look(asOf: Instant): Promise<Sight>
}

/** The scalping monitor. */
export const scalpingMonitor = (scalping: Scalping): ReplayedMonitor => {
  const name = 'scalping'
  return {
    name,
    async look(asOf) {
      const { active, exits } = await scalping.monitor({ asOf })
      return {
        exits: exits.map((exit) => ({ ...exit, monitor: name, seenAt: asOf, mode: 'scalping' })),
        alerts: [],
        snapshots: [
          { monitor: name, asOf, scope: 'scalping', figures: { active: active.length, exits: exits.length } },
        ],
      }
    },
  }
}

type Seen = PositionSnapshot['positions'][number]

const exitOf = (monitor: string, seenAt: Instant, one: Seen): SeenExit[] => {
  const { entryAt, entryPrice, exitAt, exitPrice, exitReason: reason, netReturnPct } = one
  if (entryAt === null || entryPrice === null || exitAt === null) return []
  if (exitPrice === null || reason === null || netReturnPct === null) return []
  const { symbol, universe, mode, direction, signalAt, stop, target } = one
  const pick = { symbol, universe, mode, direction, signalAt, stop, target }
  return [{ monitor, seenAt, ...pick, entryAt, entryPrice, exitAt, exitPrice, reason, netReturnPct }]
}

/** The monitor of top-picks positions. An alert is shown when it begins, an exit when it is seen first. */
export const positionsMonitor = (positions: Positions): ReplayedMonitor => {
  const name = 'positions'
  const left = new Set<string>()
  const urgencies = new Map<string, Urgency | null>()

  const changes = (snapshot: PositionSnapshot): Pick<Sight, 'exits' | 'alerts'> => {
    const { asOf } = snapshot
    const keyOf = ({ runId, symbol }: Seen): string => `${runId} ${symbol}`
    const exits = snapshot.positions.filter((one) => one.status === 'closed' && !left.has(keyOf(one)))
    for (const one of exits) left.add(keyOf(one))
    const alerts = snapshot.positions.flatMap((one) => {
      const { symbol, urgency, mode } = one
      const before = urgencies.get(keyOf(one))
      urgencies.set(keyOf(one), urgency)
      if (urgency === null || urgency === 'LOW' || urgency === before) return []
      return [{ monitor: name, seenAt: asOf, symbol, urgency, text: `${mode}: ${one.alerts.join(', ')}` }]
    })
    return { exits: exits.flatMap((one) => exitOf(name, asOf, one)), alerts }
  }

  const figures = (mode: PositionMode, { universe, counts, asOf }: PositionSnapshot): SeenSnapshot => ({
    monitor: name,
    asOf,
    scope: `${universe} ${mode}`,
    figures: {
      open: counts.open,
      closed: counts.closed,
      wins: counts.wins,
      losses: counts.losses,
      flat: counts.flat,
      meanReturnPct: counts.meanReturnPct,
    },
  })

  return {
    name,
    followsDailyBars: true,
    async look(asOf) {
      const { snapshots } = await positions.monitor({ asOf })
      const changed = snapshots.map(changes)
      return {
        exits: changed.flatMap(({ exits }) => exits),
        alerts: changed.flatMap(({ alerts }) => alerts),
        snapshots: snapshots.map((snapshot) => figures(snapshot.mode, snapshot)),
      }
    },
  }
}
