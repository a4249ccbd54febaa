import type { Calendar } from '@fyntrix/calendar'
import type { CandleCacheReport } from './cache-report.ts'
import { type CandleCacheOptions, readCache } from './read-cache.ts'

/**
 * What an import of a legacy candle cache would read, recover, merge and set aside. Reads every file, writes nothing and needs no
 * database. Throws `invalid-input` for a folder, metadata or instrument list that cannot be read, and the signal's reason.
 */
export const surveyCandleCache = async (
  { calendar }: { readonly calendar: Calendar },
  folder: string,
  options: CandleCacheOptions = {},
): Promise<CandleCacheReport> => {
  const { items, tally } = await readCache(calendar, folder, options)
  for await (const _ of items);
  return tally.report()
}
