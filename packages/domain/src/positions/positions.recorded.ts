import { z } from 'zod'
import { PositionSnapshot, TopPicksPosition } from './positions.schema.ts'

/** A snapshot of the time when only the newest run was followed: its positions are those of that run, and do not say so themselves. */
const SnapshotOfOneRun = PositionSnapshot.extend({
  positions: z.array(TopPicksPosition.omit({ runId: true, signalAt: true })),
})
  .refine(({ run, positions }) => run !== null || positions.length === 0, 'positions without a run')
  .transform(({ run, positions, ...rest }): PositionSnapshot => {
    if (run === null) return { ...rest, run, positions: [] }
    return { ...rest, run, positions: positions.map((one) => ({ runId: run.id, signalAt: run.asOf, ...one })) }
  })

/** A snapshot as it was recorded, now or earlier. */
export const RecordedSnapshot = z.union([PositionSnapshot, SnapshotOfOneRun])
