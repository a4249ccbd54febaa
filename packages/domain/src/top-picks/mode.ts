import { z } from 'zod'

/** Trading horizon, as a slug. */
export const Mode = z.enum(['scalping', 'intraday', 'swing', 'options', 'futures'])
export type Mode = z.infer<typeof Mode>

/** What people and the archive's file names call a mode. */
export const modeNames: Readonly<Record<Mode, string>> = {
  scalping: 'Scalping',
  intraday: 'Intraday',
  swing: 'Swing',
  options: 'Options',
  futures: 'Futures',
}
