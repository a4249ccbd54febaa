import { z } from 'zod'
import type { Mode } from '../top-picks/index.ts'

/**
 * How long a pick is followed. `60m` sixty minutes of trading · `eod` to the close of the session that it is entered in · `3d`, `5d`, `10d` to the
 * close of the third, fifth, tenth session, the one of the entry being the first.
 */
export const Horizon = z.enum(['60m', 'eod', '3d', '5d', '10d'])
export type Horizon = z.infer<typeof Horizon>

/** The sessions of a horizon, the one of the entry included; null where it is counted in minutes of trading. */
export const horizonSessions: Readonly<Record<Horizon, number | null>> = {
  '60m': null,
  eod: 1,
  '3d': 3,
  '5d': 5,
  '10d': 10,
}

/** Minutes of trading after which a position of horizon `60m` ends. */
export const horizonMinutes = 60

/** The horizons that a mode's picks are followed over. */
export const horizonsOf: Readonly<Record<Mode, readonly Horizon[]>> = {
  scalping: ['60m', 'eod'],
  intraday: ['eod'],
  swing: ['eod', '3d', '5d', '10d'],
  options: ['eod', '3d'],
  futures: ['eod', '3d'],
}

/** The horizon that a mode is judged by: its recommendations count as evaluated when this one has ended. */
export const ownHorizon: Readonly<Record<Mode, Horizon>> = {
  scalping: '60m',
  intraday: 'eod',
  swing: '5d',
  options: '3d',
  futures: '3d',
}
