import { nse } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import type { Target } from '@fyntrix/migration'

/** Where the recommendations of a proof or benchmark are moved to: nothing of them goes to Redis. */
export const targetOn = (
  { imported, importedFiles, importedDocuments, importedReads, cutovers, candles }: Database,
  folder: string,
): Target => ({
  imported,
  importedFiles,
  importedDocuments,
  importedReads,
  cutovers,
  candles,
  calendar: nse,
  now: () => new Date(),
  folder,
  cache: () => Promise.reject(new Error('nothing of this goes to Redis')),
})
