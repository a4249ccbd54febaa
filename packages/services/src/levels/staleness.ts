import type { SymbolLevels } from '@fyntrix/domain/levels'
import type { SessionDate } from '@fyntrix/domain/shared'
import { freshFor } from './levels.cache.ts'

/** Why levels are out of date, or null while they are not: a later session has ended, and there is no final candle of it. */
export const staleReason = ({ session }: SymbolLevels, settled: SessionDate): string | null =>
  session < settled ? `made of candles up to ${session}; there is no final one of ${settled}` : null

/** Whether stored levels may be served without being computed again. */
export const isFresh = (levels: SymbolLevels, now: Date, settled: SessionDate): boolean =>
  now.getTime() - Date.parse(levels.asOf) <= freshFor[levels.scope] * 1_000 && staleReason(levels, settled) === null
