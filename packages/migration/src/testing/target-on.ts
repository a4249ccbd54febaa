import { nse } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import type { Target } from '../target.ts'

/** A target on a database alone: for what goes to Redis there is none. */
export const targetOn = (
  { imported, importedFiles, importedDocuments, importedReads, installations, cutovers, candles }: Database,
  folder: string,
): Target => ({
  imported,
  importedFiles,
  importedDocuments,
  importedReads,
  installations,
  cutovers,
  candles,
  calendar: nse,
  now: () => new Date(),
  folder,
  cache: () => Promise.reject(new Error('nothing here goes to Redis')),
})
