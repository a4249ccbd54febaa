import type { PositionsSeen, PositionsSubscription } from '@fyntrix/domain/positions'
import type { Topic } from '../shared/index.ts'

/** What the monitor sees, as it is recorded, of a universe and mode or of all. */
export const monitoredPositions =
  ({ universe, mode }: Pick<PositionsSubscription, 'universe' | 'mode'>): Topic<PositionsSeen> =>
  async (facts, message) => {
    if (message.topic !== 'positions.monitored') return null
    const seen = await facts.positions.seenAt(message.lane, message.asOf)
    if (seen === null) return null
    const snapshots = seen.snapshots.filter(
      (one) => one.universe === (universe ?? one.universe) && one.mode === (mode ?? one.mode),
    )
    return snapshots.length === 0 ? null : { ...seen, snapshots }
  }
