import type { Calendar } from '@fyntrix/calendar'
import type { CandlesRepository } from '@fyntrix/db/candles'
import type { ImportReport } from '@fyntrix/domain/candles'
import { type Now, newId } from '@fyntrix/domain/shared'
import type { CandleCacheReport } from './cache-report.ts'
import { type CandleCacheOptions, readCache } from './read-cache.ts'

/** What an import of a candle cache works with. */
export interface CandleImportDependencies {
  readonly candles: Pick<CandlesRepository, 'importCandles'>
  readonly calendar: Calendar
  readonly now: Now
}

/** What an import of a cache found in its files and did to the database. */
export interface CandleCacheImport {
  readonly cache: CandleCacheReport
  readonly stored: ImportReport
}

/**
 * Brings a legacy candle cache in under the source `zerodha`, in one transaction: killed or failed it leaves nothing, repeated it
 * changes nothing. Throws what `surveyCandleCache` throws, and `unavailable` for a database that is away.
 */
export const importCandleCache = async (
  { candles, calendar, now }: CandleImportDependencies,
  folder: string,
  options: CandleCacheOptions = {},
): Promise<CandleCacheImport> => {
  const { items, tally, description } = await readCache(calendar, folder, options)
  const receivedAt = now()
  const stored = await candles.importCandles(items, {
    importId: newId(receivedAt),
    source: 'zerodha',
    description,
    receivedAt,
    ...(options.signal ? { signal: options.signal } : {}),
  })
  return { cache: tally.report(), stored }
}
